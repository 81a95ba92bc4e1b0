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
	if m.besideCost(left, right, n) > s.body*usualRow || !m.frame.Lift(n) {
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

// usualRow is about how many bytes it takes to draw a row of the timeline.
const usualRow = 64

// besideCost is about how many bytes it takes to put the panes back where they are
// when all rows have gone up by n. If that are more than the rows of the timeline may
// take, it is to be found out whether moving them is worth it.
func (m *Model) besideCost(left, right []string, n int) int {
	const move = 13
	cost := 0
	for _, pane := range [...][]string{left, right} {
		for i := range min(len(pane), m.shape.body-n) {
			if pane[i] != at(pane, i+n) {
				cost += move + len(pane[i])
			}
		}
	}
	return cost
}
