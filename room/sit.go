package room

import (
	"fmt"

	"snug/keys/audit"
)

// Sit gives a session of who a place. The caller closes it. Who must be an
// account of the store.
func (b *Broker) Sit(who Person, o SitOptions) (*Seat, error) { return b.sit(who, o, nil) }

// sit is Sit for a tap, too, whose seat is in no room.
func (b *Broker) sit(who Person, o SitOptions, t *Tap) (*Seat, error) {
	b.mu.Lock()
	p := b.people[who.ID]
	if p == nil {
		p = b.newPerson(who)
		b.people[who.ID] = p
	}
	s := &Seat{broker: b, person: p, tap: t, actor: o.Actor, quiet: o.Quiet, bell: o.Bell}
	if s.bell == nil {
		s.bell = NewBell()
	}
	s.touched.Store(int64(b.now()))
	// The seat is registered before anything is read, so that the person is
	// not dismissed meanwhile.
	p.mu.Lock()
	p.seat(s)
	hubs := make([]*hub, 0, len(p.rooms))
	for _, pl := range p.rooms {
		if t == nil {
			pl.hub.add(s, pl.Role)
		}
		hubs = append(hubs, pl.hub)
	}
	p.mu.Unlock()
	b.mu.Unlock()

	p.load.Do(func() { p.err = b.loadPerson(p, true) })
	if p.err != nil {
		b.unseat(s)
		return nil, fmt.Errorf("seat: %w", p.err)
	}
	b.peopleMoved(hubs...)
	if !s.quiet && p.presence.Load().Idle {
		b.backFromIdle(p)
	}
	return s, nil
}

// SitOptions says what kind of seat it is.
type SitOptions struct {
	Quiet bool        // not shown as present: a program that only reads
	Actor audit.Actor // who the audit log says does what is done on the seat

	// Bell is rung for the seat, and perhaps for other things that whoever sits there
	// waits for, too; nil: the seat has its own.
	Bell Bell
}

// unseat takes a seat away and forgets the person with the last one, unless
// marks are still to be written.
func (b *Broker) unseat(s *Seat) {
	p := s.person
	b.mu.Lock()
	p.mu.Lock()
	p.unseat(s)
	hubs := make([]*hub, 0, len(p.rooms))
	for _, pl := range p.rooms {
		pl.hub.remove(s)
		hubs = append(hubs, pl.hub)
	}
	b.dismiss(p)
	others := len(p.seats) > 0
	p.mu.Unlock()
	b.mu.Unlock()
	b.peopleMoved(hubs...)
	if others { // which may have been idle for long
		b.idlers.kick()
	}
}

// dismiss forgets a person whom nothing needs. The caller holds b.mu and p.mu.
func (b *Broker) dismiss(p *person) {
	if len(p.seats) == 0 && len(p.dirty) == 0 && b.people[p.id] == p {
		delete(b.people, p.id)
	}
}
