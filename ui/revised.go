package ui

import (
	"slices"
	"time"

	"snug/room"
	"snug/text/lang"
)

// span is a length of time in its largest whole unit.
func (l look) span(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d >= day && d%day == 0:
		return l.t("%d d", int(d/day))
	case d >= time.Hour && d%time.Hour == 0:
		return l.t("%d h", int(d/time.Hour))
	case d >= time.Minute && d%time.Minute == 0:
		return l.t("%d min", int(d/time.Minute))
	}
	return l.t("%d s", int(d/time.Second))
}

// revised says what is different about a room, a sentence for each change.
func (l look) revised(was, is room.Room) []string {
	var said []string
	add := func(differs bool, key string, args ...any) {
		if differs {
			said = append(said, l.t(key, args...))
		}
	}
	add(was.Name != is.Name && is.Name != "", "the room is called #%s now", l.line(is.Name))
	add(was.Topic != is.Topic && is.Topic != "", "the topic is: %s", l.line(is.Topic))
	add(was.Topic != is.Topic && is.Topic == "", "there is no topic any more")
	add(was.Description != is.Description, "the description is another one; /room show has it")
	add(was.Archived.IsZero() && !is.Archived.IsZero(), "the room is archived: it is only read now")
	add(!was.Archived.IsZero() && is.Archived.IsZero(), "the room is in use again")
	add(was.Owner != is.Owner && is.Owner == 0, "nobody owns the room any more")
	return append(said, l.reconfigured(was.Settings, is.Settings)...)
}

// settingWords say which settings are on or off.
var settingWords = []struct {
	of      func(room.Settings) bool
	on, off lang.Key
}{
	{func(s room.Settings) bool { return s.Private }, "the room is private now: nobody else sees that it is there", "the room is not private any more: everybody sees it"},
	{func(s room.Settings) bool { return s.InviteOnly }, "joining needs an invitation now", "everybody may join now"},
	{func(s room.Settings) bool { return s.Announce }, "only moderators write here now", "all members write here again"},
	{func(s room.Settings) bool { return s.OpenTopic }, "members may change the topic now", "only moderators change the topic now"},
}

// historyWords say what of the past members see.
var historyWords = [...]lang.Key{
	room.HistoryAll:    "members see everything that was said here",
	room.HistoryJoined: "members see what was said since they joined",
	room.HistoryNone:   "members see what is said while they are here",
}

// fileWords say who puts files into a room.
var fileWords = [...]lang.Key{
	room.FilesByMembers:    "all who write here may put files in",
	room.FilesByModerators: "only moderators put files in now",
	room.FilesOff:          "nobody puts files in any more; those that are here stay",
}

// reconfigured says which settings are different.
func (l look) reconfigured(was, is room.Settings) []string {
	var said []string
	add := func(differs bool, key string, args ...any) {
		if differs {
			said = append(said, l.t(key, args...))
		}
	}
	for _, w := range settingWords {
		add(w.of(is) && !w.of(was), string(w.on))
		add(w.of(was) && !w.of(is), string(w.off))
	}
	add(was.Slow != is.Slow && is.Slow > 0, "slow mode: a member writes once in %s", l.span(is.Slow))
	add(was.Slow != is.Slow && is.Slow == 0, "slow mode is off")
	add(was.History != is.History && int(is.History) < len(historyWords), string(historyWords[min(int(is.History), len(historyWords)-1)]))
	add(was.KeepFor != is.KeepFor && is.KeepFor > 0, "messages go after %s", l.span(is.KeepFor))
	add(was.KeepLast != is.KeepLast && is.KeepLast > 0, "only the newest %d messages stay", is.KeepLast)
	kept := func(s room.Settings) bool { return s.KeepFor == 0 && s.KeepLast == 0 }
	add(kept(is) && !kept(was), "messages stay for ever again")
	add(was.Files != is.Files && int(is.Files) < len(fileWords), string(fileWords[min(int(is.Files), len(fileWords)-1)]))
	add(was.FilesFor != is.FilesFor && is.FilesFor > 0, "files go after %s", l.span(is.FilesFor))
	add(was.FilesFor != is.FilesFor && is.FilesFor == 0, "files stay as long as the server says again")
	add(was.MaxMembers != is.MaxMembers && is.MaxMembers > 0, "at most %d members now", is.MaxMembers)
	add(was.MaxMembers != is.MaxMembers && is.MaxMembers == 0, "any number of members now")
	return said
}

// revise shows a room as it is now, and what is different about it.
func (m *Model) revise(e room.Revised) {
	is := e.Is
	if is.Conversation() { // its name depends on who looks
		is.Name = m.timeline.in.Name
	}
	m.timeline.in = is
	if i := m.panes.index(is.ID); i >= 0 {
		m.panes.rooms[i].Room = is
		m.panes.recaption()
		m.panes.sort()
	}
	m.timeline.called = m.label(is)
	if e.Was.History != is.History { // more or less of it is for the person now
		m.feed.lost = true
	}
	m.chrome = nil
	said := m.look.revised(e.Was, e.Is)
	if e.Was.Owner != e.Is.Owner && e.Is.Owner != 0 {
		said = append(said, m.owner(e.Is.Owner))
	}
	for _, s := range said {
		m.timeline.happened(m.byWhom(e.By, s), e.At)
	}
}

// owner says who owns the room on the screen now. Whoever is there has a name.
func (m *Model) owner(id room.UserID) string {
	if i := slices.IndexFunc(m.panes.members, func(p room.Presence) bool { return p.ID == id }); i >= 0 {
		return m.look.t("%s owns the room now", m.look.line(m.panes.members[i].Called()))
	}
	return m.look.t("the room has another owner; /room show says who")
}

// byWhom is what happened to a room, and whose doing it was, if it is known.
func (m *Model) byWhom(who room.Person, said string) string {
	if who.ID == 0 {
		return "* " + said
	}
	return "* " + m.look.line(who.Called()) + ": " + said
}

// appoint shows somebody's new role.
func (m *Model) appoint(e room.Appointed) {
	m.chrome = nil
	if i := m.panes.index(e.Room); i >= 0 && e.Who.ID == m.me.ID && m.me.Rank < room.RankModerator {
		m.panes.rooms[i].Standing.Role = e.Role
	}
	name := m.look.line(e.Who.Called())
	said := m.look.t("%s is a member like the others now", name)
	switch e.Role {
	case room.Moderator:
		said = m.look.t("%s is a moderator now", name)
	case room.Owner:
		said = m.look.t("%s owns the room now", name)
	case room.Member:
	}
	m.timeline.happened(m.byWhom(e.By, said), e.At)
}
