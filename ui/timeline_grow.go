package ui

// A drawnTo is how far the timeline was drawn when it was last, if since then nothing
// has happened but that messages were added below. Its zero value is that more has, or
// that what is on the screen does not simply go on: it is not full, say, or is marked.
type drawnTo struct {
	items    int // of the window
	laid     uint32
	newAbove bool // the line above what is new is beyond the screen
}

// noteDrawn notes what is drawn now, from a row on.
func (t *timeline) noteDrawn(first spot) {
	t.drawn = drawnTo{}
	if t.pos.bottom && first.item >= 0 && len(t.tail) == 0 && t.picked|t.target == 0 && len(t.words) == 0 {
		t.drawn = drawnTo{items: len(t.items), laid: t.laid, newAbove: t.newAbove()}
	}
}

// grown appends the rows below those that were drawn last to out, and reports whether
// that is all that is to be drawn.
func (t *timeline) grown(out []string) ([]string, bool) {
	d := &t.drawn
	if d.items == 0 || d.items > len(t.items) || d.laid != t.laid {
		return nil, false
	}
	for i := d.items; i < len(t.items); i++ {
		out = append(out, t.rows(i)...)
	}
	d.items = len(t.items)
	// While the person stays at the bottom, what has left the screen is beyond it.
	return out, d.newAbove || !t.newAbove()
}
