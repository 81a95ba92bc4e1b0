package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"snug/ui/admin"
)

// chosen is the row that is chosen, if there is one.
func (t *staffTab) chosen() (admin.Row, bool) {
	if t.at >= len(t.shown) {
		return admin.Row{}, false
	}
	return t.page.Rows[t.shown[t.at]], true
}

// pick finds what the filter lets through, in its order. The row that was chosen
// stays chosen, if it is still there.
func (t *staffTab) pick(m *Model) {
	filter := t.field.Text()
	if t.Match != "" { // the server has filtered
		filter = ""
	}
	t.shown = t.page.Pick(filter, t.column, t.down, m.look.lang, m.look.zone)
	if i := slices.IndexFunc(t.shown, func(i int) bool { return t.page.Rows[i].ID == t.grid.chosen }); i >= 0 {
		t.at = i
	}
	t.grid.stale = true
	t.move(0)
}

// move goes up or down the rows.
func (t *staffTab) move(by int) {
	t.at = max(min(t.at+by, len(t.shown)-1), 0)
	if r, ok := t.chosen(); ok {
		t.grid.chosen = r.ID
	}
}

// press does what a key means for the table, or for the figures.
func (t *staffTab) press(m *Model, s *staffScreen, stroke string) tea.Cmd {
	page := max(t.size-1, 1)
	by := map[string]int{
		"up": -1, "k": -1, "ctrl+p": -1, "down": 1, "j": 1, "ctrl+n": 1,
		"pgup": -page, "pgdown": page, "home": -maxRows, "g": -maxRows, "end": maxRows, "G": maxRows,
	}[stroke]
	switch {
	case t.Columns == nil:
		t.top = max(min(t.top+by, t.tall-t.size), 0)
	case by > 0 && t.at >= len(t.shown)-1:
		return t.further(m, s)
	case by < 0 && t.at == 0:
		return t.back(m, s)
	case by != 0:
		t.move(by)
	case stroke == "/" || stroke == "ctrl+f":
		t.finding = true
	case stroke == "s":
		if t.column++; t.column == len(t.Columns) {
			t.column = -1
		}
		t.pick(m)
	case stroke == "S":
		t.down = !t.down
		t.pick(m)
	}
	return nil
}

// maxRows is more than a table has.
const maxRows = 1 << 20

// further goes to the next page, if there is one.
func (t *staffTab) further(m *Model, s *staffScreen) tea.Cmd {
	if t.page.Next == "" {
		return nil
	}
	t.cursors = append(t.cursors, t.page.Next)
	return t.leaf(m, s)
}

// back goes to the page before, if there is one.
func (t *staffTab) back(m *Model, s *staffScreen) tea.Cmd {
	if len(t.cursors) == 1 {
		return nil
	}
	t.cursors = t.cursors[:len(t.cursors)-1]
	return t.leaf(m, s)
}

// leaf reads another page.
func (t *staffTab) leaf(m *Model, s *staffScreen) tea.Cmd {
	t.at, t.grid.chosen = 0, ""
	t.page, t.loaded = admin.Page{}, false
	t.pick(m)
	return s.ask(m)
}

// find does what a key means in the filter.
func (t *staffTab) find(m *Model, s *staffScreen, k tea.Key) tea.Cmd {
	switch k.Keystroke() {
	case "esc", "ctrl+g", "ctrl+c":
		t.finding = false
		t.field.Set("")
	case "enter", "up", "down", "tab":
		t.finding = false
		return nil
	default:
		t.field.Press(k)
	}
	return t.refilter(m, s)
}

// refilter shows what another filter lets through, which the server may have to
// say.
func (t *staffTab) refilter(m *Model, s *staffScreen) tea.Cmd {
	t.pick(m)
	if t.Match == "" {
		return nil
	}
	t.cursors = t.cursors[:1]
	return s.ask(m)
}
