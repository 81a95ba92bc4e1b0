package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/text/lang"
	"snug/ui/rich"
)

// A deed is what a person can do with a message. The keys of the mode that
// chooses a message and the entries of its menu come from one table.
type deed struct {
	key   string
	label lang.Key
	can   func(m *Model, msg *room.Message) bool
	why   lang.Key // it cannot be done
	do    func(m *Model, msg *room.Message) tea.Cmd
}

// deeds lists what can be done, in the order of the menu.
var deeds []deed

// The table refers to functions that refer to it, which only init may do.
func init() {
	deeds = []deed{
		{"f", getLabel, hasFile, noFileWhy, (*Model).getFile},
		{"c", copyGetLabel, hasFile, noFileWhy, (*Model).copyFetch},
		{"v", previewLabel, isPicture, noPictureWhy, func(m *Model, msg *room.Message) tea.Cmd { return m.lookAt(msg.File.ID) }},
		{"r", "reply", stands, deletedWhy, (*Model).reply},
		{"t", "show the thread", always, deletedWhy, func(m *Model, msg *room.Message) tea.Cmd { return m.openThread(msg.Seq) }},
		{"e", "edit", canEdit, "only what you said yourself in the last 15 minutes can be changed", (*Model).amend},
		{"d", "delete", isOwn, "only what you said yourself can be deleted", (*Model).askDelete},
		{"+", "thumbs up", stands, deletedWhy, func(m *Model, msg *room.Message) tea.Cmd { return m.react(msg, "+1") }},
		{":", "react with an emoji", stands, deletedWhy, func(m *Model, msg *room.Message) tea.Cmd { return m.pickEmoji(msg) }},
		{"y", "copy the text", stands, deletedWhy, (*Model).copyText},
		{"Y", "copy a link to it", always, deletedWhy, (*Model).copyLink},
		{"o", "its links and its file", hasLinks, "there is no link in this message and no file", (*Model).showLinks},
		{"p", "pin, or take the pin out", stands, deletedWhy, (*Model).togglePin},
		{"i", "who read it, and its edits", always, deletedWhy, (*Model).showInfo},
		{"w", "its author: write to them, and more", always, deletedWhy, func(m *Model, msg *room.Message) tea.Cmd { return m.askPerson(msg.Author) }},
		{"!", "report it to the staff", isOthers, ownReportWhy, (*Model).complain},
		{"m", "moderate: delete, mute, kick, ban", canModerate, noRankWhy, (*Model).moderate},
		{"s", "show its spoilers, or hide them", stands, deletedWhy, (*Model).reveal},
	}
}

const deletedWhy lang.Key = "this message was deleted"

func always(*Model, *room.Message) bool { return true }

func stands(_ *Model, msg *room.Message) bool { return msg.Deleted.IsZero() }

func isOwn(m *Model, msg *room.Message) bool { return msg.Author.ID == m.me.ID && msg.Deleted.IsZero() }

func canEdit(m *Model, msg *room.Message) bool {
	return isOwn(m, msg) && m.now().Sub(msg.At) < room.EditWindow
}

func hasLinks(m *Model, msg *room.Message) bool { return hasFile(m, msg) || rich.HasLink(msg.Text) }

// deedOn is what a key does, nil for nothing.
func deedOn(key string) *deed {
	for i := range deeds {
		if deeds[i].key == key {
			return &deeds[i]
		}
	}
	return nil
}

// doDeed does something with the chosen message, or says why not.
func (m *Model) doDeed(d *deed) tea.Cmd {
	msg := m.chosen()
	switch {
	case msg == nil:
		return nil
	case !d.can(m, msg):
		m.status.fail(m.look.t(string(d.why)))
		return nil
	}
	return d.do(m, msg)
}

// deedMenu lists what can be done with the chosen message.
func (m *Model) deedMenu() tea.Cmd {
	msg := m.chosen()
	if msg == nil {
		return nil
	}
	var entries []entry
	for i := range deeds {
		if d := &deeds[i]; d.can(m, msg) {
			entries = append(entries, entry{
				key: d.key, label: m.look.t(string(d.label)), do: func(m *Model) tea.Cmd { return m.doDeed(d) },
			})
		}
	}
	m.askMenu(m.look.t("message of %s", m.look.name(msg.Author, shortName)), entries)
	return nil
}

func (m *Model) reply(msg *room.Message) tea.Cmd {
	m.unselect()
	m.composer.answer(msg)
	return nil
}

func (m *Model) amend(msg *room.Message) tea.Cmd {
	m.unselect()
	m.composer.amend(msg)
	return nil
}

func (m *Model) askDelete(msg *room.Message) tea.Cmd {
	seat := m.seat
	question := m.look.t("delete this message?")
	switch {
	case m.shape.class == compact:
		question = m.look.t("delete?")
	case hasFile(m, msg):
		question = m.look.t("delete this message and its file?")
	}
	m.confirm(question, func(m *Model) tea.Cmd {
		return m.change(m.look.t("deleted"), func(ctx context.Context) error {
			_, err := seat.Delete(ctx, msg.Seq)
			return err
		})
	})
	return nil
}

// react puts the person under an emoji of a message, or takes them away.
func (m *Model) react(msg *room.Message, emoji string) tea.Cmd {
	on := true
	for i, r := range msg.Reactions {
		if r.Emoji == emoji && own(msg, m.me.ID)>>i&1 != 0 {
			on = false
		}
	}
	seat := m.seat
	return m.change("", func(ctx context.Context) error {
		_, err := seat.React(ctx, msg.Seq, emoji, on)
		return err
	})
}

func (m *Model) togglePin(msg *room.Message) tea.Cmd {
	said := m.look.t("pinned; /pins lists what is")
	if msg.Pinned {
		said = m.look.t("not pinned any more")
	}
	seat := m.seat
	return m.change(said, func(ctx context.Context) error {
		_, err := seat.Pin(ctx, msg.Seq, !msg.Pinned)
		return err
	})
}

func (m *Model) reveal(msg *room.Message) tea.Cmd {
	t := &m.timeline
	if t.revealed == nil {
		t.revealed = make(map[uint64]bool)
	}
	t.revealed[msg.Seq] = !t.revealed[msg.Seq]
	if i := t.find(msg.Seq); i >= 0 {
		t.items[i].rows = nil
	}
	return nil
}

// copyText copies what was said, or else what the message's file is called.
func (m *Model) copyText(msg *room.Message) tea.Cmd {
	if msg.Text == "" && msg.File != nil {
		return m.copy(rich.Plain(msg.File.Name))
	}
	return m.copy(rich.Plain(msg.Text))
}

func (m *Model) copyLink(msg *room.Message) tea.Cmd {
	return m.copy("ssh://" + m.address + "/#" + msg.ID.String())
}
