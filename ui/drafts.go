package ui

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/room"
)

// drafts knows what of the composer's text the server has. The model owns it.
//
// A draft is saved when the person changes the room, and draftPause after they
// have stopped typing; at the session's end [Model.Draft] tells what is left.
// For a room, one save at a time is on its way, so that none overtakes another.
type drafts struct {
	saved   room.Draft             // of the room on the screen, as the server has or will have it
	unsure  bool                   // the server may have another
	pending map[room.ID]room.Draft // newer than what the server may say
	saving  map[room.ID]bool       // a save is on its way
	ticking bool                   // a pause is being waited for
	typed   time.Time              // when the text was changed last
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

// draft is what the composer holds, as it would be kept. One text is kept for
// a room: what an edit has interrupted goes before the edit, because the
// edited message is not lost.
func (c *composer) draft() room.Draft {
	text, i := c.Text(), c.intent
	if i.edit != nil && i.aside.text == "" {
		if !c.changed() {
			return room.Draft{}
		}
		return room.Draft{Text: text, Edit: i.edit.Seq}
	}
	if i.edit != nil {
		text, i.reply = i.aside.text, i.aside.reply
	}
	d := room.Draft{Text: text}
	switch {
	case strings.TrimSpace(text) == "":
		d.Text = ""
	case i.reply != nil:
		d.Reply = i.reply.Seq
	}
	return d
}

// Draft returns what the person has typed in a room and the server may not
// have. Call it when the program has ended.
func (m *Model) Draft() (in room.ID, d room.Draft, unsaved bool) {
	in, d = m.timeline.in.ID, m.composer.draft()
	_, pending := m.drafts.pending[in]
	return in, d, in != 0 && m.form == nil && (pending || m.drafts.differs(d))
}

// differs reports whether the server may have another draft than d.
func (s *drafts) differs(d room.Draft) bool { return s.unsure || d != s.saved }

// noteTyping has the draft saved once the person pauses.
func (m *Model) noteTyping() tea.Cmd {
	d := &m.drafts
	if m.timeline.in.ID == 0 || !d.differs(m.composer.draft()) {
		return nil
	}
	if d.typed = m.now(); d.ticking {
		return nil
	}
	d.ticking = true
	return m.after(draftPause, draftTick{})
}

// showDraftTick saves what is there, unless the person is still typing.
func (m *Model) showDraftTick() tea.Cmd {
	d := &m.drafts
	if left := draftPause - m.now().Sub(d.typed); left > 0 {
		return m.after(left, draftTick{})
	}
	d.ticking = false
	return m.saveDraft(m.timeline.in.ID)
}

// saveDraft stores the composer's text as the draft of a room, if the server
// may have another.
func (m *Model) saveDraft(in room.ID) tea.Cmd {
	d, draft := &m.drafts, m.composer.draft()
	if in == 0 || !d.differs(draft) {
		return nil
	}
	d.saved, d.unsure = draft, false
	if d.pending == nil {
		d.pending, d.saving = make(map[room.ID]room.Draft), make(map[room.ID]bool)
	}
	d.pending[in] = draft
	if d.saving[in] {
		return nil // when that has come back
	}
	return m.sendDraft(in)
}

// sendDraft stores the draft that is pending for a room. The session's end
// does not interrupt that.
func (m *Model) sendDraft(in room.ID) tea.Cmd {
	m.drafts.saving[in] = true
	ctx, seat, draft := context.WithoutCancel(m.ctx), m.seat, m.drafts.pending[in]
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		return draftSaved{in, draft, seat.SaveDraft(ctx, in, draft)}
	}
}

// showDraftSaved notes how a save fared. What was not stored stays pending:
// it is tried again at the next pause, and at the end.
func (m *Model) showDraftSaved(s draftSaved) tea.Cmd {
	d := &m.drafts
	delete(d.saving, s.in)
	switch {
	case d.pending[s.in] != s.draft:
		return m.sendDraft(s.in)
	case s.err == nil:
		delete(d.pending, s.in)
	case m.timeline.in.ID == s.in && d.saved == s.draft:
		d.unsure = true
	}
	return nil
}
