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

// buttonRows are the two buttons, side by side where there is room.
func (m *Model) buttonRows() []formRow {
	l := m.look
	button := func(which field, label string) string {
		label = "[ " + label + " ]"
		if m.form.focus == which {
			return theme.Reverse.Paint(label)
		}
		return label
	}
	create, quit := l.t("Create account"), l.t("Quit")
	if m.narrowForm() {
		return []formRow{
			{text: blank(m.lead()) + button(fieldCreate, create), field: fieldCreate, cursor: m.lead() + 2},
			{text: blank(m.lead()) + button(fieldQuit, quit), field: fieldQuit, cursor: m.lead() + 2},
		}
	}
	col := m.lead() + labelCols
	behind := col + l.method.Width(create) + 4 + 6
	row := formRow{
		text:  blank(col) + button(fieldCreate, create) + blank(6) + button(fieldQuit, quit),
		field: fieldCreate, cursor: col + 2,
	}
	if m.form.focus == fieldQuit {
		row.field, row.cursor = fieldQuit, behind+2
	}
	return []formRow{row}
}
