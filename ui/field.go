package ui

import "snug/ui/edit"

// maxField is the most bytes of what is typed into a field that filters.
const maxField = 200

// fieldRow draws a field of one line behind its label, in at most cols
// columns, and tells the column of its cursor. What is too long for the row is
// shown as far as the cursor's part of it goes.
func (m *Model) fieldRow(label string, field *edit.Editor, cols int) (row string, cursor int) {
	l := m.look
	label = l.method.Cut(" "+label, cols-minField-1) + " "
	at := l.method.Width(label)
	// One column stays free, for the cursor behind a full row.
	l.fit(field, max(cols-at-1, 2))
	line, col := field.Cursor()
	return l.theme.Accent.Paint(label) + field.Row(line), at + col
}

// minField is the least columns that a field keeps beside its label.
const minField = 8
