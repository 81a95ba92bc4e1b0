package ui

// drawGrown draws what was added at the bottom of the timeline, where nothing else has
// happened since the frame was drawn, and reports whether that is whole now. What stays
// as it is is not looked at: with many sessions, the memory that a message touches is
// most of what it costs.
func (m *Model) drawGrown() bool {
	var few [8]string
	rows, ok := m.timeline.grown(few[:0])
	if !ok || len(rows) == 0 {
		return ok
	}
	s, n := m.shape, len(rows)
	left, right := m.paneRows()
	// Each row in which the panes differ from what is below it is drawn again. If that
	// are many, it is to be found out whether moving the rows is worth it.
	moved := 0
	for i := range min(max(len(left), len(right)), s.body-n) {
		if at(left, i) != at(left, i+n) || at(right, i) != at(right, i+n) {
			moved++
		}
	}
	if moved > s.body/2 || !m.frame.Lift(n) {
		return false
	}
	for i := range min(max(len(left), len(right)), s.body-n) {
		y := s.top + i
		if s.rooms > 0 {
			m.frame.SetText(y, 0, at(left, i))
		}
		if s.members > 0 {
			m.frame.SetText(y, len(m.frame.Rows[y])-1, at(right, i))
		}
	}
	for i, row := range rows {
		i += s.body - n
		m.drawBeside(i, at(left, i), row, at(right, i))
	}
	return true
}
