package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

// doneMsg is how something fared that was to happen to a message.
type doneMsg struct {
	err  error
	said string // the notice; may be empty
}

// change has something happen to the room on the screen, and tells how it went.
func (m *Model) change(said string, do func(ctx context.Context) error) tea.Cmd {
	return m.inRoom(func(ctx context.Context) tea.Msg { return doneMsg{do(ctx), said} })
}

func (m *Model) showDone(d doneMsg) tea.Cmd {
	switch {
	case d.err != nil:
		m.status.fail(m.sentence(d.err))
	case d.said != "":
		m.status.notice(d.said)
	}
	return nil
}
