package room

import "slices"

// farewell has the seat hear last, if it looks at a room, why it hears no more of
// it. The ring does not have that: nobody else is told. The caller holds the
// person's lock.
func (s *Seat) farewell(h *hub, why Left) {
	if s.tap != nil {
		s.tap.farewell(h, why)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.entered.Load() == h {
		s.last = &why
		s.wake()
	}
}

// lastWords returns what the person hears of a room, of which that are the newest
// events, with what they hear last and is not among them; nil: nothing. Whoever was
// put out of it hears that, and nothing of what was said: what the ring has of a
// message follows what happens to it afterwards, and is not for them. It does not
// change the slice, which others may share.
func (p *person) lastWords(events []Event, last *Left) []Event {
	if last == nil && !p.expelled(events) {
		return events
	}
	events = slices.DeleteFunc(slices.Clone(events), func(e Event) bool {
		switch e.(type) {
		case Posted, Changed:
			return true
		}
		return false
	})
	if last != nil {
		events = append(events, *last)
	}
	return events
}

// expelled reports whether the newest of events has put the person out of its
// room, against their will.
func (p *person) expelled(events []Event) bool {
	if len(events) == 0 {
		return false
	}
	_, expelled := endsFor(events[len(events)-1], p.id)
	return expelled
}

// parting returns the newest event if it has ended somebody's membership, else nil.
// The hub's mutex guards the ring.
func (r *ring) parting(who UserID) Event {
	if r.head == 0 {
		return nil
	}
	e := r.at(r.head - 1)
	if out, _ := endsFor(e, who); !out {
		return nil
	}
	return e
}

// endsFor reports whether an event ends somebody's membership of its room, and
// whether that is against their will.
func endsFor(e Event, who UserID) (out, expelled bool) {
	switch e := e.(type) {
	case Left:
		return e.Who.ID == who, false
	case Kicked:
		out = e.Who.ID == who
		return out, out
	case Punished:
		out = e.Left && e.Who.ID == who
		return out, out
	case Discarded:
		return true, false
	}
	return false, false
}
