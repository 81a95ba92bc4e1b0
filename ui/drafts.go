package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/room"
)

// drafts knows what of the composer's text the server has. The model owns it.
//
// A draft is saved when the person changes the room, and draftPause after they
// have stopped typing; at the session's end [Model.Draft] tells what is left.
type drafts struct {
	saved   room.Draft             // of the room on the screen, as the server has it
	pending map[room.ID]room.Draft // on their way; newer than what the server may say
	ticking bool                   // a pause is being waited for
	typed   bool                   // something was typed since that began
}

// draftPause is how long after the last key a draft is saved.
const draftPause = 4 * time.Second

type (
	draftTick  struct{}
	draftSaved struct {
		in    room.ID
		draft room.Draft
		err   error
	}
)

// draft is what the composer holds, as it would be kept.
func (c *composer) draft() room.Draft {
	d := room.Draft{Text: c.Text()}
	if c.intent.reply != nil && d.Text != "" {
		d.Reply = c.intent.reply.Seq
	}
	if c.intent.edit != nil {
		d.Edit = c.intent.edit.Seq
	}
	return d
}

// Draft returns what the person has typed in a room and the server does not
// have. Call it when the program has ended.
func (m *Model) Draft() (in room.ID, d room.Draft, unsaved bool) {
	in, d = m.timeline.in.ID, m.composer.draft()
	_, pending := m.drafts.pending[in] // and its fate is not known
	return in, d, in != 0 && m.form == nil && (pending || d != m.drafts.saved)
}

// noteTyping has the draft saved once the person pauses.
func (m *Model) noteTyping() tea.Cmd {
	d := &m.drafts
	switch {
	case m.timeline.in.ID == 0 || m.composer.draft() == d.saved:
		return nil
	case d.ticking:
		d.typed = true
		return nil
	}
	d.ticking, d.typed = true, false
	return m.after(draftPause, draftTick{})
}

// showDraftTick saves what is there, unless the person is still typing.
func (m *Model) showDraftTick() tea.Cmd {
	d := &m.drafts
	d.ticking = false
	if d.typed {
		return m.noteTyping()
	}
	return m.saveDraft(m.timeline.in.ID)
}

// saveDraft stores the composer's text as the draft of a room, if the server
// has another.
func (m *Model) saveDraft(in room.ID) tea.Cmd {
	draft := m.composer.draft()
	if in == 0 || draft == m.drafts.saved {
		return nil
	}
	m.drafts.saved = draft
	if m.drafts.pending == nil {
		m.drafts.pending = make(map[room.ID]room.Draft)
	}
	m.drafts.pending[in] = draft
	ctx, seat := m.ctx, m.seat
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		return draftSaved{in, draft, seat.SaveDraft(ctx, in, draft)}
	}
}

// showDraftSaved notes that the server has a draft.
func (m *Model) showDraftSaved(s draftSaved) tea.Cmd {
	if m.drafts.pending[s.in] == s.draft {
		delete(m.drafts.pending, s.in)
	}
	if s.err != nil && m.timeline.in.ID == s.in && m.drafts.saved == s.draft {
		m.drafts.saved = room.Draft{} // tried again with the next key, and at the end
	}
	return nil
}

// takeUp puts the draft of the room that was entered into the composer. What
// it answers or changes is looked for among the messages on the screen.
func (m *Model) takeUp(v room.View) {
	d := v.Draft
	if newer, ok := m.drafts.pending[v.Room.ID]; ok {
		d = newer
	}
	m.drafts.saved = d
	m.composer.restart(d.Text)
	for _, msg := range v.Recent {
		switch {
		case msg.Deleted.IsZero() && d.Edit == msg.Seq && d.Edit != 0:
			m.composer.intent.edit = msg
		case msg.Deleted.IsZero() && d.Reply == msg.Seq && d.Reply != 0:
			m.composer.intent.reply = msg
		}
	}
}
