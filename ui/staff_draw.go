package ui

import (
	"strconv"
	"strings"

	"snug/ui/theme"
)

// draw implements [layer].
func (s *staffScreen) draw(m *Model, cols, size int) drawn {
	l, t := m.look, s.at
	d := drawn{full: true}
	d.rows = append(d.rows, s.tabsRow(l, cols))
	told, col := t.told(m, cols)
	if t.finding {
		d.typing, d.row, d.col = true, 1, min(col, cols-1)
	}
	d.rows = append(d.rows, told)
	foot := m.sameAs(t.line(), cols, size-5)
	free := max(size-len(d.rows)-len(foot), 0)
	switch {
	case t.failed != "" && !t.loaded:
		for _, r := range l.wrapLine(l.line("✗ "+t.failed), cols-2) {
			d.rows = append(d.rows, " "+l.theme.Fail.Paint(r))
		}
	case t.Columns == nil:
		d.rows = append(d.rows, t.figures(m, cols, free)...)
	default:
		d.rows = append(d.rows, t.rows(l, cols, free)...)
	}
	d.rows = d.rows[:min(len(d.rows), max(size-len(foot), 0))]
	for len(d.rows) < size-len(foot) {
		d.rows = append(d.rows, "")
	}
	d.rows = append(d.rows, foot...)
	d.rows = d.rows[:min(len(d.rows), size)]
	d.row = min(d.row, max(size-1, 0))
	return d
}

// tabsRow names the tabs with their keys; where they have no room, the one that
// is shown alone.
func (s *staffScreen) tabsRow(l look, cols int) string {
	for _, full := range []bool{true, false} {
		row, width, before := "", 1, " "
		for i, t := range s.tabs {
			if t.Hidden && len(t.page.Rows) == 0 && t != s.at {
				continue
			}
			name := strconv.Itoa(i + 1)
			if full || t == s.at {
				name += " " + l.t(string(t.Title))
			}
			if t.Hidden && t.loaded {
				name += " (" + strconv.Itoa(len(t.page.Rows)) + ")"
			}
			width += l.method.Width(name) + 1
			switch {
			case t == s.at:
				row += theme.Reverse.Paint("[" + name + "]")
				before = ""
			default:
				row += before + l.theme.Dim.Paint(name)
				before = " "
			}
		}
		if width <= cols {
			return row
		}
	}
	return theme.Reverse.Paint(l.method.Cut("["+l.t(string(s.at.Title))+"]", cols))
}

// told is the row between the tabs and what they show: the filter, or how much
// there is, and the column of the filter's cursor.
func (t *staffTab) told(m *Model, cols int) (row string, cursor int) {
	l := m.look
	if t.finding || !t.field.Empty() {
		label := l.t("filter:")
		if t.Flags != nil && cols >= 72 {
			label = l.t("name, or %s:", strings.Join(t.Flags, " "))
		}
		return m.fieldRow(label, t.field, cols)
	}
	st, said := l.theme.Dim, ""
	switch {
	case t.failed != "" && t.loaded:
		st, said = l.theme.Fail, "✗ "+t.failed
	case t.failed != "":
	case !t.loaded:
		said = l.t("reading ...")
	case t.Columns == nil:
	case len(t.page.Rows) == 0 && len(t.cursors) == 1:
		said = l.t(string(t.None))
	case len(t.cursors) > 1 && t.page.Next != "":
		said = l.t("page %d, Down at the end reads on", len(t.cursors))
	case len(t.cursors) > 1:
		said = l.t("page %d, the last", len(t.cursors))
	case t.page.Next != "":
		said = l.t("the first %d, Down at the end reads on", len(t.page.Rows))
	default:
		said = l.t("%d, that is all", len(t.page.Rows))
	}
	return " " + st.Paint(l.method.Cut(l.line(said), max(cols-2, 0))), 0
}
