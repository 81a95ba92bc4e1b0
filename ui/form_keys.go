package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"snug/text/lang"
	"snug/ui/edit"
)

// pressForm does what a key means in the form.
func (m *Model) pressForm(k tea.Key) tea.Cmd {
	f := m.form
	if l := m.top(); l != nil {
		cmd, _ := l.press(m, k)
		return cmd
	}
	if f.waiting != nil {
		switch k.Keystroke() {
		case "esc", "enter", "ctrl+c", "ctrl+d":
			return tea.Quit
		}
		return nil
	}
	if f.asked {
		f.asked = false
		switch {
		case pressed(k, "y", "Y", "ｙ", "Ｙ", "是"):
			return m.accept()
		case k.Keystroke() == "esc", k.Keystroke() == "enter", pressed(k, "n", "N", "ｎ", "Ｎ", "否"):
			return nil
		}
	}
	switch k.Keystroke() {
	case "esc", "ctrl+c":
		return tea.Quit
	case "ctrl+d":
		if e := f.editor(); e == nil || e.Empty() {
			return tea.Quit
		}
	}
	f.problem = ""
	switch k.Keystroke() {
	case "tab", "down":
		f.move(+1)
		return nil
	case "shift+tab", "up":
		f.move(-1)
		return nil
	case "ctrl+o":
		f.turn()
		return nil
	case "enter", "ctrl+j":
		return m.enterForm()
	}
	if f.focus == fieldOffer && !f.closed() && strings.TrimSpace(edit.Typed(k)) != "" {
		f.focus = fieldName // whoever begins to type wants a name of their own
	}
	if e := f.editor(); e != nil {
		e.Press(k)
		return m.check()
	}
	m.pressChoice(k)
	return nil
}

// enterForm does what Enter means in the field that has the focus. Choosing a
// language goes on to the next field, and does not take the suggested name.
func (m *Model) enterForm() tea.Cmd {
	f := m.form
	switch f.focus {
	case fieldLang:
		f.move(+1)
	case fieldOffer:
		f.asked = true
	case fieldOther:
		f.turn()
	case fieldQuit:
		return tea.Quit
	case fieldCode, fieldJoin:
		return m.useCode()
	default:
		return m.create()
	}
	return nil
}

// pressChoice does what a key means in a field where nothing is typed.
func (m *Model) pressChoice(k tea.Key) {
	f, by := m.form, 0
	switch k.Keystroke() {
	case "left":
		by = -1
	case "right":
		by = +1
	}
	switch f.focus {
	case fieldLang:
		if by != 0 || pressed(k, " ", "　") {
			m.speak(lang.All[(int(m.look.lang)+1)%len(lang.All)])
		}
	case fieldOffer:
		f.offer = (f.offer + by + len(f.Offers)) % len(f.Offers)
	case fieldRules:
		switch {
		case pressed(k, " ", "　", "x", "X"):
			f.agreed = !f.agreed
		case pressed(k, "r", "R", "ｒ"):
			m.read(f.Rules)
		}
	default:
		all := f.buttons()
		f.focus = all[(slices.Index(all, f.focus)+by+len(all))%len(all)]
	}
}

// pressed reports whether a key types one of some texts.
func pressed(k tea.Key, texts ...string) bool {
	for _, s := range texts {
		if edit.Typed(k) == s {
			return true
		}
	}
	return false
}

// pasteForm puts pasted text into the field that has the focus.
func (m *Model) pasteForm(s string) tea.Cmd {
	f := m.form
	e := f.editor()
	if e == nil || m.top() != nil || f.waiting != nil {
		return nil
	}
	f.problem, f.asked = "", false
	e.Insert(strings.TrimSpace(s))
	return m.check()
}
