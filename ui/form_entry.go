package ui

import "strings"

// Who may sign up, as SignUp.Mode has it, besides everybody.
const (
	signUpByInvite   = "invite"
	signUpByApproval = "approval"
	signUpClosed     = "closed"
)

// Labels of what lets somebody in, in both languages as those of the fields.
const (
	inviteLabel = "Invitation / 邀请码"
	noteLabel   = "Note / 申请说明"
)

// closed reports whether nobody can make an account.
func (f *form) closed() bool { return f.Mode == signUpClosed }

// entryFields are the fields of what lets somebody in. With a code nobody waits
// for approval.
func (f *form) entryFields() []field {
	switch f.Mode {
	case signUpByInvite:
		return []field{fieldInvite}
	case signUpByApproval:
		return []field{fieldNote, fieldInvite}
	}
	return nil
}

// application is what the form asks for with.
func (f *form) application() Application {
	return Application{
		Name: f.entered(), Display: f.called(),
		Code: strings.TrimSpace(f.invite.Text()), Note: strings.TrimSpace(f.note.Text()),
	}
}

// blamed is the field that an error of Create is about, as far as is known: the
// code, when the name can be had.
func (f *form) blamed() field {
	if f.application().Code != "" && f.checked == f.entered() && f.verdict == nil {
		return fieldInvite
	}
	return fieldName
}

// entryRows are what lets somebody in.
func (m *Model) entryRows() []formRow {
	f, l := m.form, m.look
	var rows []formRow
	for _, which := range f.entryFields() {
		switch {
		case which == fieldNote:
			rows = append(rows, m.fieldRows(fieldNote, noteLabel, f.note, "")...)
		case f.Mode == signUpByApproval:
			rows = append(rows, m.fieldRows(fieldInvite, inviteLabel, f.invite, l.t("if you have one"))...)
		default:
			rows = append(rows, m.fieldRows(fieldInvite, inviteLabel, f.invite, "")...)
		}
	}
	return rows
}

// entryVerdict is what is to be said about a field of them.
func (m *Model) entryVerdict(which field) string {
	f, l := m.form, m.look
	switch {
	case which == fieldNote:
		return l.t("a moderator reads this and lets you in: say who you are")
	case f.Mode == signUpByApproval && f.focus == fieldInvite:
		return l.t("with the code of an invitation you need not wait")
	case f.Mode == signUpByInvite:
		return l.t("new people need the code of an invitation; ask somebody who is here")
	}
	return ""
}

// closedRows are the form where nobody can sign up.
func (m *Model) closedRows() []formRow {
	f, l, th := m.form, m.look, m.look.theme
	space := formRow{level: 8, field: noField}
	rows := m.para(0, th.Warn, l.t("This server takes no new people at the moment."))
	rows = append(rows, m.contactRows()...)
	rows = append(rows, space)
	rows = append(rows, m.para(3, th.Dim, f.KeyType+"  "+f.Fingerprint)...)
	rows = append(rows, space)
	rows = append(rows, m.offerRows()...)
	rows = append(rows, m.buttonRows()...)
	rows = append(rows, space)
	rows = append(rows, m.para(6, "", l.t("Already have an account? Press Ctrl-O to enter a code, or connect with its key:"))...)
	return append(rows, m.para(6, th.Accent, f.OtherKey)...)
}

// contactRows say whom to ask, if anybody is named.
func (m *Model) contactRows() []formRow {
	if m.form.Contact == "" {
		return nil
	}
	return m.para(2, "", m.look.t("The people who run it: %s", m.look.line(m.form.Contact)))
}

// waitingRows are the page of somebody who waits to be let in.
func (m *Model) waitingRows() []formRow {
	l, th := m.look, m.look.theme
	rows := m.para(0, th.OK, l.t("Your account %s is made, and a moderator has to let you in.", l.line(m.form.waiting.Name)))
	rows = append(rows, formRow{level: 8, field: noField})
	rows = append(rows, m.para(1, "", l.t("You can leave, and connect again later; or wait here: the session ends when you are let in, and then you connect again."))...)
	return append(rows, m.contactRows()...)
}
