package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/room"
)

// patience is how long the server may take to answer.
const patience = 10 * time.Second

// pageMsg is a page of history.
type pageMsg struct {
	entry  int
	wish   wish
	before uint64 // what was asked for
	msgs   []*room.Message
	err    error
}

// fill reads what the timeline is about to show and does not have.
func (m *Model) fill() tea.Cmd {
	if m.seat == nil || m.feed.moving || m.feed.next != 0 || m.feed.lost {
		return nil
	}
	w, before := m.timeline.lacks()
	limit := pageSize
	switch w {
	case nothing:
		return nil
	case newest:
		limit = room.Backlog
	case older, newer:
	}
	m.timeline.fetching = true
	seat, entry, in := m.seat, m.feed.entry, m.timeline.in.ID
	return m.inRoom(func(ctx context.Context) tea.Msg {
		msgs, err := seat.Before(ctx, in, before, limit)
		return pageMsg{entry, w, before, msgs, err}
	})
}

// showPage takes in a page, unless the room it belongs to has been left.
func (m *Model) showPage(p pageMsg) tea.Cmd {
	if p.entry != m.feed.entry {
		return nil
	}
	if p.err != nil {
		m.timeline.fetching, m.timeline.owed = false, 0
		m.status.fail(m.look.t("messages could not be loaded: %s", m.sentence(p.err)))
		return nil
	}
	m.timeline.take(p.wish, p.before, p.msgs)
	m.outbox.settle(m.timeline.in.ID, m.timeline.hi)
	return m.seen()
}
