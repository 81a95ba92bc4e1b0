package ui

import tea "charm.land/bubbletea/v2"

// toMark is the read mark that the seat does not know yet, zero for none.
func (m *Model) toMark() uint64 {
	n := m.timeline.readTo()
	if !m.looking() || n <= m.feed.marked {
		return 0
	}
	m.feed.marked = n
	return n
}

// markRead tells the seat what has been read in the room on the screen, before
// that is left: in the next one the number would mean another message.
func (m *Model) markRead() {
	if m.seat == nil || m.feed.moving {
		return
	}
	if n := m.toMark(); n > 0 {
		m.seat.MarkRead(n)
	}
}

// seen does what follows when other messages have come into view.
func (m *Model) seen() tea.Cmd {
	cmd := m.fill()
	m.markRead()
	return cmd
}
