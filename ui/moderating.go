package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/text/lang"
	"snug/ui/admin"
)

// reporting is the entry of a menu that tells the staff about somebody.
func (m *Model) reporting(who room.Person) entry {
	return m.actionEntry(admin.ReportPerson, admin.Row{Name: who.Name})
}

// complain asks why a message is reported.
func (m *Model) complain(msg *room.Message) tea.Cmd {
	return m.prepare(admin.ReportMessage, m.messageRow(msg))
}

// moderate lists what a moderator can do about a message and who has said it.
func (m *Model) moderate(msg *room.Message) tea.Cmd {
	l, r := m.look, m.messageRow(msg)
	var entries []entry
	if msg.Deleted.IsZero() {
		entries = append(entries, m.actionEntry(admin.DeleteMessage, r))
	}
	m.askMenu(l.t("moderate %s", l.line(msg.Author.Called())), append(entries, m.sanctions(msg.Author)...))
	return nil
}

// sanctions are the entries of a menu that keep somebody from something: in the
// room on the screen for those who moderate it, and everywhere for the staff.
func (m *Model) sanctions(who room.Person) []entry {
	in := m.here()
	row := admin.Row{Name: who.Name, Who: who.Name, In: idOf(in.Room)}
	var entries []entry
	if !in.Room.Conversation() && in.Standing.Moderates() {
		for _, a := range admin.InRoom {
			entries = append(entries, m.actionEntry(a, row))
		}
	}
	if m.me.Rank >= room.RankModerator {
		for _, a := range admin.Everywhere {
			entries = append(entries, m.actionEntry(a, row))
		}
	}
	return entries
}

// messageRow is a message as actions know it.
func (m *Model) messageRow(msg *room.Message) admin.Row {
	in := idOf(m.timeline.in)
	return admin.Row{ID: fmt.Sprintf("%s#%d", in, msg.Seq), Name: msg.Author.Name, Who: msg.Author.Name, In: in}
}

// isOthers is when a message can be reported.
func isOthers(m *Model, msg *room.Message) bool {
	return msg.Author.ID != m.me.ID && msg.Author.ID != 0 && msg.Deleted.IsZero()
}

// canModerate is when the person may be able to do something about who has said
// a message. Whether they are is decided with each action.
func canModerate(m *Model, msg *room.Message) bool {
	return msg.Author.ID != m.me.ID && msg.Author.ID != 0 && !msg.Author.Gone && len(m.sanctions(msg.Author)) > 0
}

// The reasons why not.
const (
	ownReportWhy lang.Key = "only what others have said can be reported"
	noRankWhy    lang.Key = "only moderators can do that, and to others alone"
)
