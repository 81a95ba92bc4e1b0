package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

// actedMsg is what came of something that was done in the room on the screen.
type actedMsg struct{ came tea.Msg }

// inRoom has do ask the seat for something in the room on the screen, within
// patience. The room is not left before that is done: the seat would do it in
// another one.
func (m *Model) inRoom(do func(ctx context.Context) tea.Msg) tea.Cmd {
	m.feed.acting++
	ctx := m.ctx
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		return actedMsg{do(ctx)}
	}
}

// showActed takes in what came of it.
func (m *Model) showActed(a actedMsg) tea.Cmd {
	m.feed.acting--
	return tea.Batch(m.route(a.came), m.follow(), m.quitNow())
}
