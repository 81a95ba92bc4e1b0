package ui

import (
	"errors"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"snug/text/lang"
	"snug/ui/edit"
)

// A form is the sign-up form, for a key that has no account. It has two halves:
// one to make an account, and one to join an account that there is.
type form struct {
	SignUp
	focus   field
	name    *edit.Editor
	display *edit.Editor
	agreed  bool         // to the rules
	invite  *edit.Editor // the code of an invitation
	note    *edit.Editor // to who lets them in
	waiting *Waiting     // the account is made and waits to be let in; nil: not

	joining bool         // the half with the code is shown
	code    *edit.Editor // from `key link`
	offer   int          // which of Offers is shown
	asked   bool         // whether it is to be joined

	checked  string // the name that verdict is about
	verdict  error
	checking bool
	doing    field  // whose deed is being done; noField: nothing is
	problem  string // why there is no account
	at       field  // which field that is about
}

// A field is a place of the form that can have the focus.
type field uint8

// The fields, from top to bottom.
const (
	fieldLang field = iota
	fieldOffer
	fieldName
	fieldDisplay
	fieldInvite
	fieldNote
	fieldRules
	fieldCode
	fieldCreate
	fieldJoin
	fieldOther // goes to the other half
	fieldQuit
	noField
)

// Bytes that the fields hold: more than is allowed, so that the checks can say
// so.
const (
	maxName    = 128
	maxDisplay = 512
	maxCode    = 128
	maxNote    = 300
)

// checkedMsg is the answer to a check, admittedMsg that to a sign-up or to
// joining an account.
type (
	checkedMsg struct {
		name string
		err  error
	}
	admittedMsg struct {
		chat  Chat
		err   error
		about field // where the error belongs
	}
)

func newForm(s SignUp) *form {
	f := &form{
		SignUp: s, doing: noField,
		name:    edit.New(edit.Options{Limit: maxName, Single: true}),
		display: edit.New(edit.Options{Limit: maxDisplay, Single: true}),
		code:    edit.New(edit.Options{Limit: maxCode, Single: true}),
		invite:  edit.New(edit.Options{Limit: maxCode, Single: true}),
		note:    edit.New(edit.Options{Limit: maxNote, Single: true}),
	}
	f.name.Suggest(s.Suggested)
	f.focus = f.first()
	return f
}

// fields are those that there are, in their order.
func (f *form) fields() []field {
	if f.joining {
		return []field{fieldLang, fieldCode, fieldJoin, fieldOther, fieldQuit}
	}
	all := []field{fieldLang}
	if len(f.Offers) > 0 {
		all = append(all, fieldOffer)
	}
	if f.closed() {
		return append(all, fieldOther, fieldQuit)
	}
	all = append(append(all, fieldName, fieldDisplay), f.entryFields()...)
	if f.Rules != "" {
		all = append(all, fieldRules)
	}
	return append(all, fieldCreate, fieldOther, fieldQuit)
}

// first is the field to begin with.
func (f *form) first() field { return f.fields()[1] }

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
	case fieldInvite:
		return f.invite
	case fieldNote:
		return f.note
	case fieldCode:
		return f.code
	}
	return nil
}

// entered is the name in the field, called the display name.
func (f *form) entered() string { return strings.TrimSpace(f.name.Text()) }
func (f *form) called() string  { return strings.TrimSpace(f.display.Text()) }

// busy reports whether the answer to a deed is awaited.
func (f *form) busy() bool { return f.doing != noField }

// holds reports whether what is typed waits until the deed is done. What leaves
// the form does not.
func (f *form) holds(msg tea.Msg) bool {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch k.Keystroke() {
		case "esc", "ctrl+c", "ctrl+d":
			return false
		}
	}
	return f.busy()
}

// refuse goes to a field and says what is wrong with it.
func (f *form) refuse(at field, why string) { f.focus, f.at, f.problem = at, at, why }

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
	if name == "" {
		f.refuse(fieldName, l.t("type a name first"))
		return nil
	}
	if err := f.CheckDisplay(display); err != nil {
		f.refuse(fieldDisplay, l.said(err))
		return nil
	}
	if f.Mode == signUpByInvite && f.application().Code == "" {
		f.refuse(fieldInvite, l.t("type the code of your invitation first"))
		return nil
	}
	if f.Rules != "" && !f.agreed {
		f.refuse(fieldRules, l.t("read the rules with R, then accept them with Space"))
		return nil
	}
	f.doing = fieldName
	ctx, a, about := m.ctx, f.application(), f.blamed()
	a.Lang = l.lang
	return func() tea.Msg {
		chat, err := f.Create(ctx, a)
		return admittedMsg{chat, err, about}
	}
}

// showAdmitted goes on to the chat, or says why not. What was typed meanwhile
// is for the chat; without one it goes into the form, where no Enter of it does
// anything.
func (m *Model) showAdmitted(a admittedMsg) tea.Cmd {
	f := m.form
	if f == nil {
		return nil
	}
	f.doing = noField
	if errors.As(a.err, &f.waiting) {
		return nil
	}
	if a.err != nil {
		f.refuse(a.about, m.look.said(a.err))
		m.ahead.withoutEnter()
		return nil
	}
	m.form, m.layers = nil, nil
	m.sit(a.chat)
	if m.newcomer = a.about == fieldName || a.about == fieldInvite; !m.newcomer {
		m.carry(m.look.t("This key belongs to %s now, too; /key list shows all keys of the account.", m.look.line(m.me.Name)))
	}
	m.arrange()
	return m.follow()
}

// speak changes the language of the screen.
func (m *Model) speak(l lang.Lang) {
	m.lang = l
	m.restyle()
}
