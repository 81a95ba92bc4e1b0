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
	if f.Scroll != p.last.Scroll || bottom-top < 2 {
		return top, bottom, 0
	}
	best := p.shiftCost(f, top, bottom, 0)
	if best <= scrollCost {
		return top, bottom, 0
	}
	for _, k := range p.candidates(f, top, bottom) {
		if cost := scrollCost + p.shiftCost(f, top, bottom, k); cost < best {
			best, shift = cost, k
		}
	}
	return top, bottom, shift
}

// shiftCost is about how many bytes rows [top, bottom) take after a scroll by k.
func (p *Painter) shiftCost(f *Frame, top, bottom, k int) int {
	cost := 0
	for y := top; y < bottom; y++ {
		if from := y + k; from >= top && from < bottom {
			cost += rowCost(p.last.row(from), f.row(y))
		} else {
			cost += drawCost(f.row(y))
		}
	}
	return cost
}

// candidates looks for rows of f that were elsewhere in the last frame and
// returns by how much they moved. A handful of rows spread over the region
// will do: when content moves as a whole, any of them gives it away.
func (p *Painter) candidates(f *Frame, top, bottom int) []int {
	const anchors, most = 8, 6
	found := make([]int, 0, most) // stays on the stack
	step := max((bottom-top)/anchors, 1)
	for y := top; y < bottom; y += step {
		slot := widest(f.row(y))
		if slot < 0 || f.row(y)[slot].Text == "" {
			continue
		}
		s := f.row(y)[slot]
		for from := top; from < bottom; from++ {
			old := p.last.row(from)
			if from == y || slot >= len(old) || old[slot] != s {
				continue
			}
			if !slices.Contains(found, from-y) {
				found = append(found, from-y)
			}
			if len(found) == most {
				return found
			}
		}
	}
	return found
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
