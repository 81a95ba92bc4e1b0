package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/ui/admin"
	"snug/ui/edit"
)

// staffScreen is what /admin opens: tabs that are read from the commands of the
// staff, again and again as long as they are on the screen, and never more than
// one at a time. What somebody may not see, the commands refuse.
type staffScreen struct {
	tabs []*staffTab // all, also those that are not shown
	at   *staffTab

	busy  bool // an answer is awaited
	stale bool // it is to be asked again when that has come
	looks int  // how often it was asked
}

// A staffTab is a tab as this screen has it.
type staffTab struct {
	*admin.Tab
	loaded bool
	failed string // why nothing could be read last; empty: it could

	stats admin.Stats // of the overview
	top   int         // the first row of it that is shown
	tall  int         // rows that it takes

	page    admin.Page
	cursors []string // those of the pages before, and the one of this
	field   *edit.Editor
	finding bool // the field has the cursor
	column  int  // that the rows are sorted by; below zero: none
	down    bool // from the greatest to the least

	shown []int // places of the rows that the filter lets through
	at    int   // which of them is chosen
	size  int   // of them, how many were on the screen last
	grid  staffGrid
}

// openStaff opens the staff's screen, on the first tab that is for the person.
func (m *Model) openStaff() tea.Cmd {
	m.composer.Take()
	s := &staffScreen{}
	for _, t := range admin.Tabs() {
		s.tabs = append(s.tabs, &staffTab{
			Tab: t, column: -1, cursors: []string{""}, field: edit.New(edit.Options{Limit: maxField, Single: true}),
		})
	}
	s.at = s.tabs[0]
	if m.me.Rank == room.RankModerator { // the figures are for higher ranks
		s.at = s.tabs[1]
	}
	m.open(s)
	return tea.Batch(s.ask(m), s.tick(m))
}

// staff is the staff's screen when it is open.
func (m *Model) staff() *staffScreen {
	for _, l := range m.layers {
		if s, open := l.(*staffScreen); open {
			return s
		}
	}
	return nil
}

// overStaff puts a layer that covers a part over the staff's screen, if that lies
// below it.
func (m *Model) overStaff(d drawn) drawn {
	s := m.staff()
	if s == nil || d.full || m.top() == layer(s) {
		return d
	}
	base := s.draw(m, m.width, m.shape.body)
	first := len(base.rows) - len(d.rows)
	return drawn{
		rows: append(base.rows[:first:first], d.rows...), full: true,
		typing: d.typing, row: first + d.row, col: d.col,
	}
}

// visible are the tabs that are shown. The numbers of the others stay theirs.
func (s *staffScreen) visible() []*staffTab {
	return slices.DeleteFunc(slices.Clone(s.tabs), func(t *staffTab) bool {
		return t.Hidden && len(t.page.Rows) == 0 && t != s.at
	})
}

// turn goes to another tab.
func (s *staffScreen) turn(m *Model, to *staffTab) tea.Cmd {
	s.at = to
	return s.ask(m)
}

// press implements [layer].
func (s *staffScreen) press(m *Model, k tea.Key) (tea.Cmd, bool) {
	t, all := s.at, s.visible()
	i := slices.Index(all, t)
	if t.finding {
		return t.find(m, s, k), true
	}
	stroke := k.Keystroke()
	if typed := edit.Typed(k); typed != "" {
		stroke = narrowed(typed)
	}
	switch stroke {
	case "esc", "ctrl+g", "ctrl+c", "q":
		if !t.field.Empty() {
			t.field.Set("")
			return t.refilter(m, s), true
		}
		m.shut(s)
	case "tab", "right":
		return s.turn(m, all[(i+1)%len(all)]), true
	case "shift+tab", "left":
		return s.turn(m, all[(i+len(all)-1)%len(all)]), true
	case "r":
		return s.ask(m), true
	case "n":
		return t.own(m), true
	case "enter":
		return t.act(m), true
	default:
		if len(stroke) == 1 && stroke[0] >= '1' && int(stroke[0]-'1') < len(s.tabs) {
			return s.turn(m, s.tabs[stroke[0]-'1']), true
		}
		return t.press(m, s, stroke), true
	}
	return nil, true
}

// paste implements [layer].
func (s *staffScreen) paste(m *Model, text string) bool {
	if s.at.finding {
		s.at.field.Insert(text)
		s.at.pick(m)
	}
	return true
}

// hint implements [layer].
func (s *staffScreen) hint(m *Model) string {
	l := m.look
	switch {
	case s.at.finding:
		return l.t("type to filter  Enter keep  Esc all")
	case s.at.Columns == nil:
		return l.t("Enter actions  Tab next  Up Down scroll  r read again  Esc close")
	case s.at.Own != nil:
		return l.t("Enter actions  Tab next  / filter  s sort  n new  r read again  Esc close")
	}
	return l.t("Enter actions  Tab next  / filter  s sort  r read again  Esc close")
}

// act lists what can be done about the row that is chosen, or about the server.
func (t *staffTab) act(m *Model) tea.Cmd {
	r, ok := t.chosen()
	if !ok {
		return t.own(m)
	}
	m.askActions(r.Name, t.Actions, r)
	return nil
}

// own lists what can be done that is about no row.
func (t *staffTab) own(m *Model) tea.Cmd {
	if len(t.Own) == 1 {
		return m.prepare(t.Own[0], admin.Row{})
	}
	m.askActions(m.look.t(string(t.Title)), t.Own, admin.Row{})
	return nil
}

// askActions lists actions on a row, each with its line.
func (m *Model) askActions(title string, actions []admin.Action, r admin.Row) {
	var entries []entry
	for _, a := range actions {
		if a.Possible(r) {
			entries = append(entries, m.actionEntry(a, r))
		}
	}
	m.askMenu(title, entries)
}

// actionEntry is an action as an entry of a menu.
func (m *Model) actionEntry(a admin.Action, r admin.Row) entry {
	said := make([]string, len(a.Asks))
	for i, ask := range a.Asks {
		said[i] = ask.First
	}
	return entry{
		key: a.Key, label: m.look.labelOf(a, r), line: a.Line(r, said),
		do: func(m *Model) tea.Cmd { return m.prepare(a, r) },
	}
}
