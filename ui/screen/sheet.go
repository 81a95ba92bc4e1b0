package screen

import "slices"

// NewFrame returns a blank frame of at most 200 rows that is drawn on again and again:
// a drawing of the whole stands between [Frame.Begin] and [Frame.End], one of a few rows
// begins with [Frame.Lift]. The frame notes what has been changed since it was painted,
// and the painter looks at nothing else. A drawing that is like the one before costs
// reading it.
func NewFrame(cols, rows int) *Frame {
	return &Frame{
		Width: cols, Height: rows, Rows: make([]Row, rows),
		spare: make([]Segment, usualSegments*rows),
	}
}

// usualSegments is about how many segments a row has, on a screen whose timeline
// stands beside one pane.
const usualSegments = 3

// Begin begins a drawing of all rows: those that are not set until [Frame.End] become
// blank. Everything else of the frame is again as in a new one.
func (f *Frame) Begin() {
	*f = Frame{Width: f.Width, Height: f.Height, Rows: f.Rows, spare: f.spare, edits: f.edits, painted: f.painted, drawn: f.drawn}
	clear(f.drawn[:])
}

// End ends a drawing of all rows.
func (f *Frame) End() {
	for y := range f.Rows {
		if !f.drawn.has(y) {
			f.SetRow(y)
		}
	}
}

// SetRow sets row y to segments, which are copied.
func (f *Frame) SetRow(y int, segs ...Segment) {
	f.drawn.add(y)
	row := f.Rows[y]
	if slices.Equal(row, segs) {
		return
	}
	f.note(y, row)
	if len(row) > len(segs) {
		clear(row[len(segs):]) // lets go of the strings
	}
	f.Rows[y] = append(f.wide(row[:0], len(segs)), segs...)
}

// SetText sets the text of segment i of row y.
func (f *Frame) SetText(y, i int, text string) {
	if s := &f.Rows[y][i]; s.Text != text {
		f.note(y, f.Rows[y])
		s.Text = text
	}
}

// wide returns row, or memory in its place, with room for n segments.
func (f *Frame) wide(row Row, n int) Row {
	switch {
	case cap(row) >= n:
		return row
	case len(f.spare) >= n:
		row, f.spare = f.spare[:0:n], f.spare[n:]
		return row
	}
	return make(Row, 0, n)
}

// Lift moves the rows of the scroll region, with all panes, up by k, as a terminal does
// it; the k rows at its bottom are blank then. It is for what is added there: nobody has
// to find out by comparing rows that they have moved. It reports false, and does nothing,
// if rows of the region have been changed since the frame was painted.
func (f *Frame) Lift(k int) bool {
	top, bottom := f.Scroll.Top, f.Scroll.Bottom
	if top < 0 || bottom > len(f.Rows) || k <= 0 || k >= bottom-top {
		return false
	}
	e := f.noted()
	if e.lifted > 0 || slices.ContainsFunc(e.rows, func(y int) bool { return top <= y && y < bottom }) {
		return false
	}
	e.lifted, e.top, e.bottom = k, top, bottom
	rows := f.Rows[top:bottom]
	e.free = append(e.free[:0], rows[:k]...)
	copy(rows, rows[k:])
	for i, row := range e.free {
		clear(row)
		y := bottom - k + i
		f.Rows[y] = row[:0]
		f.note(y, nil)
	}
	clear(e.free)
	return true
}
