package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"snug/ui/edit"
)

// A form is the sign-up form: one name for the key that has none.
type form struct {
	SignUp
	name     *edit.Editor
	checked  string // the name that verdict is about
	verdict  error
	checking bool
	creating bool
	problem  string // why the account was not made
}

// maxName is more bytes than a username may have, so that Check can say so.
const maxName = 128

// checkedMsg is the answer to a check, createdMsg that to a sign-up.
type (
	checkedMsg struct {
		name string
		err  error
	}
	createdMsg struct {
		chat Chat
		err  error
	}
)

func newForm(s SignUp) *form {
	f := &form{SignUp: s, name: edit.New(edit.Options{Limit: maxName, Single: true})}
	f.name.Suggest(s.Suggested)
	f.name.Fit(0, maxName)
	return f
}

// entered is the name in the field.
func (f *form) entered() string { return strings.TrimSpace(f.name.Text()) }

// pressForm does what a key means in the form.
func (m *Model) pressForm(k tea.Key) tea.Cmd {
	f := m.form
	switch k.Keystroke() {
	case "esc", "ctrl+c":
		return tea.Quit
	case "ctrl+d":
		if f.name.Empty() {
			return tea.Quit
		}
	}
	if f.creating {
		return nil
	}
	f.problem = ""
	switch k.Keystroke() {
	case "enter", "ctrl+j":
		return m.create()
	}
	f.name.Press(k)
	return m.check()
}

// pasteName puts pasted text into the field.
func (m *Model) pasteName(s string) tea.Cmd {
	if m.form.creating {
		return nil
	}
	m.form.problem = ""
	m.form.name.Insert(strings.TrimSpace(s))
	return m.check()
}

// check has the name looked at, one at a time: while an answer is awaited,
// typing goes on, and the newest name is looked at next.
func (m *Model) check() tea.Cmd {
	f := m.form
	name := f.entered()
	if f.checking || name == "" || name == f.checked {
		return nil
	}
	f.checking = true
	return func() tea.Msg { return checkedMsg{name, f.Check(name)} }
}

func (m *Model) showChecked(c checkedMsg) tea.Cmd {
	if m.form == nil {
		return nil
	}
	m.form.checking, m.form.checked, m.form.verdict = false, c.name, c.err
	return m.check()
}

// create makes the account.
func (m *Model) create() tea.Cmd {
	f := m.form
	name := f.entered()
	if name == "" {
		f.problem = "type a name first"
		return nil
	}
	f.creating = true
	ctx := m.ctx
	return func() tea.Msg {
		chat, err := f.Create(ctx, name)
		return createdMsg{chat, err}
	}
}

// showCreated goes on to the chat, or says why not.
func (m *Model) showCreated(c createdMsg) tea.Cmd {
	if m.form == nil {
		return nil
	}
	if c.err != nil {
		m.form.creating, m.form.problem = false, c.err.Error()
		return nil
	}
	m.form, m.newcomer = nil, true
	m.sit(c.chat)
	m.arrange()
	return m.follow()
}
