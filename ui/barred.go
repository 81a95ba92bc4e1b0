package ui

import (
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/keys/sanction"
	"snug/room"
)

// barred is what keeps the person from writing in the room on the screen, as
// far as the screen has learned it from a refusal.
type barred struct {
	in    room.ID
	why   *room.Refusal // they are not taken from the person at all; nil: they are
	until time.Time     // slow mode lets them write again; zero: at once
}

// slowTick is a second of slow mode.
type slowTick struct{}

// cannotWrite says why nothing that the person writes is taken in the room on
// the screen, empty when it is. Sending is tried all the same: the server knows
// better, and gives the text back.
func (m *Model) cannotWrite() string {
	in := m.here()
	switch {
	case in.Room.ID == 0:
	case !in.Room.Archived.IsZero():
		return m.look.t("archived: you can only read")
	case in.Standing.Muted.In(m.now()):
		return m.muted(in.Standing.Muted)
	case in.Standing.Lockdown:
		return m.look.t("the server is locked down %s: only the staff writes, and whom they trust; you can write to one of the staff",
			m.look.until(in.Standing.LockdownUntil))
	case in.Room.Announce && !in.Standing.Moderates():
		return m.look.t("only moderators write here")
	case m.barred.in == in.Room.ID && m.barred.why != nil:
		return m.look.line(m.look.said(m.barred.why))
	}
	return ""
}

// muted says why the person cannot write, and whom to ask.
func (m *Model) muted(by sanction.Sanction) string {
	why := m.look.line(by.Reason)
	if why == "" {
		why = m.look.t("no reason was given")
	}
	return m.look.t("muted by %[1]s %[2]s: %[3]s; a moderator can lift that", m.look.line(by.ByName), m.look.until(by.Until), why)
}

// learn notes what a refusal says about writing on in a room, and reports
// whether the row above the composer counts the seconds until that is possible.
func (m *Model) learn(out *outgoing, why *room.Refusal) (waits bool) {
	in := &m.here().Room
	if in.ID != out.msg.Room {
		return false
	}
	m.chrome = nil
	if errors.Is(why, room.ErrDenied) && in.Kind == room.Direct {
		m.barred = barred{in: in.ID, why: why}
	}
	if !errors.Is(why, room.ErrLimited) || in.Slow == 0 {
		return false
	}
	last := m.timeline.newestOf(func(msg *room.Message) bool { return msg.Author.ID == m.me.ID })
	if last == nil || !last.At.Add(in.Slow).After(m.now()) {
		return false
	}
	m.barred = barred{in: in.ID, until: last.At.Add(in.Slow)}
	return true
}

// unbar forgets what was learned when something was taken after all.
func (m *Model) unbar() {
	if m.barred.in != 0 {
		m.barred, m.chrome = barred{}, nil
	}
}

// wait is how many seconds slow mode still asks for in the room on the screen.
// It ends when slow mode does, and for who moderates the room.
func (m *Model) wait() int {
	if m.barred.until.IsZero() || m.barred.in != m.timeline.in.ID || m.timeline.in.Slow == 0 || m.here().Standing.Moderates() {
		return 0
	}
	return max(int((m.barred.until.Sub(m.now())+time.Second-1)/time.Second), 0)
}

// countDown has the seconds shown as they pass.
func (m *Model) countDown() tea.Cmd {
	if m.wait() == 0 {
		return nil
	}
	return m.after(time.Second, slowTick{})
}

func (m *Model) showSlowTick() tea.Cmd {
	if m.barred.until.IsZero() {
		return nil
	}
	if m.wait() > 0 {
		return m.countDown()
	}
	if m.barred.in == m.timeline.in.ID {
		m.status.notice(m.look.t("you can write again"))
	}
	m.unbar()
	return nil
}
