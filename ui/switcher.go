package ui

import (
	"cmp"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/ui/edit"
	"snug/ui/pick"
)

// A switcher is a field and what it finds: rooms, people and commands.
type switcher struct {
	field *edit.Editor
	list  *pick.List[destination]
	found []destination
	at    int
}

// A destination is where the switcher can lead.
type destination struct {
	entry
	names  []string
	number int // of a room in the list
}

// maxDestinations is how many are listed.
const maxDestinations = 50

// switchTo opens the switcher with something typed already.
func (m *Model) switchTo(query string) tea.Cmd {
	s := &switcher{
		field: edit.New(edit.Options{Limit: maxField, Single: true}),
		list:  pick.NewList(m.destinations(), func(d destination) []string { return d.names }),
	}
	s.field.Insert(query)
	s.find()
	m.open(s)
	return nil
}

// destinations lists where one can go: rooms first, those with mentions and
// unread messages before the others.
func (m *Model) destinations() []destination {
	var list []destination
	for i, r := range m.panes.rooms {
		list = append(list, m.toRoom(i+1, r))
	}
	slices.SortStableFunc(list, func(a, b destination) int {
		return cmp.Or(m.urge(b.number)-m.urge(a.number), 0)
	})
	for _, p := range m.people() {
		list = append(list, destination{
			entry: entry{label: "@" + p.Name, note: p.Display, do: func(m *Model) tea.Cmd { return m.begin("@" + p.Name + " ") }},
			names: []string{p.Name, "@" + p.Name, p.Display},
		})
	}
	for _, c := range m.commands() {
		list = append(list, destination{
			entry: entry{label: "/" + c.Name, note: c.Help, do: func(m *Model) tea.Cmd { return m.begin("/" + c.Name + " ") }},
			names: append([]string{c.Name, "/" + c.Name}, c.Aliases...),
		})
	}
	return list
}

// toRoom is the way to a room, by its number in the list.
func (m *Model) toRoom(n int, r room.Listing) destination {
	note := r.Room.Topic
	if r.Unread > 0 && r.Room.ID != m.panes.current {
		note = m.look.t("%d new", r.Unread)
		if r.Mentions > 0 {
			note = m.look.t("%d new, %d for you", r.Unread, r.Mentions)
		}
	}
	id := r.Room.ID
	return destination{
		entry:  entry{label: strconv.Itoa(n) + " #" + r.Room.Name, note: note, do: func(m *Model) tea.Cmd { return m.goTo(id) }},
		names:  []string{r.Room.Name, "#" + r.Room.Name, r.Room.Topic},
		number: n,
	}
}

// urge is how much a room wants to be looked at.
func (m *Model) urge(number int) int {
	r := m.panes.rooms[number-1]
	switch {
	case r.Room.ID == m.panes.current:
		return -1
	case r.Mentions > 0:
		return 2
	case r.Unread > 0 && r.Level != room.None:
		return 1
	}
	return 0
}

// find ranks what can be reached by what is typed; a number is a room's.
func (s *switcher) find() {
	s.found, s.at = s.found[:0], 0
	typed := s.field.Text()
	n, err := strconv.Atoi(halfWidth(typed))
	for _, r := range s.list.Rank(typed, maxDestinations) {
		if err == nil && r.Item.number == n {
			continue
		}
		s.found = append(s.found, r.Item)
	}
	if err != nil {
		return
	}
	for _, r := range s.list.Rank("", 0) {
		if r.Item.number == n && n > 0 {
			s.found = slices.Insert(s.found, 0, r.Item)
			return
		}
	}
}

// begin puts the beginning of something into an empty composer, or behind what
// is there.
func (m *Model) begin(s string) tea.Cmd {
	if s[0] == '/' && !m.composer.Empty() {
		m.composer.Keep(m.composer.Text())
		m.composer.Set("")
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
		s.field.Press(k)
		s.find()
	}
	return nil, true
}

func (s *switcher) move(by int) {
	if n := len(s.found); n > 0 {
		s.at = (s.at + by + n) % n
	}
}

// paste implements [layer].
func (s *switcher) paste(_ *Model, text string) bool {
	s.field.Insert(text)
	s.find()
	return true
}

// draw implements [layer].
func (s *switcher) draw(m *Model, cols, size int) drawn {
	l := m.look
	label := " " + l.t("go to:") + " "
	at := l.method.Width(label)
	l.fit(s.field, max(cols-at-1, 2))
	row, col := s.field.Cursor()
	rows := []string{
		l.theme.Border.Paint(l.centred(l.t("rooms, people, commands"), "-", cols)),
		l.theme.Accent.Paint(label) + s.field.Row(row),
	}
	free := max(min(size-len(rows), len(s.found)), 0)
	from := max(min(s.at-free/2, len(s.found)-free), 0)
	for i := from; i < from+free; i++ {
		rows = append(rows, m.entryRow(s.found[i].entry, i == s.at, cols))
	}
	return drawn{rows: rows, typing: true, row: 1, col: at + col}
}

// hint implements [layer].
func (s *switcher) hint(m *Model) string { return m.look.t("Up Down choose  Enter go  Esc close") }
