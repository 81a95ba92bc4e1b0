package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

// hereMsg is what a command about the room on the screen came back with.
type hereMsg struct{ msg tea.Msg }

// here returns a command about the room on the screen, which may take as long
// as the server may. Until it has come back no other room is entered, where
// the number of a message would mean another one.
func (m *Model) here(do func(ctx context.Context) tea.Msg) tea.Cmd {
	if m.seat == nil || m.timeline.in.ID == 0 || m.feed.away {
		m.status.notice(m.look.t("another room is being entered; wait a moment"))
		return nil
	}
	m.feed.busy++
	ctx := m.ctx
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		return hereMsg{do(ctx)}
	}
}

func (m *Model) showHere(h hereMsg) tea.Cmd {
	m.feed.busy--
	cmd := m.route(h.msg)
	return tea.Batch(cmd, m.follow())
}

// doneMsg is how something fared that was to happen to a message.
type doneMsg struct {
	err  error
	said string // the notice; may be empty
}

// change has something happen to the room on the screen, and tells how it went.
func (m *Model) change(said string, do func(ctx context.Context) error) tea.Cmd {
	return m.here(func(ctx context.Context) tea.Msg { return doneMsg{do(ctx), said} })
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
