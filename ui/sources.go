package ui

import (
	"snug/room"
	"snug/ui/pick"
)

// sources is what can be completed and switched to right now.
func (m *Model) sources() pick.Sources {
	src := pick.Sources{
		Commands: m.commands(),
		Settings: m.host.Settings(m.look.lang),
	}
	for _, p := range m.people() {
		src.People = append(src.People, pick.Person{Name: p.Name, Display: p.Display, Recent: p.recent})
	}
	for _, list := range [][]room.Listing{m.panes.invited, m.panes.rooms} {
		for i := range list {
			if r := &list[i].Room; !r.Conversation() {
				src.Rooms = append(src.Rooms, pick.Room{Name: m.panes.address(*r), Topic: r.Topic})
			}
		}
	}
	return src
}

// commands are the slash lines of the screen itself and of the host. What both
// know is the host's: it has the arguments.
func (m *Model) commands() []pick.Command {
	all := m.host.Commands(m.look.lang)
	known := make(map[string]bool)
	for _, c := range all {
		known[c.Name] = true
		for _, a := range c.Aliases {
			known[a] = true
		}
	}
	for i := range actions {
		if a := &actions[i]; len(a.words) > 0 && !known[a.words[0]] {
			all = append(all, a.command(m.look))
		}
	}
	return all
}

// command describes an action that has a slash line.
func (a *action) command(l look) pick.Command {
	return pick.Command{Name: a.words[0], Aliases: a.words[1:], Args: a.takes, Help: l.t(string(a.help))}
}

// A known is somebody whom the screen knows of.
type known struct {
	room.Person
	recent int // the higher, the later they spoke; 0 if they have not
}

// people are those who are here, those whose words are on the screen, and those
// whom the person writes with; who spoke last ranks highest.
func (m *Model) people() []known {
	var list []known
	at := make(map[room.UserID]int)
	add := func(p room.Person, recent int) {
		if p.ID == m.me.ID || p.Gone {
			return
		}
		i, found := at[p.ID]
		if !found {
			i = len(list)
			at[p.ID] = i
			list = append(list, known{Person: p})
		}
		list[i].recent = max(list[i].recent, recent)
	}
	for i := range m.timeline.items {
		if msg := m.timeline.items[i].msg; msg != nil {
			add(msg.Author, i+1)
		}
	}
	for _, p := range m.panes.members {
		add(p.Person, 0)
	}
	for i := range m.panes.rooms {
		for _, p := range m.panes.rooms[i].With {
			add(p, 0)
		}
	}
	return list
}
