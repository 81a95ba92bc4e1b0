package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"snug/ui/screen"
)

// typedAhead is what was typed while another room was about to be entered, or
// an account was being made. It is meant for that room: what comes in one read,
// Alt-2 and a line, must not be said in the room that one is leaving.
type typedAhead struct {
	list []tea.Msg
	size int  // bytes of the pastes among them
	lost bool // there was more
}

// maxAhead is how many keys and pastes are kept, maxAheadBytes how much of
// pastes.
const (
	maxAhead      = 500
	maxAheadBytes = 16 << 10
)

// leaving reports whether another room is about to be entered.
func (f *feed) leaving() bool { return f.next != 0 || f.moving && !f.same }

// hold keeps a key or a paste for the room that is about to be entered, and
// reports whether it did. Ctrl-C interrupts: it forgets what is kept.
func (m *Model) hold(msg tea.Msg) bool {
	if m.form != nil && !m.form.holds(msg) || m.form == nil && !m.feed.leaving() {
		return false
	}
	a, size := &m.ahead, 0
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		switch msg.Keystroke() {
		case "ctrl+c":
			*a = typedAhead{}
			return false
		case "ctrl+l":
			return false
		}
	case screen.Paste:
		size = len(msg.Text)
	}
	if a.lost || len(a.list) >= maxAhead || a.size+size > maxAheadBytes {
		a.lost = true
		return true
	}
	if len(a.list) == 0 && m.form == nil {
		m.status.notice(m.look.t("one moment: another room is being entered"))
	}
	a.list, a.size = append(a.list, msg), a.size+size
	return true
}

// withoutEnter forgets the Enters that were typed.
func (a *typedAhead) withoutEnter() {
	a.list = slices.DeleteFunc(a.list, func(msg tea.Msg) bool {
		k, ok := msg.(tea.KeyPressMsg)
		return ok && (k.Keystroke() == "enter" || k.Keystroke() == "ctrl+j")
	})
}

// keepAhead puts what was typed ahead into the composer when the room could not
// be entered. Nothing of it is sent or done: it was not meant for this room.
func (m *Model) keepAhead() {
	var typed strings.Builder
	for _, msg := range m.ahead.list {
		switch msg := msg.(type) {
		case tea.KeyPressMsg:
			typed.WriteString(msg.Text)
		case screen.Paste:
			typed.WriteString(msg.Text)
		}
	}
	m.ahead = typedAhead{}
	if s := typed.String(); s != "" && !m.composer.Insert(s) {
		m.composer.Keep(s)
	}
}

// release does what was typed ahead, once the room is there, until it leads to
// another one.
func (m *Model) release() tea.Cmd {
	a := m.ahead
	if len(a.list) == 0 || m.feed.leaving() || m.form != nil && m.form.busy() {
		return nil
	}
	m.ahead = typedAhead{}
	var cmds []tea.Cmd
	for _, msg := range a.list {
		cmds = append(cmds, m.take(msg))
	}
	if a.lost {
		m.status.fail(m.look.t("too much was typed before the room was there; the end of it is lost"))
	}
	return tea.Batch(cmds...)
}
