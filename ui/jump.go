package ui

import (
	"context"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/room"
)

// A goal is a message to show in a room that is being entered.
type goal struct {
	in    room.ID
	seq   uint64 // zero: none
	words []string
}

// jumpedMsg is the messages around one that was to be shown.
type jumpedMsg struct {
	seq  uint64
	msgs []*room.Message
	err  error
}

// around reads the messages around a number, with that in the middle.
func around(ctx context.Context, seat Seat, seq uint64) ([]*room.Message, error) {
	return seat.Before(ctx, seq+pageSize/2, pageSize)
}

// jump shows a message among what was said around it, in whatever room it is.
// Words are what it was found by.
func (m *Model) jump(in room.ID, seq uint64, words []string) tea.Cmd {
	if in == m.timeline.in.ID && m.feed.next == 0 {
		m.timeline.words = words
		return m.jumpTo(seq)
	}
	m.feed.goal = goal{in, seq, words}
	return m.goTo(in)
}

// arrive shows the message that a room was entered for.
func (m *Model) arrive() tea.Cmd {
	g := m.feed.goal
	m.feed.goal = goal{}
	if g.seq == 0 || g.in != m.timeline.in.ID {
		return nil
	}
	m.timeline.words = g.words
	return m.jumpTo(g.seq)
}

// jumpTo shows a message of the room on the screen among what was said around
// it, and marks it until the next key.
func (m *Model) jumpTo(seq uint64) tea.Cmd {
	t := &m.timeline
	if seq == 0 || seq > t.head {
		m.status.fail(m.look.t("there is no message %d here", seq))
		return nil
	}
	if t.show(seq) {
		return tea.Batch(m.fill(), m.markRead())
	}
	seat := m.seat
	return m.here(func(ctx context.Context) tea.Msg {
		msgs, err := around(ctx, seat, seq)
		return jumpedMsg{seq, msgs, err}
	})
}

func (m *Model) showJumped(j jumpedMsg) tea.Cmd {
	switch {
	case j.err != nil:
		m.status.fail(m.look.t("messages could not be loaded: %s", m.sentence(j.err)))
		return nil
	case !m.timeline.moveWindow(j.msgs, j.seq):
		m.status.fail(m.look.t("message %d is not there any more", j.seq))
		return nil
	}
	m.feed.entry++ // pages that were on their way belong to the old window
	if _, on := m.top().(*selecting); on {
		m.timeline.pick(m.timeline.find(j.seq))
	}
	return m.fill()
}

// toUnread goes to the first message that was not read when the room was
// entered.
func (m *Model) toUnread() tea.Cmd {
	t := &m.timeline
	if t.newFrom == 0 {
		m.status.notice(m.look.t("nothing was unread here"))
		return nil
	}
	if i := t.find(t.newFrom); i >= 0 {
		t.target = t.newFrom
		t.showAt(spot{i, max(int(t.countAbove(i))-1, 0)}, t.shown/4)
		return tea.Batch(m.fill(), m.markRead())
	}
	return m.jumpTo(t.newFrom)
}

// toPlace goes to a message by number, or to the first one of a day.
func (m *Model) toPlace(where string) tea.Cmd {
	if n, err := strconv.ParseUint(halfWidth(strings.TrimLeft(where, "#＃")), 10, 32); err == nil && len(where) < 8 {
		return m.jumpTo(n)
	}
	q, err := room.ParseQuery("after:"+where, m.look.zone)
	if err != nil || q.After.IsZero() {
		m.status.fail(m.look.t("%s is no date; write it as 2026-11-20, 11-20, today, yesterday, 7d or 2h", m.look.line(where)))
		return nil
	}
	return m.toTime(q.After)
}

// datedMsg is the number of the first message of a time.
type datedMsg struct {
	seq uint64
	err error
}

func (m *Model) toTime(at time.Time) tea.Cmd {
	seat := m.seat
	return m.here(func(ctx context.Context) tea.Msg {
		seq, err := seat.SeqAt(ctx, at)
		return datedMsg{seq, err}
	})
}

func (m *Model) showDated(d datedMsg) tea.Cmd {
	switch {
	case d.err != nil:
		m.status.fail(m.sentence(d.err))
		return nil
	case d.seq > m.timeline.head:
		m.status.notice(m.look.t("nothing was said since then"))
		return m.bottom()
	}
	return m.jumpTo(max(d.seq, 1))
}
