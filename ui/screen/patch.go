package screen

// patch writes the rows of f that differ from what the terminal shows, after moving
// those that only moved.
func (p *Painter) patch(f *Frame) {
	e := f.edits
	if e == nil {
		return
	}
	if e.lifted > 0 {
		p.scroll(e.top, e.bottom, e.lifted)
	} else if top, bottom, shift := p.findScroll(f); shift != 0 {
		p.patchMoved(f, top, bottom, shift)
		return
	}
	for _, y := range e.rows {
		p.patchRow(f, y, e.was[y].row)
	}
}

// patchMoved moves rows [top, bottom) by shift and writes what differs then.
func (p *Painter) patchMoved(f *Frame, top, bottom, shift int) {
	p.scroll(top, bottom, shift)
	for y := range f.Height {
		if y < top || y >= bottom {
			p.patchRow(f, y, f.shown(y))
			continue
		}
		if from := y + shift; from >= top && from < bottom {
			p.patchRow(f, y, f.shown(from))
		} else {
			p.drawRow(f, y) // scrolled in: blank
		}
	}
}

// patchRow turns a row that shows old into row y of f.
func (p *Painter) patchRow(f *Frame, y int, old Row) {
	row := f.row(y)
	if !sameLayout(old, row) {
		if !isBlank(old) {
			p.body = appendMove(p.body, 0, y)
			p.body = append(p.body, eraseToRight...)
		}
		p.drawRow(f, y)
		return
	}
	spilled := false
	for i, s := range row {
		if s.Text != old[i].Text || spilled {
			p.drawSegment(f, y, s, old[i].Text != "" || spilled)
			// What this terminal thinks too wide for the room has run into
			// the next segment: draw that again.
			spilled = contested(s.Text)
		}
	}
}

// rowCost is about how many bytes patchRow would write.
func rowCost(old, row Row) int {
	const move, erase = 8, 5
	cost, same := 0, len(old) == len(row)
	for i := 0; same && i < len(row); i++ {
		a, b := &old[i], &row[i]
		if same = a.Col == b.Col && a.Room == b.Room; a.Text == b.Text {
			continue
		}
		cost += move + len(b.Text)
		if a.Text != "" {
			cost += erase
		}
	}
	if same {
		return cost
	}
	cost = drawCost(row)
	if !isBlank(old) {
		cost += move + erase
	}
	return cost
}

// drawCost is about how many bytes drawRow would write.
func drawCost(row Row) int {
	const move = 8
	cost := 0
	for _, s := range row {
		if s.Text != "" {
			cost += move + len(s.Text)
		}
	}
	return cost
}

func sameLayout(a, b Row) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Col != b[i].Col || a[i].Room != b[i].Room {
			return false
		}
	}
	return true
}

func isBlank(row Row) bool {
	for _, s := range row {
		if s.Text != "" {
			return false
		}
	}
	return true
}
