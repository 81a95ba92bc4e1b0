package ui

import (
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/room"
)

// endedTick has the invitations looked through for those that have ended.
type endedTick struct{}

// endedEvery is how often that happens, at least, while there are any.
const endedEvery = time.Minute

// expire drops invitations that have ended, and starts the timer for the next
// look if it does not run yet.
func (m *Model) expire() tea.Cmd {
	if len(m.panes.invited) == 0 {
		return nil
	}
	now, next, lasting := m.now(), endedEvery, false
	left := slices.DeleteFunc(slices.Clone(m.panes.invited), func(r room.Listing) bool {
		if r.Invitation == nil || r.Invitation.Until.IsZero() {
			return false
		}
		remains := r.Invitation.Until.Sub(now)
		if remains > 0 {
			next, lasting = min(next, remains), true
		}
		return remains <= 0
	})
	if len(left) < len(m.panes.invited) {
		m.panes.setInvited(left)
		m.chrome = nil
	}
	if !lasting || m.expiring {
		return nil
	}
	m.expiring = true
	return m.after(next, endedTick{})
}

// maxInvitesTold is how many invitations are told of at once.
const maxInvitesTold = 3

// setInvited takes over the rooms that the person is invited to, and returns
// those that they have not been told of.
func (m *Model) setInvited(l []room.Listing) (fresh []room.Listing) {
	for i := range l {
		if !slices.ContainsFunc(m.panes.invited, func(known room.Listing) bool { return sameInvitation(known, l[i]) }) {
			fresh = append(fresh, l[i])
		}
	}
	m.panes.setInvited(l)
	m.chrome = nil
	return fresh
}

func sameInvitation(a, b room.Listing) bool {
	if a.Room.ID != b.Room.ID || (a.Invitation == nil) != (b.Invitation == nil) {
		return false
	}
	return a.Invitation == nil || a.Invitation.At.Equal(b.Invitation.At)
}

// tellInvited shows rows about invitations, and how to answer them.
func (m *Model) tellInvited(fresh []room.Listing) {
	if len(fresh) == 0 {
		return
	}
	var rows []string
	for _, r := range fresh[:min(len(fresh), maxInvitesTold)] {
		rows = append(rows, m.invitation(r))
	}
	if more := len(fresh) - maxInvitesTold; more > 0 {
		rows = append(rows, m.look.t("and %d more: /invitations lists them", more))
	}
	m.timeline.addNote(strings.Join(rows, "\n"), m.now())
}

// invitation is a sentence about an invitation.
func (m *Model) invitation(r room.Listing) string {
	l, by := m.look, m.look.line(r.InvitedBy.Called())
	name, address := m.panes.label(l, &r), l.line(m.panes.address(r.Room))
	if topic := l.line(r.Room.Topic); topic != "" {
		name += " (" + topic + ")"
	}
	if r.InvitedBy.ID == 0 {
		return l.t("you are invited to %[1]s: /join %[2]s or /decline %[2]s", name, address)
	}
	return l.t("%[1]s invites you to %[2]s: /join %[3]s or /decline %[3]s", by, name, address)
}

// alertInvited tells the person, who does not look, that they are invited.
func (m *Model) alertInvited(fresh []room.Listing) tea.Cmd {
	if len(fresh) == 0 || m.looking() {
		return nil
	}
	last := fresh[len(fresh)-1]
	return m.alert(m.settings["bell"] != "off", m.look.line(last.InvitedBy.Called()), func() string { return m.invitation(last) })
}

// answerInvited asks what to do about an invitation.
func (m *Model) answerInvited(r room.Listing) tea.Cmd {
	to := idOf(r.Room) // another room may have its name
	m.askMenu(m.invitation(r), []entry{
		{key: "j", label: m.look.t("join %s", m.panes.label(m.look, &r)), do: func(m *Model) tea.Cmd { return m.have("join " + to) }},
		{key: "d", label: m.look.t("decline"), do: func(m *Model) tea.Cmd { return m.have("decline " + to) }},
	})
	return nil
}
