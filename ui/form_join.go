package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Labels of what joins an account, in both languages as those of the fields.
const (
	offerLabel = "Account / 账号"
	codeLabel  = "Code / 关联码"
)

// turn goes to the other half of the form. What was typed stays.
func (f *form) turn() {
	f.joining = !f.joining
	f.focus, f.asked, f.problem = f.first(), false, ""
}

// accept joins the account that offers this key a place.
func (m *Model) accept() tea.Cmd {
	f, ctx := m.form, m.ctx
	name := f.Offers[f.offer]
	f.doing = fieldOffer
	return func() tea.Msg {
		chat, err := f.Accept(ctx, name)
		return admittedMsg{chat, err, fieldOffer}
	}
}

// useCode joins the account that the code was made for. A code that is refused
// stays in its field, to be put right.
func (m *Model) useCode() tea.Cmd {
	f, ctx := m.form, m.ctx
	code := strings.TrimSpace(f.code.Text())
	if code == "" {
		f.refuse(fieldCode, m.look.t("type the code first"))
		return nil
	}
	f.doing = fieldCode
	return func() tea.Msg {
		chat, err := f.UseCode(ctx, code)
		return admittedMsg{chat, err, fieldCode}
	}
}

// offerRows are the account that can be joined, with what that means. Nothing
// of it is left out on a small screen: whoever joins somebody else's account
// gives them the key.
func (m *Model) offerRows() []formRow {
	f, l, th := m.form, m.look, m.look.theme
	if len(f.Offers) == 0 {
		return nil
	}
	name := l.line(f.Offers[f.offer])
	label, which, col := "", "", m.lead()
	if len(f.Offers) > 1 {
		which = fmt.Sprintf("  %d/%d", f.offer+1, len(f.Offers))
	}
	if !m.narrowForm() {
		label, col = l.method.Pad(offerLabel, labelCols), m.lead()+labelCols
		if which != "" {
			which += " " + l.t("(Left/Right)")
		}
	}
	rows := []formRow{{
		text: blank(m.lead()) + label +
			m.button(fieldOffer, l.t("Join %s", name), m.width-col-l.method.Width(which)) + th.Dim.Paint(which),
		field: fieldOffer, cursor: col + 2,
	}}
	why, st := l.t("Only if you are %[1]s: everything that this key does will be %[1]s's.", name), th.Dim
	switch {
	case f.problem != "" && f.at == fieldOffer:
		why, st = "✗ "+f.problem, th.Fail
	case f.doing == fieldOffer:
		why = l.t("joining ...")
	case f.asked:
		why, st = l.t("Join %[1]s? y yes, any other key no. Everything that this key does will be %[1]s's.", name), th.Warn
	}
	for _, s := range l.wrapLine(l.line(why), m.width-col) {
		rows = append(rows, formRow{text: blank(col) + st.Paint(s), field: fieldOffer, cursor: -1})
	}
	return append(rows, formRow{level: 8, field: noField})
}

// joinRows are the half of the form that joins an account by a code.
func (m *Model) joinRows() []formRow {
	l, th := m.look, m.look.theme
	space := formRow{level: 8, field: noField}
	rows := m.para(4, "", l.t("Your account can take in this key, too. In a session with a key that it has, /key link makes a code; enter it here. It works once, for 15 minutes."))
	rows = append(rows, space)
	rows = append(rows, m.fieldRows(fieldCode, codeLabel, m.form.code, "")...)
	rows = append(rows, space)
	rows = append(rows, m.buttonRows()...)
	rows = append(rows, space)
	return append(rows, m.para(3, th.Dim, m.form.KeyType+"  "+m.form.Fingerprint)...)
}
