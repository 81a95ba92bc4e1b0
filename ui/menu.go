package ui

import (
	tea "charm.land/bubbletea/v2"

	"snug/ui/edit"
	"snug/ui/theme"
)

// A menu is a few things to choose from, above the composer: the actions on a
// message, what to do with a long paste, the links of a text.
type menu struct {
	title   string
	entries []entry // at least one
	at      int

	try  func(m *Model, at int) // shows what an entry would do; nil: nothing to show
	undo func(m *Model)         // ends trying without a choice; nil: nothing was tried
}

// An entry is one thing to choose. Its texts may be other people's.
type entry struct {
	key   string // the keystroke that chooses it at once; empty: none
	label string
	note  string // dim, at the row's end
	line  string // the command line that does the same; empty: none does
	do    func(m *Model) tea.Cmd
}

// askMenu opens a menu, if there is anything to choose. The one before it
// stays below.
func (m *Model) askMenu(title string, entries []entry) {
	if len(entries) > 0 {
		m.open(&menu{title: title, entries: entries})
	}
}

// press implements [layer].
func (u *menu) press(m *Model, k tea.Key) (tea.Cmd, bool) {
	switch stroke := k.Keystroke(); stroke {
	case "esc", "ctrl+g", "ctrl+c":
		m.shut(u)
		if u.undo != nil {
			u.undo(m)
		}
	case "up", "ctrl+p", "shift+tab":
		u.move(m, -1)
	case "down", "ctrl+n", "tab":
		u.move(m, +1)
	case "enter":
		return u.choose(m, u.at), true
	default:
		for i, e := range u.entries {
			if e.key != "" && (e.key == stroke || e.key == edit.Typed(k)) {
				return u.choose(m, i), true
			}
		}
	}
	return nil, true
}

func (u *menu) move(m *Model, by int) {
	u.at = (u.at + by + len(u.entries)) % len(u.entries)
	if u.try != nil {
		u.try(m, u.at)
	}
}

func (u *menu) choose(m *Model, i int) tea.Cmd {
	m.shut(u)
	return u.entries[i].do(m)
}

// paste implements [layer].
func (u *menu) paste(*Model, string) bool { return true }

// draw implements [layer].
func (u *menu) draw(m *Model, cols, size int) drawn {
	rows := []string{m.listTitle(u.title, cols)}
	foot := m.sameAs(u.entries[u.at].line, cols, size)
	n := max(min(size-1-len(foot), len(u.entries)), 0)
	from := firstShown(u.at, n, len(u.entries))
	for i := from; i < from+n; i++ {
		rows = append(rows, m.entryRow(u.entries[i], i == u.at, cols))
	}
	return drawn{rows: append(rows, foot...)}
}

// listTitle is the row above a list to choose from.
func (m *Model) listTitle(title string, cols int) string {
	return m.look.theme.Border.Paint(m.look.centred(m.look.line(title), "-", cols))
}

// firstShown is the first of n rows that are shown of a list of all, with the
// chosen one in their middle where that can be.
func firstShown(chosen, n, all int) int { return max(min(chosen-n/2, all-n), 0) }

// entryRow is one row of a list to choose from. The note gets the columns that
// the label leaves.
func (m *Model) entryRow(e entry, chosen bool, cols int) string {
	l, mark, st := m.look, "   ", theme.Style("")
	if chosen {
		mark, st = " > ", l.theme.Select
	}
	if e.key != "" {
		mark += e.key + "  "
	}
	cols--
	label := l.method.Cut(mark+l.line(e.label), cols)
	note := l.method.Cut(l.line(e.note), cols-l.method.Width(label)-2)
	return st.Paint(l.ends(label, note, cols))
}

// hint implements [layer].
func (u *menu) hint(m *Model) string { return m.look.t("Up Down choose  Enter take  Esc close") }
