package ui

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/ui/edit"
	"snug/ui/pick"
)

// A switcher is a field and what it finds: rooms, people and commands.
type switcher struct {
	field *edit.Editor
	rooms []goal // by their numbers
	list  *pick.List[goal]
	found []goal
	at    int
}

// A goal is where the switcher can lead.
type goal struct {
	entry
	names   []string // it is found by any of them
	command bool     // it only begins a slash line
}

// maxGoals is how many goals are listed at once.
const maxGoals = 50

// switchTo opens the switcher with something typed already.
func (m *Model) switchTo(query string) tea.Cmd {
	s := &switcher{field: edit.New(edit.Options{Limit: maxField, Single: true})}
	for i := range m.panes.rooms {
		s.rooms = append(s.rooms, m.toRoom(i+1, &m.panes.rooms[i]))
	}
	var goals []goal
	for _, r := range m.panes.invited {
		goals = append(goals, m.toInvited(r))
	}
	goals = append(goals, m.byAttention(s.rooms)...)
	for _, p := range m.people() {
		if m.panes.direct(p.ID) == 0 { // else the conversation is among the rooms
			goals = append(goals, toPerson(p.Person))
		}
	}
	for _, c := range m.commands() {
		goals = append(goals, toCommand(c))
	}
	s.list = pick.NewList(goals, func(g goal) []string { return g.names })
	s.field.Insert(query)
	s.find(m)
	m.open(s)
	return nil
}

// byAttention sorts the goals of the rooms in the pane: rooms with mentions
// come before those with anything unread, and the one on the screen is last.
func (m *Model) byAttention(rooms []goal) []goal {
	var tiers [4][]goal
	for i := range m.panes.rooms {
		r, tier := &m.panes.rooms[i], 2
		switch {
		case r.Room.ID == m.panes.current:
			tier = 3
		case calls(r) > 0:
			tier = 0
		case r.Unread > 0 && r.Level != room.None:
			tier = 1
		}
		tiers[tier] = append(tiers[tier], rooms[i])
	}
	return slices.Concat(tiers[:]...)
}

// toRoom is the way to a room, by its number in the pane.
func (m *Model) toRoom(n int, r *room.Listing) goal {
	note := r.Room.Topic
	switch {
	case r.Room.ID == m.panes.current:
	case r.Mentions > 0:
		note = m.look.t("%d new, %d for you", r.Unread, r.Mentions)
	case r.Unread > 0:
		note = m.look.t("%d new", r.Unread)
	}
	id, label := r.Room.ID, m.panes.label(m.look, r)
	names := []string{r.Room.Name, label, r.Room.Topic}
	if r.Room.Kind != room.Group { // who types a name in full means that person, not a group with them
		for _, p := range r.With {
			names = append(names, p.Name, p.Display)
		}
	}
	return goal{
		entry: entry{label: strconv.Itoa(n) + " " + label, note: note, do: func(m *Model) tea.Cmd { return m.goTo(id) }},
		names: names,
	}
}

// toInvited is the way to a room that the person is invited to.
func (m *Model) toInvited(r room.Listing) goal {
	label := m.panes.label(m.look, &r)
	return goal{
		entry: entry{
			label: "? " + label, note: m.look.t("you are invited"),
			do: func(m *Model) tea.Cmd { return m.answerInvited(r) },
		},
		names: []string{r.Room.Name, label, r.Room.Topic},
	}
}

// toPerson is the way to a conversation with somebody.
func toPerson(p room.Person) goal {
	return goal{
		entry: entry{label: "@" + p.Name, note: p.Display, do: func(m *Model) tea.Cmd { return m.converse(p) }},
		names: []string{p.Name, "@" + p.Name, p.Display},
	}
}

// toStranger is the way to a conversation with somebody whom the screen does
// not know, if there is anybody of that name.
func (m *Model) toStranger(name string) goal {
	return goal{entry: entry{
		label: "@" + name, note: m.look.t("somebody who is not here"),
		do: func(m *Model) tea.Cmd { return m.have("dm open " + name) },
	}}
}

func toCommand(c pick.Command) goal {
	return goal{
		entry: entry{label: "/" + c.Name, note: c.Help, do: func(m *Model) tea.Cmd { return m.begin("/" + c.Name + " ") }},
		names: append([]string{c.Name, "/" + c.Name}, c.Aliases...), command: true,
	}
}

// begins reports whether one of its names begins with what is typed. Of rooms and
// people a few letters are enough; there are so many commands that any letters
// are in one of them.
func (g goal) begins(typed string) bool {
	return slices.ContainsFunc(g.names, func(name string) bool { return strings.HasPrefix(name, strings.ToLower(typed)) })
}

// toJoin is the way to a room that the person is no member of, if it is one.
func (m *Model) toJoin(name string) goal {
	return goal{entry: entry{
		label: "/join #" + name, note: m.look.t("a room that you are not in"),
		do: func(m *Model) tea.Cmd { return m.have("join #" + name) },
	}}
}

// find ranks what can be reached by what is typed. A number is a room's, and
// what names no room of the person's may be one that they can join.
func (s *switcher) find(m *Model) {
	s.found, s.at = s.found[:0], 0
	typed := strings.TrimSpace(s.field.Text())
	first := -1
	if n, ok := roomNumber(typed); ok && n <= len(s.rooms) {
		first = n - 1
		s.found = append(s.found, s.rooms[first])
	}
	var unlikely []goal
	for _, r := range s.list.Rank(typed, maxGoals) {
		switch {
		case typed == "" && r.Item.command: // there are many, and nobody looks for one by nothing
		case r.Item.command && !r.Item.begins(typed):
			unlikely = append(unlikely, r.Item)
		case first < 0 || r.Item.label != s.rooms[first].label:
			s.found = append(s.found, r.Item)
		}
	}
	s.found = append(s.found, unlikely...)
	switch name, person := personName(typed); {
	case person:
		if name != "" && !slices.ContainsFunc(s.found, func(g goal) bool { return strings.HasSuffix(g.label, "@"+name) }) {
			s.found = append(s.found, m.toStranger(name))
		}
	case first < 0:
		if name := roomName(typed); name != "" && m.panes.named(name) == 0 && !strings.ContainsAny(name, "/@ ") {
			s.found = append(s.found, m.toJoin(name))
		}
	}
}

// personName is what is typed for a person, without the sign, and whether the
// sign is there.
func personName(typed string) (name string, ok bool) {
	for _, sign := range []string{"@", "＠"} {
		if rest, found := strings.CutPrefix(typed, sign); found {
			if strings.ContainsAny(rest, " @/#,") {
				rest = ""
			}
			return rest, true
		}
	}
	return "", false
}

// begin puts the beginning of a slash line into an empty composer. Ctrl-Y
// brings back what was there.
func (m *Model) begin(s string) tea.Cmd {
	if !m.composer.Empty() {
		m.composer.Clear()
		m.status.notice(m.look.t("Ctrl-Y brings your text back"))
	}
	m.composer.Insert(s)
	return nil
}

// press implements [layer].
func (s *switcher) press(m *Model, k tea.Key) (tea.Cmd, bool) {
	switch k.Keystroke() {
	case "esc", "ctrl+g", "ctrl+c", "ctrl+k", "alt+k":
		m.shut(s)
	case "up", "ctrl+p", "shift+tab":
		s.move(-1)
	case "down", "ctrl+n", "tab":
		s.move(+1)
	case "enter":
		if len(s.found) == 0 {
			m.status.notice(m.look.t("nothing is called that"))
			return nil, true
		}
		m.shut(s)
		return s.found[s.at].do(m), true
	default:
		before := s.field.Text()
		if s.field.Press(k); s.field.Text() != before {
			s.find(m)
		}
	}
	return nil, true
}

func (s *switcher) move(by int) {
	if n := len(s.found); n > 0 {
		s.at = (s.at + by + n) % n
	}
}

// paste implements [layer].
func (s *switcher) paste(m *Model, text string) bool {
	s.field.Insert(text)
	s.find(m)
	return true
}

// draw implements [layer].
func (s *switcher) draw(m *Model, cols, size int) drawn {
	row, cursor := m.fieldRow(m.look.t("go to:"), s.field, cols)
	rows := []string{m.listTitle(m.look.t("rooms, people, commands"), cols), row}
	if size < 2 {
		rows = rows[1:]
	}
	n := max(min(size-len(rows), len(s.found)), 0)
	from := firstShown(s.at, n, len(s.found))
	d := drawn{typing: true, row: len(rows) - 1, col: cursor}
	for i := from; i < from+n; i++ {
		rows = append(rows, m.entryRow(s.found[i].entry, i == s.at, cols))
	}
	d.rows = rows
	return d
}

// hint implements [layer].
func (s *switcher) hint(m *Model) string { return m.look.t("Up Down choose  Enter go  Esc close") }
