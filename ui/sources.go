package ui

import (
	"snug/room"
	"snug/ui/pick"
)

// sources is what can be completed and switched to right now.
func (m *Model) sources() pick.Sources {
	src := pick.Sources{
		Commands: m.commands(),
		People:   m.people(),
		Settings: m.host.Settings(m.look.lang),
	}
	for _, r := range m.panes.rooms {
		src.Rooms = append(src.Rooms, pick.Room{Name: r.Room.Name, Topic: r.Room.Topic})
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

// people are those who are here, and those whose words are on the screen; who
// spoke last ranks highest.
func (m *Model) people() []pick.Person {
	var list []pick.Person
	at := make(map[room.UserID]int)
	add := func(p room.Person, recent int) {
		if p.ID == m.me.ID {
			return
		}
		i, known := at[p.ID]
		if !known {
			i = len(list)
			at[p.ID] = i
			list = append(list, pick.Person{Name: p.Name, Display: p.Display})
		}
		list[i].Recent = max(list[i].Recent, recent)
	}
	for i := range m.timeline.items {
		if msg := m.timeline.items[i].msg; msg != nil {
			add(msg.Author, i+1)
		}
	}
	for _, p := range m.panes.members {
		add(p.Person, 0)
	}
	return list
}
