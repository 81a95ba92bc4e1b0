package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"snug/text/lang"
	"snug/ui/edit"
)

// A form is the sign-up form, for a key that has no account.
type form struct {
	SignUp
	focus   field
	name    *edit.Editor
	display *edit.Editor
	agreed  bool // to the rules

	checked  string // the name that verdict is about
	verdict  error
	checking bool
	creating bool
	problem  string // why the account was not made
	at       field  // which field that is about
}

// A field is a place of the form that can have the focus.
type field uint8

// The fields, from top to bottom.
const (
	fieldLang field = iota
	fieldName
	fieldDisplay
	fieldRules
	fieldCreate
	fieldQuit
	noField
)

// Bytes that the fields hold: more than is allowed, so that the checks can say
// so.
const (
	maxName    = 128
	maxDisplay = 512
)

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
	f := &form{
		SignUp: s, focus: fieldName,
		name:    edit.New(edit.Options{Limit: maxName, Single: true}),
		display: edit.New(edit.Options{Limit: maxDisplay, Single: true}),
	}
	f.name.Suggest(s.Suggested)
	return f
}

// fields are those that there are, in their order.
func (f *form) fields() []field {
	all := []field{fieldLang, fieldName, fieldDisplay}
	if f.Rules != "" {
		all = append(all, fieldRules)
	}
	return append(all, fieldCreate, fieldQuit)
}

// move moves the focus, around the ends.
func (f *form) move(by int) {
	all := f.fields()
	f.focus = all[(slices.Index(all, f.focus)+by+len(all))%len(all)]
}

// editor is the one that has the focus, nil for none.
func (f *form) editor() *edit.Editor {
	switch f.focus {
	case fieldName:
		return f.name
	case fieldDisplay:
		return f.display
	}
	return nil
}

// entered is the name in the field, called the display name.
func (f *form) entered() string { return strings.TrimSpace(f.name.Text()) }
func (f *form) called() string  { return strings.TrimSpace(f.display.Text()) }

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

// create makes the account, or goes to the field that it lacks.
func (m *Model) create() tea.Cmd {
	f, l := m.form, m.look
	name, display := f.entered(), f.called()
	refuse := func(at field, why string) tea.Cmd {
		f.focus, f.at, f.problem = at, at, why
		return nil
	}
	if name == "" {
		return refuse(fieldName, l.t("type a name first"))
	}
	if err := f.CheckDisplay(display); err != nil {
		return refuse(fieldDisplay, l.said(err))
	}
	if f.Rules != "" && !f.agreed {
		return refuse(fieldRules, l.t("read the rules with R, then accept them with Space"))
	}
	f.creating = true
	ctx, in := m.ctx, l.lang
	return func() tea.Msg {
		chat, err := f.Create(ctx, name, display, in)
		return createdMsg{chat, err}
	}
}

// showCreated goes on to the chat, or says why not.
func (m *Model) showCreated(c createdMsg) tea.Cmd {
	f := m.form
	if f == nil {
		return nil
	}
	if c.err != nil {
		f.creating, f.focus, f.at, f.problem = false, fieldName, fieldName, m.look.said(c.err)
		return nil
	}
	m.form, m.newcomer, m.layers = nil, true, nil
	m.sit(c.chat)
	m.arrange()
	return m.follow()
}

// speak changes the language of the screen.
func (m *Model) speak(l lang.Lang) {
	m.lang = l
	m.restyle()
}
