package ui

import (
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
	switch k.Keystroke() {
	case "esc", "ctrl+c":
		return tea.Quit
	case "ctrl+d":
		if e := f.editor(); e == nil || e.Empty() {
			return tea.Quit
		}
	}
	if f.creating {
		return nil
	}
	f.problem = ""
	switch k.Keystroke() {
	case "tab", "down":
		f.move(+1)
		return nil
	case "shift+tab", "up":
		f.move(-1)
		return nil
	case "enter", "ctrl+j":
		return m.enterForm()
	}
	if e := f.editor(); e != nil {
		e.Press(k)
		return m.check()
	}
	m.pressChoice(k)
	return nil
}

// enterForm does what Enter means in the field that has the focus. Choosing a
// language goes on to the name, and does not take the suggested one.
func (m *Model) enterForm() tea.Cmd {
	switch m.form.focus {
	case fieldLang:
		m.form.move(+1)
		return nil
	case fieldQuit:
		return tea.Quit
	}
	return m.create()
}

// pressChoice does what a key means in a field where nothing is typed.
func (m *Model) pressChoice(k tea.Key) {
	f := m.form
	switch f.focus {
	case fieldLang:
		switch {
		case k.Keystroke() == "left", k.Keystroke() == "right", pressed(k, " ", "　"):
			m.speak(lang.All[(int(m.look.lang)+1)%len(lang.All)])
		}
	case fieldRules:
		switch {
		case pressed(k, " ", "　", "x", "X"):
			f.agreed = !f.agreed
		case pressed(k, "r", "R", "ｒ"):
			m.read(f.Rules)
		}
	case fieldCreate, fieldQuit:
		switch k.Keystroke() {
		case "left", "right":
			f.focus = fieldCreate + fieldQuit - f.focus
		}
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
	if f.creating || e == nil || m.top() != nil {
		return nil
	}
	f.problem = ""
	e.Insert(strings.TrimSpace(s))
	return m.check()
}
