package ui

import (
	tea "charm.land/bubbletea/v2"

	"snug/room"
)

// A feed moves the seat's cursor. The loop does that when it pulls news and a
// command when it enters a room, and never both at a time: what is pulled always
// belongs to the room on the screen.
type feed struct {
	moving bool // a room is being entered
	same   bool // it is the one on the screen
	acting int  // commands at work in the room on the screen

	pulled newsMsg // the message of the newest pull, until it is shown

	next    room.ID // the room to enter; zero: stay
	arrival arrival // what to show of it
	lost    bool    // news were lost: enter the same room again
	entry   int     // counts what was entered, to know pages of earlier ones
	marked  uint64  // the read mark as told to the seat
}

// newsMsg is what was pulled, enteredMsg what Enter returned.
type (
	newsMsg struct {
		news    room.News
		notices []Notice
	}
	enteredMsg struct {
		view room.View
		page []*room.Message // around what is to be shown first, or of the same room what is there before the newest; nil: nothing
		err  error
		same bool // the room was on the screen already
	}
)

// follow does what is due: it enters a room, or has what comes from the one on the
// screen pulled.
func (m *Model) follow() tea.Cmd {
	f := &m.feed
	if f.next == m.timeline.in.ID { // two asked for the same
		f.next = 0
	}
	switch {
	case m.seat == nil || f.moving:
		return nil
	case f.next != 0:
		if !m.outbox.idle() || f.acting > 0 { // it would be done in the wrong room
			return nil
		}
		return m.enter(f.next, false)
	case f.lost:
		return m.enter(m.timeline.in.ID, true)
	}
	if read := m.toMark(); read > 0 {
		m.seat.MarkRead(read)
	}
	return nil
}

// Rung implements [screen.Model]. Nothing is heard while a room is about to be
// entered: what is pulled would be another's.
func (m *Model) Rung() bool {
	if f := &m.feed; m.seat == nil || f.moving || f.next != 0 || f.lost {
		return false
	}
	return m.seat.Rung() || len(m.notices) > 0
}

// Pull implements [screen.Model]. What it returns is to be shown before the next one.
func (m *Model) Pull() tea.Msg {
	n := &m.feed.pulled
	*n = newsMsg{news: m.seat.Pull()}
	for range len(m.notices) {
		n.notices = append(n.notices, <-m.notices)
	}
	return n
}

// rowsBefore is how many messages are wanted above the one that is shown first.
const rowsBefore = 20

// enter enters a room, and reads what is to be shown of it first: the message
// that was asked for, or else where the person has stopped reading. Of the same
// room it reads again what is on the screen: some of that may have been deleted.
func (m *Model) enter(id room.ID, same bool) tea.Cmd {
	f := &m.feed
	f.moving, f.same, f.next, f.lost = true, same, 0, false
	if !same {
		m.hush()
	}
	if f.arrival.in != id { // it was for a room that one did not get to
		f.arrival = arrival{}
	}
	ctx, seat, to, fresh, lo, hi := m.ctx, m.seat, f.arrival.seq, m.newcomer, m.timeline.lo, m.timeline.hi
	return func() tea.Msg {
		v, err := seat.Enter(ctx, id)
		e := enteredMsg{view: v, err: err, same: same}
		if err != nil || len(v.Recent) == 0 {
			return e
		}
		if same {
			e.page, e.err = between(ctx, seat, id, lo, min(hi+1, v.Recent[0].Seq))
			return e
		}
		if to == 0 && v.Read > 0 && !fresh {
			to = v.Read + 1
		}
		if first := v.Recent[0].Seq; first > 1 && to > 0 && to < first+rowsBefore {
			// Without the page, the newest messages are shown.
			e.page, _ = around(ctx, seat, id, to)
		}
		return e
	}
}

// goTo enters a room as soon as nothing else moves the cursor.
func (m *Model) goTo(id room.ID) tea.Cmd {
	if id == 0 || m.feed.next == 0 && !m.feed.moving && id == m.timeline.in.ID {
		return nil
	}
	m.feed.next = id
	return m.follow()
}

// showNews takes in what was pulled.
func (m *Model) showNews(msg *newsMsg) tea.Cmd {
	n := msg.news
	defer func() { *msg = newsMsg{} }()
	if n.Lost {
		m.feed.lost = true
	}
	if n.Present != nil {
		m.panes.setMembers(n.Present)
		m.chrome = nil
		m.ownName()
	}
	if n.Rooms != nil {
		m.panes.setRooms(n.Rooms)
		m.chrome = nil
		m.ownName()
	}
	if n.Typing != nil {
		m.typists.who = n.Typing
	}
	var fresh []room.Listing
	if n.Invited != nil {
		fresh = m.setInvited(n.Invited)
		m.tellInvited(fresh)
	}
	if n.Ignored != nil {
		m.setIgnored(n.Ignored)
	}
	for _, e := range n.Events {
		if e.InRoom() == m.timeline.in.ID {
			m.showEvent(e)
			m.hearInLayers(e)
		}
	}
	m.outbox.settle(m.timeline.in.ID, m.timeline.hi)
	return tea.Batch(m.follow(), m.fill(), m.call(n), m.alertInvited(fresh), m.expire(), m.showNotices(msg.notices))
}

// onlySaid reports whether news are messages that others have just said in the room on
// the screen and nothing more, at a time when nothing else shows how the room goes on.
func (m *Model) onlySaid(msg *newsMsg) bool {
	n := &msg.news
	if n.Lost || n.Present != nil || n.Rooms != nil || n.Typing != nil || n.Invited != nil || n.Ignored != nil || len(msg.notices) > 0 ||
		m.form != nil || m.top() != nil || m.chrome == nil || len(m.outbox.list) > 0 || len(m.uploads.list) > 0 {
		return false
	}
	for _, e := range n.Events {
		if p, ok := e.(room.Posted); !ok || p.Root != nil || p.InRoom() != m.timeline.in.ID {
			return false
		}
	}
	return true
}

// ownName takes over what the person is called now, which goes with who is there and
// with the list of rooms.
func (m *Model) ownName() {
	if me := m.seat.Person(); me != m.me {
		m.me, m.timeline.me = me, me
		m.timeline.relay()
	}
}

func (m *Model) showEvent(e room.Event) {
	switch e := e.(type) {
	case room.Posted:
		m.timeline.post(e.Message)
		if e.Root != nil {
			m.timeline.change(e.Root)
		}
		m.outbox.drop(e.Message.ID)
	case room.Changed:
		m.timeline.change(e.Message)
		if m.panes.setPins(e.InRoom(), e.Pins) {
			m.chrome = nil
		}
	case room.Joined:
		m.timeline.moved(e.Who, true, e.At)
	case room.Left:
		m.showLeft(e)
	case room.Discarded:
		m.showDiscarded(e)
	case room.Kicked:
		m.showKicked(e)
	case room.Punished:
		m.showPunished(e)
	case room.Purged:
		m.showPurged(e)
	case room.Revised:
		m.revise(e)
	case room.Appointed:
		m.appoint(e)
	case room.Trimmed:
		m.trimmed(e)
	case room.Created, room.Invited, room.Uninvited, room.Blocking, room.Swept, room.Departed,
		room.Drafted, room.Notified, room.Ignoring, room.Marked, room.Reported, room.Heard:
		// These happen in no room, or the lists that come with them show them.
	}
}
