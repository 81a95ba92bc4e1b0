package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

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
func (m *Model) markRead() tea.Cmd {
	if m.seat == nil || m.feed.moving {
		return nil
	}
	n := m.toMark()
	if n == 0 {
		return nil
	}
	seat := m.seat
	return m.inRoom(func(context.Context) tea.Msg {
		seat.MarkRead(n)
		return nil
	})
}
