package screen

import "sync"

// sheets are frames whose memory waits to be drawn on again. A painter needs two
// frames while it paints, and a session at rest keeps the one that it shows.
var sheets = sync.Pool{New: func() any { return new(Frame) }}

// sheetCap is how many segments a frame may have whose memory is kept, some more
// than the panes of a usual screen take.
const sheetCap = 256

// NewFrame returns a blank frame to be drawn on with [Frame.SetRow]. When a painter
// has painted the one after it, its memory is another one's: nobody may look at it
// then.
func NewFrame(cols, rows int) *Frame {
	f, _ := sheets.Get().(*Frame)
	drawn := f.Rows
	if cap(drawn) < rows {
		drawn = make([]Row, rows)
	}
	if f.segs == nil {
		f.segs = make([]Segment, 0, 3*rows)
	}
	*f = Frame{Width: cols, Height: rows, Rows: drawn[:rows], segs: f.segs, isSheet: true}
	return f
}

// SetRow sets row y to segments, which are copied.
func (f *Frame) SetRow(y int, segs ...Segment) {
	from := len(f.segs)
	f.segs = append(f.segs, segs...)
	f.Rows[y] = f.segs[from:len(f.segs):len(f.segs)]
}

// Add adds a segment to row y, which must be the one that was begun last.
func (f *Frame) Add(y, col, room int, text string) {
	f.segs = append(f.segs, Segment{Col: col, Room: room, Text: text})
	from := len(f.segs) - 1 - len(f.Rows[y])
	f.Rows[y] = f.segs[from:len(f.segs):len(f.segs)]
}

// recycle gives the memory of a frame that was made by NewFrame back.
func (f *Frame) recycle() {
	if !f.isSheet || cap(f.segs) > sheetCap || cap(f.Rows) > maxRows {
		return
	}
	clear(f.Rows)
	clear(f.segs) // lets go of the strings
	*f = Frame{Rows: f.Rows[:0], segs: f.segs[:0]}
	sheets.Put(f)
}
