package room

import (
	"errors"
	"maps"
	"time"
)

// A viewing is a room as somebody sees it who may know of it.
type viewing struct {
	Standing
	hub     *hub
	who     Person
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
	pl.hub = h
	is, ok := p.stands(r, p.bond(pl, in, now), now)
	if !ok {
		return viewing{}, false
	}
	s := viewing{Standing: is, hub: h, who: p.is(), room: r, present: present}
	if is.Invited {
		s.invited = p.invited[h.id]
	}
	switch {
	case in && is.In:
		s.room, s.with, s.Floor = pl.called(r), pl.with, pl.floor(r, len(p.seats) > 0)
		s.room.Pins = h.pinsAbove(s.Floor)
	case !is.In && r.Private:
		s.room, s.present = fromOutside(r), 0
	}
	return s, true
}

// bond returns what ties the person to a room that they are in, or could be. The
// caller holds mu.
func (p *person) bond(pl place, in bool, now time.Time) bond {
	return bond{
		Membership: pl.Membership, in: in,
		invited: p.invited[pl.hub.id].Until.After(now),
		Penalty: p.conduct.penalties[pl.hub.id], silenced: p.conduct.is.Muted,
		trusted: p.conduct.is.Trusted, toStaff: pl.toStaff(),
	}
}

// stands is standingOf with what a lockdown makes of it.
func (p *person) stands(r Room, as bond, now time.Time) (Standing, bool) {
	who := p.is()
	s, ok := standingOf(r, who, as, now)
	if house := p.house.Load(); house.in(now) && !as.trusted && !as.toStaff && !who.staff() {
		s.Lockdown, s.LockdownUntil = true, house.Until
	}
	return s, ok
}

// outside returns what ties the person to rooms that they are neither in nor
// invited to.
func (p *person) outside() func(ID) bond {
	p.mu.Lock()
	defer p.mu.Unlock()
	penalties, is := maps.Clone(p.conduct.penalties), p.conduct.is
	return func(in ID) bond { return bond{Penalty: penalties[in], silenced: is.Muted, trusted: is.Trusted} }
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
	p := b.newPerson(Person{ID: by})
	if by == Operator { // has no account, and is in no room
		p.presence.Store(&Presence{Person: operator})
		return p, nil
	}
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
		err = s.keptOut()
	}
	return s, err
}

// hidden reports whether an error is the refusal of somebody who may not read a
// room.
func hidden(err error) bool { return errors.Is(err, ErrDenied) || errors.Is(err, ErrNotFound) }

// Standing returns what somebody may do in a room that they may know of. That a bot
// is muted in this one room with its keeper, and not everywhere, is not in it: that
// is for [Apply] to say.
func (b *Broker) Standing(by UserID, in ID) (Standing, error) {
	s, err := b.look(by, in)
	return s.Standing, err
}
