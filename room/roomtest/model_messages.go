package roomtest

import (
	"slices"
	"strings"

	"snug/room"
)

func (m *model) doMessage(c room.Command) error {
	switch c := c.(type) {
	case room.Post:
		return m.post(c)
	case room.Edit:
		return m.edit(c)
	case room.Delete:
		return m.delete(c)
	case room.React:
		return m.react(c)
	case room.Pin:
		return m.pin(c)
	case room.SaveDraft:
		return m.saveDraft(c)
	case room.Notify:
		r, err := m.within(c.Header, c.Room)
		if err == nil {
			m.people[c.By].levels[r.id] = c.Level
		}
		return err
	case room.Ignore:
		return m.choose(c.Header, c.Who, c.On, m.people[c.By].ignores)
	case room.Block:
		return m.choose(c.Header, c.Who, c.On, m.people[c.By].blocks)
	case room.Read:
		m.read(c)
		return nil
	case room.Trim:
		return m.trim(c)
	case room.Expire:
		return m.expire(c)
	case room.Unlink:
		return m.unlink(c)
	}
	return m.doOrder(c)
}

// doOrder decides the commands that keep a room in order.
func (m *model) doOrder(c room.Command) error {
	switch c := c.(type) {
	case room.Kick:
		return m.kick(c)
	case room.Penalize:
		return m.penalize(c)
	case room.Purge:
		return m.purge(c)
	case room.Complain:
		return m.complain(c)
	case room.Judge:
		return m.judge(c)
	case room.Hear:
		return m.hear(c)
	}
	panic("the model does not know the command")
}

func (m *model) choose(c room.Header, who room.UserID, on bool, among map[room.UserID]bool) error {
	switch p := m.people[who]; {
	case who == c.By:
		return room.ErrInvalid
	case m.people[c.By].gone:
		return room.ErrDenied
	case p == nil || on && p.gone:
		return room.ErrNotFound
	case on:
		among[who] = true
	default:
		delete(among, who)
	}
	return nil
}

func (m *model) post(c room.Post) error {
	if c.Text == "" && c.File == nil {
		return room.ErrInvalid
	}
	r, err := m.within(c.Header, c.Room)
	if err != nil {
		return err
	}
	mod := m.role(c.By, r) >= room.Moderator
	last, spoke := r.paces[c.By]
	switch {
	case r.archived:
		return room.ErrConflict
	case m.heard(c.By, r) != nil:
		return m.heard(c.By, r)
	case r.set.Announce && !mod, !m.talks(c.By, r):
		return room.ErrDenied
	case c.File != nil && m.brings(c.By, r, c.File) != nil:
		return m.brings(c.By, r, c.File)
	case r.set.Slow > 0 && !mod && spoke && c.At.Sub(last) < r.set.Slow:
		return room.ErrLimited
	case !m.links(c.By, r, c.Text):
		return room.ErrDenied
	case m.watched(c.By, r) && m.people[c.By].paced(c.At).N > m.server.rate:
		return room.ErrLimited
	}
	said := &modelMessage{at: c.At, author: c.By, text: c.Text, reply: c.Reply, reacts: map[string]map[room.UserID]bool{}}
	if c.Reply != 0 {
		to, err := r.message(c.By, c.Reply)
		if err != nil {
			return err
		}
		if said.root = to.root; to.root == 0 {
			said.root = c.Reply
		}
		r.said[said.root-1].replies++
	}
	if c.File != nil {
		m.shelve(said, *c.File)
	}
	said.names = m.names(r, c.By, c.Text)
	if callsAll(c.Text) && (mod || r.private()) && !m.isNew(c.By) {
		for _, id := range c.Here {
			if p := m.people[id]; p != nil && !p.gone && id != c.By && r.in(id) {
				said.names[id] = true
			}
		}
	}
	read := m.unread(c.By, r) == 0
	r.said = append(r.said, said)
	if read {
		m.people[c.By].marks[r.id] = r.last()
	}
	if r.set.Slow > 0 && !mod {
		r.paces[c.By] = c.At
	}
	if m.watched(c.By, r) {
		m.people[c.By].pace = m.people[c.By].paced(c.At)
	}
	if p := r.members[c.By]; r.kind == room.Direct {
		p.Spoke = true
	}
	return nil
}

// names returns whom a text names. The words of the model are apart.
func (m *model) names(r *modelRoom, author room.UserID, said string) map[room.UserID]bool {
	named := map[room.UserID]bool{}
	for word := range strings.FieldsSeq(said) {
		for id, p := range m.people {
			if word == "@"+p.name && !p.gone && id != author && r.in(id) {
				named[id] = true
			}
		}
	}
	return named
}

func callsAll(said string) bool {
	words := strings.Fields(said)
	return slices.Contains(words, "@here") || slices.Contains(words, "＠所有人")
}

// change is what every change of a message begins with.
func (m *model) change(c room.Header, id room.ID, seq uint64) (*modelRoom, *modelMessage, error) {
	r, err := m.enter(c, id)
	if err == nil && !r.in(c.By) && c.By != room.Operator {
		err = room.ErrDenied
	}
	if err != nil {
		return nil, nil, err
	}
	said, err := r.message(c.By, seq)
	if err == nil && r.archived {
		err = room.ErrConflict
	}
	return r, said, err
}

func (m *model) edit(c room.Edit) error {
	r, said, err := m.change(c.Header, c.Room, c.Seq)
	if err != nil {
		return err
	}
	mod := m.role(c.By, r) >= room.Moderator
	switch {
	case said.author != c.By || c.At.Sub(said.at) > room.EditWindow:
		return room.ErrDenied
	case c.Text == "" && said.file == nil:
		return room.ErrInvalid
	case said.text == c.Text:
		return room.ErrConflict
	case m.heard(c.By, r) != nil:
		return m.heard(c.By, r)
	case r.set.Announce && !mod, !m.talks(c.By, r):
		return room.ErrDenied
	case !m.links(c.By, r, c.Text):
		return room.ErrDenied
	}
	names := m.names(r, c.By, c.Text)
	if callsAll(said.text) && callsAll(c.Text) && (mod || r.private()) && !m.isNew(c.By) {
		for id := range said.names {
			names[id] = true
		}
	}
	said.text, said.names, said.versions = c.Text, names, said.versions+1
	r.revise(said)
	return nil
}

func (m *model) delete(c room.Delete) error {
	r, said, err := m.change(c.Header, c.Room, c.Seq)
	switch {
	case err != nil:
		return err
	case said.author != c.By && (m.role(c.By, r) < room.Moderator || m.above(said.author, c.By, r)):
		return room.ErrDenied
	}
	r.bury(said, said.author != c.By)
	return nil
}

func (m *model) react(c room.React) error {
	r, said, err := m.change(c.Header, c.Room, c.Seq)
	switch {
	case err != nil:
		return err
	case said.reacts[c.Emoji][c.By] == c.On:
		return room.ErrConflict
	case c.On && m.heard(c.By, r) != nil:
		return m.heard(c.By, r)
	case c.On && !m.talks(c.By, r):
		return room.ErrDenied
	}
	if said.reacts[c.Emoji] == nil {
		said.reacts[c.Emoji] = map[room.UserID]bool{}
	}
	if said.reacts[c.Emoji][c.By] = true; !c.On {
		delete(said.reacts[c.Emoji], c.By)
	}
	r.revise(said)
	return nil
}

func (m *model) pin(c room.Pin) error {
	r, said, err := m.change(c.Header, c.Room, c.Seq)
	switch {
	case err != nil:
		return err
	case !r.private() && m.role(c.By, r) < room.Moderator:
		return room.ErrDenied
	case said.pinned == c.On:
		return room.ErrConflict
	case c.On && m.heard(c.By, r) != nil:
		return m.heard(c.By, r)
	case c.On && !m.talks(c.By, r):
		return room.ErrDenied
	}
	said.pinned = c.On
	r.revise(said)
	return nil
}

func (m *model) saveDraft(c room.SaveDraft) error {
	r, err := m.within(c.Header, c.Room)
	if err != nil {
		return err
	}
	if seq := c.Draft.Reply; seq != 0 && (seq <= r.floor(c.By) || seq > r.last()) {
		return room.ErrNotFound
	}
	m.people[c.By].drafts[r.id] = c.Draft
	return nil
}

func (m *model) read(c room.Read) {
	for _, mark := range c.Marks {
		if int(mark.Room) > len(m.rooms) || m.rooms[mark.Room-1].deleted || m.people[mark.User].gone {
			continue
		}
		marks := m.people[mark.User].marks
		marks[mark.Room] = max(marks[mark.Room], min(mark.Seq, m.rooms[mark.Room-1].last()))
	}
}
