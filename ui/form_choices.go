package ui

import "snug/ui/theme"

// rulesRows are the box to tick about the rules.
func (m *Model) rulesRows() []formRow {
	f, l := m.form, m.look
	box, st := "[ ] ", theme.Style("")
	if f.agreed {
		box = "[x] "
	}
	if f.focus == fieldRules {
		st = l.theme.Accent
	}
	said := l.wrapLine(l.t("I have read the rules (press R to read them)"), m.width-m.lead()-len(box))
	rows := make([]formRow, len(said))
	for i, s := range said {
		rows[i] = formRow{text: blank(m.lead()) + st.Paint(box+s), field: fieldRules, cursor: -1}
		box = blank(len(box))
	}
	rows[0].cursor = m.lead() + 1
	if why, st := m.verdict(fieldRules, false); why != "" {
		for _, s := range l.wrapLine(why, m.width-m.lead()-len(box)) {
			rows = append(rows, formRow{text: blank(m.lead()+len(box)) + st.Paint(s), field: fieldRules, cursor: -1})
		}
	}
	return rows
}

// buttons are the fields that are buttons, from left to right.
func (f *form) buttons() []field {
	if f.joining {
		return []field{fieldJoin, fieldOther, fieldQuit}
	}
	if f.closed() {
		return []field{fieldOther, fieldQuit}
	}
	return []field{fieldCreate, fieldOther, fieldQuit}
}

// button is a button with its label, in at most cols columns, marked when it
// has the focus.
func (m *Model) button(which field, label string, cols int) string {
	label = "[ " + m.look.method.Cut(label, cols-4) + " ]"
	if m.form.focus == which {
		return theme.Reverse.Paint(label)
	}
	return label
}

// buttonRows are the buttons, side by side where there is room.
func (m *Model) buttonRows() []formRow {
	f, l := m.form, m.look
	labels := map[field]string{
		fieldCreate: l.t("Create account"), fieldJoin: l.t("Join the account"),
		fieldOther: l.t("I have an account"), fieldQuit: l.t("Quit"),
	}
	if f.joining {
		labels[fieldOther] = l.t("I am new here")
	}
	need := -2
	for _, b := range f.buttons() {
		need += 2 + l.method.Width(labels[b]) + 4
	}
	col := m.lead()
	switch {
	case col+need > m.width:
		var rows []formRow
		for _, b := range f.buttons() {
			rows = append(rows, formRow{text: blank(col) + m.button(b, labels[b], m.width-col), field: b, cursor: col + 2})
		}
		return rows
	case col+labelCols+need <= m.width:
		col += labelCols
	}
	row := formRow{text: blank(col), field: f.buttons()[0], cursor: col + 2}
	for i, b := range f.buttons() {
		if i > 0 {
			row.text += blank(2)
			col += 2
		}
		if f.focus == b {
			row.field, row.cursor = b, col+2
		}
		row.text += m.button(b, labels[b], m.width)
		col += l.method.Width(labels[b]) + 4
	}
	return []formRow{row}
}
