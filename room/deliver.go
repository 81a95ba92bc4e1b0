package room

// deliver takes one event from the store. It runs on the store's goroutine,
// waits for nobody and reads nothing: what it needs is in the event.
func (b *Broker) deliver(e Event) {
	switch e := e.(type) {
	case Posted:
		b.posted(e)
	case Changed:
		b.changed(e)
	case Created:
		b.created(e)
	case Revised:
		b.revised(e)
	case Discarded:
		h, _ := b.lookUp(e.Room.ID, 0)
		h.append(e)
		b.discard(h)
	case Joined:
		h, p := b.lookUp(e.Room, e.Who.ID)
		h.append(e)
		b.seated(p, h, func() { p.join(h, e.Membership) }, true)
	case Left:
		b.putOut(e, e.Room, e.Who.ID, Removal{Ended: e.Ended, Bots: e.Bots})
	case Kicked:
		b.putOut(e, e.Room, e.Who.ID, e.Removal)
	case Punished:
		b.punished(e)
	case Purged:
		b.purged(e)
	case Reported:
		b.reported(e)
	case Appointed:
		h, _ := b.lookUp(e.Room, 0)
		h.append(e)
		b.tell(e, e.Who.ID)
		b.peopleMoved(h)
	case Invited:
		h, _ := b.lookUp(e.Room.ID, 0)
		b.tell(invitedTo{e, h}, e.Who)
	case Trimmed:
		h, _ := b.lookUp(e.Room, 0)
		h.append(e)
	case Departed:
		b.departed(e)
	case Uninvited:
		b.tell(e, e.Who)
	case Drafted:
		b.tell(e, e.User)
	case Notified:
		b.tell(e, e.User)
	case Ignoring:
		b.tell(e, e.User)
	case Marked, Blocking, Swept, Heard, Unlinked:
		// The marks came from markRead, which has shown them already; the others
		// leave nothing in memory.
	}
	b.wasted(e)
}

// posted hands on what was said.
func (b *Broker) posted(e Posted) {
	h, p := b.lookUp(e.Message.Room, e.Message.Author.ID)
	b.tell(e, e.Message.Mentions...)
	h.append(e)
	b.readOwn(p, e.Message)
	b.pulse.beat(b.now())
}

// tell lets those of the people hear of an event who have a session.
func (b *Broker) tell(e Event, people ...UserID) {
	b.each(people, func(p *person) { p.hear(e) })
}

// each does something under the lock of those of the people who have a session.
func (b *Broker) each(people []UserID, do func(*person)) {
	for _, id := range people {
		if _, p := b.lookUp(0, id); p != nil {
			p.mu.Lock()
			do(p)
			p.mu.Unlock()
		}
	}
}

// changed hands on what happened to a message.
func (b *Broker) changed(e Changed) {
	h, _ := b.lookUp(e.Message.Room, 0)
	if e.Change == WasEdited || e.Change == WasDeleted {
		b.tell(e, e.Message.Mentions...)
		b.tell(e, e.Unnamed...)
	}
	h.append(e)
}

// created makes a room, and seats who is in it from the start.
func (b *Broker) created(e Created) {
	h := newHub(e.Room)
	people := e.People
	if h.kind != Common {
		h.parties.set(people)
	} else if len(people) == 0 {
		people = []Person{{ID: e.Room.Creator}}
	}
	b.mu.Lock()
	b.addHub(h)
	b.mu.Unlock()
	h.append(e)
	for _, one := range people {
		m := Membership{At: e.Room.Created}
		if h.kind == Common && one.ID == e.Room.Owner {
			m.Role = Owner
		}
		_, p := b.lookUp(0, one.ID)
		b.seated(p, h, func() { p.join(h, m) }, true)
	}
	b.keepLess(e.Room)
}

// revised hands on what a room is now.
func (b *Broker) revised(e Revised) {
	h, _ := b.lookUp(e.Is.ID, 0)
	b.mu.Lock()
	b.unindex(h, e.Was)
	b.index(h, e.Is)
	b.mu.Unlock()
	h.append(e)
	if e.Was.Owner != e.Is.Owner {
		b.tell(Appointed{Room: h.id, Role: Moderator}, e.Was.Owner)
		b.tell(Appointed{Room: h.id, Role: Owner}, e.Is.Owner)
		b.peopleMoved(h)
	}
	for _, p := range b.everybody() {
		p.mu.Lock()
		if _, invited := p.invited[h.id]; invited {
			p.invitesMoved()
		}
		p.mu.Unlock()
	}
	b.keepLess(e.Is)
}

// putOut takes somebody out of a room with their bots, which may end with them or
// have another owner then. Everybody in it hears of each, they last.
func (b *Broker) putOut(e Event, in ID, who UserID, r Removal) {
	h, p := b.lookUp(in, who)
	h.append(e)
	b.seated(p, h, func() { p.leave(h) }, false)
	for _, bot := range r.Bots {
		b.putOut(goesToo(e, bot), in, bot.ID, Removal{})
	}
	b.acquainted(h)
	if r.Heir != 0 {
		b.tell(Appointed{Room: h.id, Role: Owner}, r.Heir)
		b.peopleMoved(h)
	}
	if r.Ended {
		b.discard(h)
	}
}

// goesToo returns what is heard of a bot when its keeper is put out of a room: that
// it went in the same way.
func goesToo(keeper Event, bot Person) Event {
	switch e := keeper.(type) {
	case Kicked:
		return Kicked{Room: e.Room, Who: bot, By: e.By, At: e.At, Reason: e.Reason}
	case Punished:
		return Kicked{Room: e.Room, Who: bot, By: e.By, At: e.At, Reason: e.Is.Reason}
	}
	e := keeper.(Left) // there is no other way
	return Left{Room: e.Room, Who: bot, At: e.At}
}

// punished hands on what somebody may not do in a room now, or may again. Whoever
// is banned is told so before they are put out: from then on nothing of the room
// is for them.
func (b *Broker) punished(e Punished) {
	b.tell(e, e.Who.ID)
	b.endsAt(e.Is.Until)
	if e.What == Ban && !e.Is.At.IsZero() {
		b.putOut(e, e.Room, e.Who.ID, e.Removal)
		return
	}
	h, _ := b.lookUp(e.Room, 0)
	h.append(e)
}

// reported hands on what is said to the staff of a report.
func (b *Broker) reported(e Reported) {
	if e.Opened != nil {
		b.opened(*e.Opened)
	}
	for _, said := range []*Posted{e.Began, e.Posted} {
		if said != nil {
			b.posted(*said)
		}
	}
}

// discard forgets a room, and takes everybody out of it.
func (b *Broker) discard(h *hub) {
	r, _ := h.snapshot()
	b.mu.Lock()
	delete(b.hubs, h.id)
	delete(b.moved, h)
	b.unindex(h, r)
	b.mu.Unlock()
	for _, p := range b.everybody() {
		p.mu.Lock()
		if p.heard != nil {
			p.heard[h.id] = false
		}
		p.leave(h)
		p.mu.Unlock()
	}
	b.chores.look()
	b.janitor.kick()
}

// seated has a person, if there is one, join or leave a room.
func (b *Broker) seated(p *person, h *hub, change func(), in bool) {
	if p == nil {
		return
	}
	p.mu.Lock()
	if p.heard != nil {
		p.heard[h.id] = in
	}
	change()
	p.mu.Unlock()
	b.peopleMoved(h)
}

// acquainted tells the people of a conversation what it is called now.
func (b *Broker) acquainted(h *hub) {
	if h.kind == Common {
		return
	}
	h.mu.Lock()
	people := h.parties.ids()
	h.mu.Unlock()
	b.each(people, func(p *person) { p.refresh(h) })
}

// keepLess has the janitor look at a room that does not keep everything.
func (b *Broker) keepLess(r Room) {
	if r.KeepFor > 0 || r.KeepLast > 0 || r.FilesFor > 0 {
		b.janitor.kick()
	}
}
