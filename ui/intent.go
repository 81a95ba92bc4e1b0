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
	aside string        // what was in the composer before an edit began
}

// none reports whether the text is simply a new message.
func (i intent) none() bool { return i.reply == nil && i.edit == nil }

// answer makes what is written next a reply.
func (c *composer) answer(to *room.Message) {
	c.stopEditing()
	c.intent = intent{reply: to}
}

// amend takes a message up to change its text. What was being written comes
// back afterwards.
func (c *composer) amend(msg *room.Message) {
	c.stopEditing()
	aside := c.Text()
	c.restart(msg.Text)
	c.intent = intent{edit: msg, aside: aside}
}

// stopEditing gives an edit up.
func (c *composer) stopEditing() {
	if c.intent.edit != nil {
		c.restart(c.intent.aside)
	}
	c.intent.edit, c.intent.aside = nil, ""
}

// drop ends a reply or an edit, and reports whether there was one. Text of a
// reply stays; that of an edit is what Ctrl-Y brings back.
func (c *composer) drop() bool {
	if c.intent.none() {
		return false
	}
	if c.intent.edit != nil {
		edited := c.Text()
		c.stopEditing()
		c.Keep(edited)
	}
	c.intent = intent{}
	return true
}

// label says what the text is for, empty for a new message.
func (m *Model) intentLabel() string {
	i := m.composer.intent
	switch {
	case i.edit != nil:
		return m.look.t("editing a message  Esc cancel")
	case i.reply != nil:
		return m.look.t("reply to %s  Esc cancel", m.look.line(i.reply.Author.Called()))
	}
	return ""
}

// dropIntent is what Esc does while a reply or an edit is written.
func (m *Model) dropIntent() tea.Cmd {
	m.composer.drop()
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
	if text == msg.Text {
		m.status.notice(m.look.t("nothing was changed"))
		return nil
	}
	ctx, seat := m.ctx, m.seat
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		_, err := seat.Edit(ctx, msg.Seq, text)
		return amendedMsg{msg, text, err}
	}
}

// showAmended takes a refused edit up again, if nothing else is being written.
func (m *Model) showAmended(a amendedMsg) tea.Cmd {
	if a.err == nil || errors.Is(a.err, context.Canceled) {
		return nil
	}
	if m.composer.Empty() && m.composer.intent.none() && a.msg.Room == m.timeline.in.ID {
		m.composer.amend(a.msg)
		m.composer.Set(a.text)
	} else {
		m.composer.Keep(a.text)
	}
	m.status.fail(m.look.t("not changed: %s", m.sentence(a.err)))
	return nil
}
