package screen

import "slices"

// scrollCost is about how many bytes it takes to set margins, move lines and
// reset margins.
const scrollCost = 24

// findScroll decides whether moving the lines of f's scroll region and
// patching what then differs, fixed panes included, takes fewer bytes than
// patching alone. Row y then shows what was in row y+shift; shift 0 means no.
func (p *Painter) findScroll(f *Frame) (top, bottom, shift int) {
	top, bottom = max(f.Scroll.Top, 0), min(f.Scroll.Bottom, f.Height)
	if f.Scroll != p.region || bottom-top < 2 {
		return top, bottom, 0
	}
	best := f.patchCost(top, bottom)
	if best <= scrollCost {
		return top, bottom, 0
	}
	if k := f.likely(top, bottom); k != 0 { // nearly always so
		if scrollCost+f.shiftCost(top, bottom, k, best-scrollCost) < best {
			return top, bottom, k
		}
	}
	for _, k := range f.candidates(top, bottom) {
		if cost := f.shiftCost(top, bottom, k, best-scrollCost); cost < best-scrollCost {
			best, shift = scrollCost+cost, k
		}
	}
	return top, bottom, shift
}

// patchCost is about how many bytes it takes to patch rows [top, bottom) in place.
func (f *Frame) patchCost(top, bottom int) int {
	cost := 0
	for _, y := range f.edits.rows {
		if top <= y && y < bottom {
			cost += rowCost(f.edits.was[y].row, f.row(y))
		}
	}
	return cost
}

// shiftCost is about how many bytes rows [top, bottom) take after a scroll by
// k. It stops counting at enough.
func (f *Frame) shiftCost(top, bottom, k, enough int) int {
	cost := 0
	for y := top; y < bottom && cost < enough; y++ {
		if from := y + k; from >= top && from < bottom {
			cost += rowCost(f.shown(from), f.row(y))
		} else {
			cost += drawCost(f.row(y))
		}
	}
	return cost
}

// likely returns by how much the region has moved if its last row has gone up
// or its first one down, which is what messages and paging do; 0: neither has.
func (f *Frame) likely(top, bottom int) int {
	last, first := f.shown(bottom-1), f.shown(top)
	if slices.Equal(last, f.row(bottom-1)) && slices.Equal(first, f.row(top)) {
		return 0
	}
	if y := find(f.row, last, top, bottom-1); y >= 0 {
		return bottom - 1 - y
	}
	if y := find(f.row, first, top+1, bottom); y >= 0 {
		return top - y
	}
	return 0
}

// candidates looks for rows of f that the terminal shows elsewhere and
// returns by how much they moved. A handful of rows spread over the region
// will do: when content moves as a whole, any of them gives it away.
func (f *Frame) candidates(top, bottom int) []int {
	const anchors = 8
	var found []int
	step := max((bottom-top)/anchors, 1)
	for y := top; y < bottom; y += step {
		from := find(f.shown, f.row(y), top, bottom)
		if from >= 0 && from != y && !slices.Contains(found, from-y) {
			found = append(found, from-y)
		}
	}
	return found
}

// find returns the last of rows [from, to) whose roomiest segment is that of row,
// -1 when there is none or it is blank.
func find(rows func(y int) Row, row Row, from, to int) int {
	slot := widest(row)
	if slot < 0 || row[slot].Text == "" {
		return -1
	}
	for y := to - 1; y >= from; y-- {
		if r := rows(y); slot < len(r) && r[slot] == row[slot] {
			return y
		}
	}
	return -1
}

// scroll moves rows [top, bottom) up by k lines, or down when k is negative.
func (p *Painter) scroll(top, bottom, k int) {
	p.body = appendMargins(p.body, top, bottom)
	if top > 0 { // else DECSTBM has left the cursor there
		p.body = appendMove(p.body, 0, top)
	}
	if k > 0 {
		p.body = appendCount(p.body, k, 'M') // DL
	} else {
		p.body = appendCount(p.body, -k, 'L') // IL
	}
	p.body = append(p.body, resetMargins...)
}

// widest is the index of the roomiest segment, -1 when there is none.
func widest(row Row) int {
	slot := -1
	for i, s := range row {
		if slot < 0 || s.Room > row[slot].Room {
			slot = i
		}
	}
	return slot
}
