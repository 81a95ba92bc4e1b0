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
	entries []entry
	at      int
}

// An entry is one thing to choose. Its texts may be other people's.
type entry struct {
	key   string // the keystroke that chooses it at once; empty: none
	label string
	note  string // dim, at the row's end
	do    func(m *Model) tea.Cmd
}

// askMenu opens a menu. The one before it stays below.
func (m *Model) askMenu(title string, entries []entry) {
	m.open(&menu{title: title, entries: entries})
}

// press implements [layer].
func (u *menu) press(m *Model, k tea.Key) (tea.Cmd, bool) {
	switch stroke := k.Keystroke(); stroke {
	case "esc", "ctrl+g", "ctrl+c":
		m.shut(u)
	case "up", "ctrl+p", "shift+tab":
		u.at = (u.at + len(u.entries) - 1) % len(u.entries)
	case "down", "ctrl+n", "tab":
		u.at = (u.at + 1) % len(u.entries)
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

func (u *menu) choose(m *Model, i int) tea.Cmd {
	m.shut(u)
	return u.entries[i].do(m)
}

// paste implements [layer].
func (u *menu) paste(*Model, string) bool { return true }

// draw implements [layer].
func (u *menu) draw(m *Model, cols, size int) drawn {
	rows := []string{m.look.theme.Border.Paint(m.look.centred(m.look.line(u.title), "-", cols))}
	free := max(min(size-1, len(u.entries)), 0)
	from := max(min(u.at-free/2, len(u.entries)-free), 0)
	for i := from; i < from+free; i++ {
		rows = append(rows, m.entryRow(u.entries[i], i == u.at, cols))
	}
	return drawn{rows: rows}
}

// entryRow is one row of a list to choose from.
func (m *Model) entryRow(e entry, chosen bool, cols int) string {
	l, mark, st := m.look, "   ", theme.Style("")
	if chosen {
		mark, st = " > ", m.look.theme.Select
	}
	label := mark + l.line(e.label)
	if e.key != "" {
		label = mark + e.key + "  " + l.line(e.label)
	}
	return st.Paint(l.ends(label, l.line(e.note), cols-1))
}

// hint implements [layer].
func (u *menu) hint(*Model) string { return "Up Down choose  Enter take  Esc close" }
