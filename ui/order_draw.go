package ui

import (
	"strings"

	"snug/ui/admin"
	"snug/ui/edit"
)

// labelOf is what an action is called on a row.
func (l look) labelOf(a admin.Action, r admin.Row) string {
	key := string(a.Label)
	if strings.Contains(key, "%s") {
		return l.t(key, l.line(r.Name))
	}
	return l.t(key)
}

// draw implements [layer].
func (o *order) draw(m *Model, cols, size int) drawn {
	l := m.look
	title := m.listTitle(l.labelOf(o.action, o.row), cols)
	var rows []string
	foot := m.sameAs(o.line(), cols, size)
	row, col := "", 0
	if o.sure != nil {
		for _, s := range l.wrapLine(l.line(o.warned), cols-2) {
			rows = append(rows, " "+l.theme.Warn.Paint(s))
		}
		rows = rows[:max(min(len(rows), size-len(foot)-2), 0)]
		row, col = m.fieldRow(l.t("type %s to confirm:", l.line(o.name())), o.sure, cols)
	} else {
		row, col = o.fieldsRow(m, cols)
	}
	d := drawn{typing: !o.busy, row: len(rows) + 1, col: min(col, cols-1)}
	if size < 4 { // the field alone, in which one types
		d.rows, d.row = []string{row}, 0
		return d
	}
	d.rows = append(append(append([]string{title}, rows...), row), foot...)
	return d
}

// fieldsRow is the row of all fields, or of the one that has the cursor where
// they have no room beside one another, with the column of the cursor.
func (o *order) fieldsRow(m *Model, cols int) (row string, cursor int) {
	l := m.look
	label := func(i int) string { return l.t(string(o.action.Asks[i].Label)) + ":" }
	need, short := 0, 0 // columns of the labels, and of the fields that are short
	for i := range o.fields {
		need += l.method.Width(label(i)) + 3
		if o.short(i) {
			short += shortField
		}
	}
	long := 0
	for i := range o.fields {
		if !o.short(i) {
			long++
		}
	}
	free := cols - need - short
	if len(o.fields) == 1 || free < long*2*minField {
		field := o.fields[o.at]
		return m.fieldRow(label(o.at), field, cols)
	}
	at := 0
	for i, e := range o.fields {
		width := shortField
		if !o.short(i) {
			width = free / long
		}
		part, col := o.field(m, i, label(i), e, width)
		if i == o.at {
			cursor = at + col
		}
		part += blank(l.method.Width(label(i)) + 3 + width - l.method.Width(part))
		row += part
		at += l.method.Width(part)
	}
	return row, cursor
}

// field is one of several fields in a row, of width columns behind its label.
func (o *order) field(m *Model, i int, label string, e *edit.Editor, width int) (part string, cursor int) {
	l := m.look
	l.fit(e, width-1)
	row, col := e.Cursor()
	shown := l.method.Cut(e.Row(row), width-1)
	if i == o.at {
		label = l.theme.Accent.Paint(label)
	} else {
		label = l.theme.Dim.Paint(label)
	}
	return " " + label + " " + shown, l.method.Width(label) + 2 + col
}

// short reports whether a few columns are enough for a field: that of a time or
// of a word to choose.
func (o *order) short(i int) bool { return o.action.Asks[i].First != "" }

// shortField is the columns of a short field.
const shortField = 10
