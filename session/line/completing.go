package line

import (
	"strings"

	"snug/room"
	"snug/session/line/editor"
	"snug/ui/pick"
)

// maxOffered is how many candidates are printed.
const maxOffered = 30

// complete completes the word at the cursor. Of several candidates it takes what
// they have in common, and prints them in one line.
func (l *loop) complete(e editor.Event) error {
	text, cursor := e.Text+e.Behind, len(e.Text)
	tok, ok := pick.Tab(text, cursor)
	if !ok {
		return nil
	}
	found := goingOn(pick.Complete(tok, l.sources(), 0), text[tok.Start:cursor])
	if len(found) == 0 {
		return l.say(l.tr("nothing completes that"))
	}
	insert := found[0].Insert
	if len(found) > 1 {
		var names []string
		for _, c := range found {
			names = append(names, strings.TrimSpace(c.Insert))
			insert = common(insert, c.Insert)
		}
		if more := len(names) - maxOffered; more > 0 {
			names = append(names[:maxOffered], l.tr("and %d more", int64(more)))
		}
		if err := l.say(strings.Join(names, "  ")); err != nil {
			return err
		}
		if !strings.HasPrefix(strings.ToLower(insert), strings.ToLower(text[tok.Start:cursor])) {
			return nil // what was typed says more
		}
	}
	return l.typed.ed.Replace(text[:tok.Start]+insert, text[tok.End:])
}

// goingOn are the candidates that begin with what was typed; all of them if none
// does, which are then found by what they contain.
func goingOn(all []pick.Candidate, typed string) []pick.Candidate {
	var found []pick.Candidate
	for _, c := range all {
		if strings.HasPrefix(strings.ToLower(c.Insert), strings.ToLower(typed)) {
			found = append(found, c)
		}
	}
	if len(found) == 0 {
		return all
	}
	return found
}

// common is what two texts begin with, in whole characters.
func common(a, b string) string {
	for i, r := range a {
		if !strings.HasPrefix(b, a[:i]+string(r)) {
			return a[:i]
		}
	}
	return a
}

// sources is what can be completed right now.
func (l *loop) sources() pick.Sources {
	src := pick.Sources{Commands: l.host.Commands(l.Lang), Settings: l.host.Settings(l.Lang)}
	known := make(map[string]bool)
	for _, c := range src.Commands {
		known[c.Name] = true
		for _, a := range c.Aliases {
			known[a] = true
		}
	}
	src.Commands = append([]pick.Command(nil), src.Commands...)
	for i := range allOrders.list {
		if o := &allOrders.list[i]; !known[o.words[0]] {
			src.Commands = append(src.Commands, pick.Command{Name: o.words[0], Aliases: o.words[1:], Args: o.takes, Help: l.tr(string(o.help))})
		}
	}
	for i := range l.rooms {
		if r := &l.rooms[i].Room; !r.Conversation() {
			src.Rooms = append(src.Rooms, pick.Room{Name: l.address(*r), Topic: r.Topic})
		}
	}
	for _, r := range l.invited {
		src.Rooms = append(src.Rooms, pick.Room{Name: r.Room.Name, Topic: r.Room.Topic})
	}
	src.People = l.people()
	return src
}

// people are those who are here, who have spoken lately, and with whom the person
// has conversations; who spoke last ranks highest.
func (l *loop) people() []pick.Person {
	var list []pick.Person
	at := make(map[room.UserID]int)
	add := func(p room.Person, recent int) {
		if p.ID == l.me.ID || p.Gone {
			return
		}
		i, found := at[p.ID]
		if !found {
			i = len(list)
			at[p.ID] = i
			list = append(list, pick.Person{Name: p.Name, Display: p.Display})
		}
		list[i].Recent = max(list[i].Recent, recent)
	}
	for i, m := range l.recent.list {
		add(m.Author, i+1)
	}
	for _, p := range l.present {
		add(p.Person, 0)
	}
	for i := range l.rooms {
		for _, p := range l.rooms[i].With {
			add(p, 0)
		}
	}
	return list
}
