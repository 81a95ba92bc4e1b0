package ui

import (
	"snug/text/lang"
	"snug/ui/edit"
	"snug/ui/screen"
	"snug/ui/theme"
)

// A formRow is a row of the form as laid out.
type formRow struct {
	text   string
	level  int   // rows of the highest level are left out first; 0: never
	field  field // the one it belongs to
	cursor int   // column of the cursor, when its field has the focus; -1: not here
}

// Labels of the fields, in both languages: whoever cannot read the one that
// was guessed finds the way.
const (
	nameLabel    = "Username / 用户名"
	displayLabel = "Display name / 昵称"
	labelCols    = 22
)

// drawForm lays the form out. What does not fit is left out, the explanations
// first. Fields are never left out: when there are too many for the screen, it
// shows those around the one that has the focus.
func (m *Model) drawForm(f *screen.Frame) {
	if l := m.top(); l != nil {
		d := l.draw(m, m.width, m.height)
		for y, r := range d.rows[:min(len(d.rows), m.height)] {
			f.SetRow(y, screen.Segment{Room: m.width, Text: r})
		}
		f.Cursor.Hidden = true
		return
	}
	rows := m.formRows()
	for level := 9; level > 0 && len(rows) > m.height; level-- {
		rows = below(rows, level)
	}
	first, last := len(rows), 0
	for i, r := range rows {
		if r.field == m.form.focus {
			first, last = min(first, i), i
		}
	}
	from := max(min(last+1-m.height, first), 0)
	f.Cursor.Hidden = m.form.waiting != nil
	for y := range min(m.height, len(rows)-from) {
		r := rows[from+y]
		f.SetRow(y, screen.Segment{Room: m.width, Text: r.text})
		if r.field == m.form.focus && r.cursor >= 0 {
			f.Cursor.Col, f.Cursor.Row = min(r.cursor, m.width-1), y
		}
	}
}

// below are the rows of lower levels.
func below(rows []formRow, level int) []formRow {
	var kept []formRow
	for _, r := range rows {
		if r.level < level {
			kept = append(kept, r)
		}
	}
	return kept
}

// narrowForm reports whether labels stand above their fields.
func (m *Model) narrowForm() bool { return m.width < 60 }

// lead is the blank columns at the form's left.
func (m *Model) lead() int {
	if m.width < 40 {
		return 0
	}
	return 2
}

func (m *Model) formRows() []formRow {
	f, l, th := m.form, m.look, m.look.theme
	space := formRow{level: 8, field: noField}
	rows := append([]formRow{space}, m.titleRows()...)
	rows = append(rows, space)
	hint := l.t("Tab next field  Shift-Tab back  Enter create  ^O I have an account  Esc quit")
	switch {
	case f.waiting != nil:
		rows = append(rows, m.waitingRows()...)
		hint = l.t("Esc quit")
	case f.joining:
		rows = append(rows, m.joinRows()...)
		hint = l.t("Tab next field  Shift-Tab back  Enter join  ^O I am new here  Esc quit")
	case f.closed():
		rows = append(rows, m.closedRows()...)
		hint = l.t("Tab next field  Shift-Tab back  ^O I have an account  Esc quit")
	default:
		rows = append(rows, m.createRows()...)
	}
	if f.HostKey != "" {
		rows = append(rows, space)
		rows = append(rows, m.para(7, th.Dim, l.t("Server host key:  %s", f.HostKey))...)
	}
	rows = append(rows, space)
	return append(rows, m.para(5, th.Dim, hint)...)
}

// createRows are the half of the form that makes an account.
func (m *Model) createRows() []formRow {
	f, l, th := m.form, m.look, m.look.theme
	space := formRow{level: 8, field: noField}
	welcome := l.t("You are new here. Pick a username; the account will belong to the SSH key you connected with:")
	if len(f.Offers) > 0 {
		welcome = l.t("This key has no account yet. Join the one that offers it a place, or pick a username for a new one:")
	}
	rows := m.para(4, "", welcome)
	rows = append(rows, m.para(3, th.Dim, f.KeyType+"  "+f.Fingerprint+"   "+l.t("(its comment was not sent)"))...)
	rows = append(rows, space)
	rows = append(rows, m.offerRows()...)
	rows = append(rows, m.fieldRows(fieldName, nameLabel, f.name, "3-32, a-z 0-9 _ -")...)
	rows = append(rows, m.fieldRows(fieldDisplay, displayLabel, f.display, l.t("any script, up to 20 columns; may be empty"))...)
	rows = append(rows, m.entryRows()...)
	if f.Rules != "" {
		rows = append(rows, m.rulesRows()...)
	}
	rows = append(rows, space)
	rows = append(rows, m.buttonRows()...)
	rows = append(rows, space)
	rows = append(rows, m.para(6, "", l.t("Already have an account? Press Ctrl-O to enter a code, or connect with its key:"))...)
	return append(rows, m.para(6, th.Accent, f.OtherKey)...)
}

// para is a text over the whole width.
func (m *Model) para(level int, st theme.Style, s string) []formRow {
	wrapped := m.look.wrapLine(m.look.line(s), m.width-2*m.lead())
	rows := make([]formRow, len(wrapped))
	for i, r := range wrapped {
		rows[i] = formRow{text: blank(m.lead()) + st.Paint(r), level: level, field: noField}
	}
	return rows
}

// titleRows are the greeting and the choice of a language.
func (m *Model) titleRows() []formRow {
	l := m.look
	greeting := l.t("Welcome to %s", l.line(m.server))
	if m.narrowForm() {
		text, _, at := m.languages("[", "]", " ", " ", " ")
		return append(m.para(2, l.theme.Accent, greeting), formRow{text: blank(m.lead()) + text, field: fieldLang, cursor: m.lead() + at})
	}
	text, cols, at := m.languages("[ ", " ]", "[ ", " ]", "  ")
	note := "  " + l.t("(Left/Right)")
	free := m.width - 2*m.lead() - cols - l.method.Width(note)
	greeting = l.method.Pad(l.method.Cut(greeting, free-2), free)
	return []formRow{{
		text:  blank(m.lead()) + l.theme.Accent.Paint(greeting) + text + l.theme.Dim.Paint(note),
		field: fieldLang, cursor: m.lead() + free + at,
	}}
}

// languages are the languages in a row between what encloses the chosen one
// and the others, the columns they take, and the column of the chosen one's
// name.
func (m *Model) languages(open, shut, otherOpen, otherShut, gap string) (text string, cols, at int) {
	for i, in := range lang.All {
		if i > 0 {
			text += gap
			cols += len(gap)
		}
		item := otherOpen + in.Name() + otherShut
		if in == m.look.lang {
			at = cols + len(open)
			item = open + in.Name() + shut
			text += theme.Reverse.Paint(item)
		} else {
			text += item
		}
		cols += m.look.method.Width(item)
	}
	return text, cols, at
}

// fieldRows are a field to type into, with what is to be said about it below.
func (m *Model) fieldRows(which field, label string, e *edit.Editor, hint string) []formRow {
	f, l := m.form, m.look
	st := theme.Style("")
	if f.focus == which {
		st = l.theme.Accent
	}
	var rows []formRow
	col, prompt := m.lead()+2, blank(m.lead())+st.Paint(">")+" "
	if m.narrowForm() {
		rows = append(rows, formRow{text: blank(m.lead()) + st.Paint(l.method.Cut(label, m.width-m.lead())), field: which, cursor: -1})
	} else {
		col += labelCols
		prompt = blank(m.lead()) + st.Paint(l.method.Pad(label, labelCols)+">") + " "
	}
	room := m.width - col - 1 // one for the cursor
	side := ""
	if free := room - l.method.Width(hint) - 2; free >= 24 {
		side, room = hint, free
	}
	l.fit(e, room)
	row, at := e.Cursor()
	shown := l.method.Cut(e.Row(row), room)
	text := shown
	if e.Suggested() {
		text = theme.Reverse.Paint(shown)
	}
	text = prompt + text
	if side != "" {
		text += blank(room-l.method.Width(shown)+1) + l.theme.Dim.Paint(side)
	}
	rows = append(rows, formRow{text: text, field: which, cursor: col + at})
	if why, st := m.verdict(which, side == ""); why != "" || which == fieldName {
		for _, part := range l.wrapLine(l.line(why), m.width-col) {
			rows = append(rows, formRow{text: blank(col) + st.Paint(part), field: which, cursor: -1})
		}
	}
	return rows
}

// verdict is what is to be said about a field. Hint asks for what belongs
// into it, where that does not stand beside it.
func (m *Model) verdict(which field, hint bool) (string, theme.Style) {
	f, l, th := m.form, m.look, m.look.theme
	if f.problem != "" && f.at == which {
		return "✗ " + f.problem, th.Fail
	}
	switch which {
	case fieldName:
		switch {
		case f.doing == fieldName:
			return l.t("creating ..."), th.Dim
		case f.entered() == "" && !hint: // what it may consist of stands beside the field
			return l.t("others call you by it; you can change it later"), th.Dim
		case f.entered() == "" || f.checked != f.entered():
			return l.t("pick a username: 3-32, a-z 0-9 _ -"), th.Dim
		case f.verdict != nil:
			return "✗ " + l.said(f.verdict), th.Fail
		}
		return l.t("ok: available"), th.OK
	case fieldInvite, fieldNote:
		return m.entryVerdict(which), th.Dim
	case fieldCode:
		if f.doing == fieldCode {
			return l.t("joining ..."), th.Dim
		}
		return l.t("Only a code of your own: everything that this key does will be that account's."), th.Dim
	case fieldDisplay:
		if err := f.CheckDisplay(f.called()); err != nil {
			return "✗ " + l.said(err), th.Fail
		}
		if hint && f.focus == fieldDisplay {
			return l.t("any script, up to 20 columns; may be empty"), th.Dim
		}
	}
	return "", ""
}
