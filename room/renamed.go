package room

import "slices"

// Renamed tells the rooms that somebody is called something else now, has
// another rank, or is gone. Whoever sees that they are there hears of it, and
// conversations with them are called otherwise; messages that were said are
// shown with the new name when a room is entered again. The staff's room is for
// whoever has the rank, from now on.
func (b *Broker) Renamed(who Person) {
	_, p := b.lookUp(0, who.ID)
	if p != nil {
		if p.setPerson(who) {
			b.peopleMoved(p.places()...)
		}
		b.staffed(p)
	}
	for _, h := range b.allHubs() {
		if h.renamed(who) {
			b.acquainted(h)
		}
	}
}

// setPerson takes over who the person is, and reports whether they have a seat.
func (p *person) setPerson(who Person) bool {
	if !p.setPresence(func(is *Presence) { is.Person = who }) {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.presence.Store(&Presence{Person: who})
		return false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.renamed = p.heard != nil
	p.roomsMoved() // another rank is another standing
	return true
}

// renamed takes over what somebody is called, wherever their name is kept. It
// reports whether that changes what the room is called.
func (h *hub) renamed(who Person) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.ring.rename(who)
	h.backlog.rename(who)
	h.typists.rename(who.ID)
	if h.kind == Common {
		return false
	}
	in := slices.Contains(h.parties.ids(), who.ID)
	h.parties.rename(who)
	return in
}

// rename puts a new name over the messages of somebody.
func (r *ring) rename(who Person) {
	r.rewrite(func(m *Message) *Message { return byline(who, m) })
}

// rename puts a new name over the messages of somebody.
func (b *backlog) rename(who Person) {
	b.rewrite(func(m *Message) *Message { return byline(who, m) })
}

// byline returns a message with the new name of somebody who may have written
// it, or what it quotes.
func byline(who Person, m *Message) *Message {
	wrote := m.Author.ID == who.ID && m.Author != who
	quoted := m.Reply != nil && m.Reply.Author.ID == who.ID && m.Reply.Author != who
	if !wrote && !quoted {
		return m
	}
	is := *m
	if wrote {
		is.Author = who
	}
	if quoted {
		q := *m.Reply
		q.Author = who
		is.Reply = &q
	}
	return &is
}
