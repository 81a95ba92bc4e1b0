package ui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"snug/room"
)

// An intent is what the composer's text is for, besides being a new message.
type intent struct {
	reply *room.Message // it answers this message
	edit  *room.Message // it replaces the text of this message
	aside aside         // what the edit has interrupted
}

// An aside is what was in the composer before an edit began.
type aside struct {
	text  string
	reply *room.Message
}

// none reports whether the text is simply a new message.
func (i intent) none() bool { return i.reply == nil && i.edit == nil }

// answer makes what is written next a reply.
func (c *composer) answer(to *room.Message) {
	c.drop()
	c.intent = intent{reply: to}
}

// amend takes a message up to change its text. What was being written comes
// back afterwards.
func (c *composer) amend(msg *room.Message) {
	if c.intent.edit != nil {
		c.drop()
	}
	put := aside{c.Text(), c.intent.reply}
	c.restart(typedFor(msg.Text))
	c.intent = intent{edit: msg, aside: put}
}

// stopEditing brings back what was being written before an edit.
func (c *composer) stopEditing() {
	before := c.intent.aside
	c.restart(before.text)
	c.intent.reply = before.reply
}

// changed reports whether the text under an edit is another than before.
func (c *composer) changed() bool {
	return c.intent.edit != nil && c.Text() != typedFor(c.intent.edit.Text)
}

// drop ends a reply or an edit. Text of a reply stays; that of an edit is what
// Ctrl-Y brings back, if it was changed.
func (c *composer) drop() (kept bool) {
	if c.intent.edit == nil {
		c.intent = intent{}
		return false
	}
	edited, kept := c.Text(), c.changed() && !c.Empty()
	c.stopEditing()
	if kept {
		c.Keep(edited)
	}
	return kept
}

// typedFor is what has to be typed to say a text: a slash at its start needs
// another one.
func typedFor(text string) string {
	if _, slash := cutSlash(text); slash {
		return "/" + text
	}
	return text
}

// intentLabel says what the text is for, empty for a new message.
func (m *Model) intentLabel() string {
	i := m.composer.intent
	switch {
	case i.edit != nil:
		return m.look.t("editing a message  Esc cancel")
	case i.reply != nil:
		return m.look.t("reply to %s  Esc cancel", m.look.method.Cut(m.look.line(i.reply.Author.Called()), shortName))
	}
	return ""
}

// dropIntent is what Esc does while a reply or an edit is written.
func (m *Model) dropIntent() tea.Cmd {
	if m.composer.drop() {
		m.status.notice(m.look.t("not changed; Ctrl-Y brings back what you wrote"))
	}
	m.forgetCompletion()
	return nil
}

// hasIntent is when a reply or an edit is written.
func hasIntent(m *Model) bool { return !m.composer.intent.none() }

// amendedMsg is how an edit fared.
type amendedMsg struct {
	msg  *room.Message // as it was
	text string        // that was to replace its text
	err  error
}

// sendEdit stores the changed text.
func (m *Model) sendEdit(text string) tea.Cmd {
	msg := m.composer.intent.edit
	m.composer.stopEditing()
	m.forgetCompletion()
	if text == msg.Text {
		m.status.notice(m.look.t("nothing was changed"))
		return nil
	}
	seat := m.seat
	return tea.Batch(m.saveDraft(m.timeline.in.ID), m.inRoom(func(ctx context.Context) tea.Msg {
		_, err := seat.Edit(ctx, msg.Seq, text)
		return amendedMsg{msg, text, err}
	}))
}

// showAmended takes a refused edit up again, if nothing else is being written.
func (m *Model) showAmended(a amendedMsg) tea.Cmd {
	if a.err == nil || errors.Is(a.err, context.Canceled) {
		return nil
	}
	if m.composer.Empty() && m.composer.intent.none() {
		m.composer.amend(a.msg)
		m.composer.Set(typedFor(a.text))
		m.status.fail(m.look.t("not changed: %s", m.sentence(a.err)))
		return nil
	}
	m.composer.Keep(typedFor(a.text))
	m.status.fail(m.look.t("not changed: %s (Ctrl-Y brings the text back)", m.sentence(a.err)))
	return nil
}
