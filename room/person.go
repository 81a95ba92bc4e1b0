package room

import (
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// A person is an account that has at least one seat, or read marks that are
// not on disk yet: what all sessions of one account share.
type person struct {
	id   UserID
	load sync.Once
	err  error // of load

	several  atomic.Bool              // there is more than one seat; written under mu
	presence atomic.Pointer[Presence] // shared; written under mu
	house    *atomic.Pointer[House]   // the broker's
	tastes   atomic.Pointer[tastes]   // written under mu

	mu      sync.Mutex
	seats   map[*Seat]struct{}
	rooms   map[ID]*place     // the joined ones and the open ones; see at
	invited map[ID]invitation // nil until there is one
	conduct conduct
	notes
	dirty map[ID]struct{} // marks of read that are not on disk
	// heard holds joins (true) and leaves (false) that were delivered while
	// load was still reading older memberships, and pending what is to be
	// heard when it has read the notes; nil afterwards.
	heard   map[ID]bool
	pending []Event
	renamed bool // while load was reading who the person is
}

func (b *Broker) newPerson(who Person) *person {
	p := &person{
		id: who.ID, house: &b.house,
		seats: make(map[*Seat]struct{}), rooms: make(map[ID]*place),
		dirty: make(map[ID]struct{}), heard: make(map[ID]bool),
	}
	p.presence.Store(&Presence{Person: who})
	p.tastes.Store(noTastes)
	return p
}

// is returns the account as it is now.
func (p *person) is() Person { return p.presence.Load().Person }

// loaded reports whether what the store knows of the person has been read.
func (p *person) loaded() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.heard == nil
}

// seat adds a seat; unseat takes it away again, with what was read on it. The
// caller holds mu.
func (p *person) seat(s *Seat) {
	if len(p.seats) == 0 {
		for _, pl := range p.rooms {
			r, _ := pl.hub.snapshot()
			pl.came = r.Last
		}
	}
	p.seats[s] = struct{}{}
	p.several.Store(len(p.seats) > 1)
}

func (p *person) unseat(s *Seat) {
	p.settle()
	delete(p.seats, s)
	p.several.Store(len(p.seats) > 1)
	if len(p.seats) == 0 {
		p.presence.Store(&Presence{Person: p.is()}) // whoever comes back is neither away nor idle
	}
}

// place returns the person's place in a room, and false when they have none.
func (p *person) place(in ID) (place, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.at(in)
}

// at is place for a caller that holds mu.
func (p *person) at(in ID) (place, bool) {
	pl, ok := p.rooms[in]
	if !ok {
		return place{}, false
	}
	return *pl, true
}

// listings returns the joined rooms, the lobby first, then by name, and the
// conversations behind them. The caller holds mu.
func (p *person) listings() []Listing {
	out := make([]Listing, 0, len(p.rooms))
	now := time.Now()
	for _, pl := range p.rooms {
		out = append(out, p.listing(*pl, now))
	}
	sortListings(out)
	return out
}

// invitations returns the rooms that the person may join because they are
// invited, by name. The caller holds mu.
func (p *person) invitations(now time.Time) []Listing {
	out := make([]Listing, 0, len(p.invited))
	for _, i := range p.invited {
		if s, ok := p.sees(i.hub, now); ok && s.Invited {
			out = append(out, s.listing())
		}
	}
	sortListings(out)
	return out
}

// ignores returns whom the person ignores, by account.
func (p *person) ignores() []UserID {
	ignored := p.tastes.Load().ignored
	return slices.AppendSeq(make([]UserID, 0, len(ignored)), slices.Values(slices.Sorted(maps.Keys(ignored))))
}

// hasRead reports whether the person has read a room up to a message.
func (p *person) hasRead(in ID, seq uint64) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.settle()
	return p.read[in] >= seq
}

// join makes the person a member and lets every seat hear of the room. The
// caller holds mu.
func (p *person) join(h *hub, m Membership) {
	if _, invited := p.invited[h.id]; invited {
		p.uninvite(h.id)
	}
	if _, in := p.rooms[h.id]; in {
		return
	}
	pl := h.place(p.id, m)
	p.rooms[h.id] = &pl
	for s := range p.seats {
		if s.tap == nil {
			h.add(s, m.Role)
		}
	}
	p.roomsMoved()
}

// leave undoes join, and forgets an invitation and what the person has set for
// the room. What the room says afterwards reaches no seat. The caller holds mu.
func (p *person) leave(h *hub) {
	if _, invited := p.invited[h.id]; invited {
		p.uninvite(h.id)
	}
	if p.stepOut(h) {
		p.forget(h.id)
	}
}

// stepOut takes the person out of a room that they may be in again, with what
// they have set for it, and reports whether they were in it. The caller holds mu.
func (p *person) stepOut(h *hub) bool {
	if _, in := p.rooms[h.id]; !in {
		return false
	}
	delete(p.rooms, h.id)
	for s := range p.seats {
		s.stop(h)
		h.remove(s)
	}
	p.roomsMoved()
	return true
}

// appoint gives the person another role in a room. The caller holds mu.
func (p *person) appoint(in ID, role Role) {
	pl, ok := p.rooms[in]
	if !ok {
		return
	}
	pl.Role = role
	pl.hub.appoint(p.id, role)
	p.roomsMoved()
}

// refresh takes over what a conversation is called now. The caller holds mu.
func (p *person) refresh(h *hub) {
	pl, in := p.rooms[h.id]
	if !in {
		return
	}
	h.mu.Lock()
	pl.name, pl.with = h.calledBy(p.id)
	h.mu.Unlock()
	for s := range p.seats {
		if s.tap != nil {
			s.tap.call(*pl)
		}
	}
	p.roomsMoved()
}

// roomsMoved lets every seat have the list of rooms anew. The caller holds mu.
func (p *person) roomsMoved() {
	for s := range p.seats {
		s.roomsStale.Store(true)
		s.wake()
	}
}

// countsMoved is roomsMoved for what is unread and such, which no tap shows. The
// caller holds mu.
func (p *person) countsMoved() {
	for s := range p.seats {
		if s.tap == nil {
			s.roomsStale.Store(true)
			s.wake()
		}
	}
}
