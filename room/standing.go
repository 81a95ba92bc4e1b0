package room

import (
	"errors"
	"time"
)

// A viewing is a room as somebody sees it who may know of it.
type viewing struct {
	Standing
	hub     *hub
	room    Room // with the name that it has for them
	present int
	with    []Person
	invited invitation // that lets them in
}

// sees returns a room as the person sees it, and false when they must not know
// of it, or it is not there: h is then nil. The caller holds mu.
func (p *person) sees(h *hub, now time.Time) (viewing, bool) {
	if h == nil {
		return viewing{}, false
	}
	r, present := h.snapshot()
	pl, in := p.at(h.id)
	i, invited := p.invited[h.id]
	invited = invited && i.Until.After(now)
	is, ok := standingOf(r, p.is(), bond{Membership: pl.Membership, in: in, invited: invited}, now)
	s := viewing{Standing: is, hub: h, room: r, present: present}
	switch {
	case !ok:
		return viewing{}, false
	case in:
		s.room, s.with, s.Floor = pl.called(r), pl.with, pl.floor(r, len(p.seats) > 0)
		s.room.Pins = h.pinsAbove(s.Floor)
	case invited:
		s.invited = i
	}
	if !in && r.Private {
		s.room, s.present = fromOutside(r), 0
	}
	return s, true
}

// fromOutside returns what the invited see of a private room: what it is, and
// not who is there.
func fromOutside(r Room) Room {
	return Room{
		ID: r.ID, Kind: r.Kind, Name: r.Name, Topic: r.Topic, Members: r.Members,
		Settings: r.Settings, Archived: r.Archived,
	}
}

// asker returns what is known of somebody who asks for something: the person
// whom their sessions share, or else one who is read for this question, and
// without notes unless they are wanted.
func (b *Broker) asker(by UserID, withNotes bool) (*person, error) {
	if _, p := b.lookUp(0, by); p != nil && p.loaded() {
		return p, nil
	}
	p := newPerson(Person{ID: by})
	return p, b.loadPerson(p, withNotes)
}

// look returns a room as somebody sees it. A room that they must not know of is
// refused like one that is not there, after the same work.
func (b *Broker) look(by UserID, in ID) (viewing, error) {
	p, err := b.asker(by, false)
	if err != nil {
		return viewing{}, err
	}
	h, _ := b.lookUp(in, 0)
	p.mu.Lock()
	defer p.mu.Unlock()
	if s, ok := p.sees(h, time.Now()); ok {
		return s, nil
	}
	return viewing{}, noRoom()
}

// memberOf returns a room that somebody is in, or the refusal.
func (b *Broker) memberOf(by UserID, in ID) (viewing, error) {
	s, err := b.look(by, in)
	if err == nil && !s.In {
		err = notIn(s.room)
	}
	return s, err
}

// hidden reports whether an error is the refusal of somebody who may not read a
// room.
func hidden(err error) bool { return errors.Is(err, ErrDenied) || errors.Is(err, ErrNotFound) }

// Standing returns what somebody may do in a room that they may know of.
func (b *Broker) Standing(by UserID, in ID) (Standing, error) {
	s, err := b.look(by, in)
	return s.Standing, err
}
