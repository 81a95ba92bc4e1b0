package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"snug/room"
)

// foundMsg is the message that a draft answers or changes; nil when there is
// none any more.
type foundMsg struct {
	entry int
	draft room.Draft
	msg   *room.Message
}

// takeUp puts the draft of the room that was entered into the composer. What
// it answers or changes is looked for among the messages on the screen, else
// on the server.
func (m *Model) takeUp(v room.View) tea.Cmd {
	d := v.Draft
	newer, pending := m.drafts.pending[v.Room.ID]
	if pending {
		d = newer
	}
	m.drafts.saved, m.drafts.unsure = d, pending && !m.drafts.saving[v.Room.ID]
	edited, left := m.composer.Text(), m.composer.changed() && m.composer.intent.aside.text != ""
	m.composer.restart(d.Text)
	if left { // what the edit had interrupted was saved in its place
		m.composer.Keep(edited)
	}
	m.forgetCompletion()
	wanted := max(d.Edit, d.Reply)
	if wanted == 0 {
		return nil
	}
	found := foundMsg{entry: m.feed.entry, draft: d}
	for _, msg := range v.Recent {
		if msg.Seq == wanted {
			found.msg = msg
			return m.showFound(found)
		}
	}
	seat := m.seat
	return m.inRoom(func(ctx context.Context) tea.Msg {
		if i, err := seat.Info(ctx, wanted); err == nil {
			found.msg = i.Message
		}
		return found
	})
}

// showFound goes on with a reply or an edit that a draft has begun.
func (m *Model) showFound(f foundMsg) tea.Cmd {
	c := &m.composer
	if f.entry != m.feed.entry || !c.intent.none() || c.Empty() {
		return nil
	}
	switch {
	case f.msg == nil || !f.msg.Deleted.IsZero():
		m.status.fail(m.look.t("the message that this draft belongs to is gone; Enter would say it as a new one"))
	case f.draft.Edit != 0:
		c.intent.edit = f.msg
	default:
		c.intent.reply = f.msg
	}
	return nil
}
