package ui

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/room"
)

// An arrival is a message to show in a room that is being entered.
type arrival struct {
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

// around reads the messages of a room around a number, with that in the middle.
func around(ctx context.Context, seat Seat, in room.ID, seq uint64) ([]*room.Message, error) {
	return seat.Before(ctx, in, seq+pageSize/2, pageSize)
}

// between reads the messages of a room from one number on, before another.
func between(ctx context.Context, seat Seat, in room.ID, from, before uint64) ([]*room.Message, error) {
	var all []*room.Message
	for before > from {
		page, err := seat.Before(ctx, in, before, room.MaxPage)
		if err != nil || len(page) == 0 {
			return all, err
		}
		all, before = append(page, all...), page[0].Seq
	}
	return all, nil
}

// jump shows a message that was found, in whatever room it is, and chooses it.
// Words are what it was found by.
func (m *Model) jump(in room.ID, seq uint64, words []string) tea.Cmd {
	m.feed.arrival = arrival{in, seq, words}
	if in == m.timeline.in.ID && !m.feed.leaving() {
		return m.arrive()
	}
	return m.goTo(in)
}

// arrive shows the message that a room was entered for.
func (m *Model) arrive() tea.Cmd {
	a := m.feed.arrival
	m.feed.arrival = arrival{}
	if a.seq == 0 || a.in != m.timeline.in.ID {
		return nil
	}
	if !m.isSelecting() {
		m.open(&selecting{})
	}
	m.timeline.words = a.words
	return m.jumpTo(a.seq)
}

// jumpTo shows a message of the room on the screen among what was said around
// it, and marks it until the next key.
func (m *Model) jumpTo(seq uint64) tea.Cmd {
	t := &m.timeline
	m.uncover()
	if seq == 0 || seq > t.head {
		m.status.fail(m.look.t("there is no message %d here", seq))
		return nil
	}
	if t.show(seq) {
		return m.land(seq)
	}
	seat, in := m.seat, t.in.ID
	return m.inRoom(func(ctx context.Context) tea.Msg {
		msgs, err := around(ctx, seat, in, seq)
		return jumpedMsg{seq, msgs, err}
	})
}

// uncover takes away what lies over the timeline.
func (m *Model) uncover() {
	for _, l := range m.layers {
		if _, on := l.(*selecting); !on {
			m.shut(l)
			return
		}
	}
}

// land chooses the message that was jumped to, if one is to be chosen.
func (m *Model) land(seq uint64) tea.Cmd {
	if m.isSelecting() {
		return m.selectAt(m.timeline.find(seq))
	}
	return m.seen()
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
	return m.land(j.seq)
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
		return m.seen()
	}
	return m.jumpTo(t.newFrom)
}

// toPlace goes to a message by number, by id or by a link to it, or to the
// first one of a day.
func (m *Model) toPlace(where string) tea.Cmd {
	if id, err := room.ParseCommandID(where[strings.LastIndexByte(where, '#')+1:]); err == nil {
		return m.toMessage(id)
	}
	if n, ok := roomNumber(where); ok {
		return m.jumpTo(uint64(n))
	}
	q, err := room.ParseQuery("after:"+where, m.look.zone)
	if err != nil {
		m.status.fail(m.look.t("that is no message and no day; write a number, an id, a link or a day such as 2026-11-20"))
		return nil
	}
	return m.toTime(q.After)
}

// locatedMsg is where a message is.
type locatedMsg struct {
	in  room.Room
	seq uint64
	err error
}

// toMessage goes to a message by its id, whatever room it is in.
func (m *Model) toMessage(id room.CommandID) tea.Cmd {
	seat := m.seat
	return m.inRoom(func(ctx context.Context) tea.Msg {
		in, seq, err := seat.Locate(ctx, id)
		return locatedMsg{in, seq, err}
	})
}

func (m *Model) showLocated(l locatedMsg) tea.Cmd {
	if l.err != nil {
		m.status.fail(m.sentence(l.err))
		return nil
	}
	return m.jump(l.in.ID, l.seq, nil)
}

// datedMsg is the number of the first message of a time.
type datedMsg struct {
	seq uint64
	err error
}

func (m *Model) toTime(at time.Time) tea.Cmd {
	seat := m.seat
	return m.inRoom(func(ctx context.Context) tea.Msg {
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
