package ui

import (
	tea "charm.land/bubbletea/v2"

	"snug/room"
)

// askPerson lists what can be done about somebody.
func (m *Model) askPerson(who room.Person) tea.Cmd {
	l, name := m.look, "@"+who.Name
	host := func(line string) func(*Model) tea.Cmd {
		return func(m *Model) tea.Cmd { return m.have(line + " " + who.Name) }
	}
	write := func(m *Model) tea.Cmd { return m.converse(who) }
	entries := []entry{
		{key: "m", label: l.t("mention %s", name), do: func(m *Model) tea.Cmd { return m.mention(who) }},
		{key: "w", label: l.t("write to %s in private", name), do: write},
		{key: "i", label: l.t("who is %s?", name), do: host("whois")},
		{key: "g", label: l.t("ignore: hide what %s says", name), do: host("ignore")},
		{key: "b", label: l.t("block: take no private messages from %s", name), do: host("dm block")},
	}
	entries = append(append(entries, m.reporting(who)), m.sanctions(who)...)
	switch {
	case who.ID == m.me.ID:
		entries = []entry{{key: "w", label: l.t("your own notes"), do: write}, entries[2]}
	case who.Gone:
		m.status.notice(l.t("this account was deleted"))
		return nil
	case m.ignores(who.ID):
		entries[3] = entry{key: "g", label: l.t("show again what %s says", name), do: host("unignore")}
	}
	m.askMenu(l.line(who.Called()), entries)
	return nil
}

// mention puts somebody's name into the composer.
func (m *Model) mention(who room.Person) tea.Cmd {
	name, before := "@"+who.Name+" ", m.composer.Text()[:m.composer.At()]
	if before != "" && !endsInBlank(before) {
		name = " " + name
	}
	if !m.composer.Insert(name) {
		m.status.fail(m.tooFull())
	}
	return nil
}

func endsInBlank(s string) bool { return s[len(s)-1] == ' ' || s[len(s)-1] == '\n' }

// converse goes to the conversation with somebody, which may have to be made.
func (m *Model) converse(who room.Person) tea.Cmd {
	if id := m.panes.direct(who.ID); id != 0 {
		return m.goTo(id)
	}
	return m.have("dm open " + who.Name)
}

// direct is the conversation between the person and somebody, zero when it is
// not in the list.
func (p *panes) direct(who room.UserID) room.ID {
	for i := range p.rooms {
		r := &p.rooms[i]
		if r.Room.Kind != room.Direct {
			continue
		}
		if len(r.With) == 1 && r.With[0].ID == who || len(r.With) == 0 && who == p.me {
			return r.Room.ID
		}
	}
	return 0
}
