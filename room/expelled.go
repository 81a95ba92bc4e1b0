package room

import "slices"

// farewell has the seat hear last, if it looks at a room, why it hears no more of
// it. The ring does not have that: nobody else is told. The caller holds the
// person's lock.
func (s *Seat) farewell(h *hub, why Left) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.entered.Load() == h {
		s.last = &why
		s.wake()
	}
}

// lastWords returns what the seat hears of the entered room, of which that are
// the newest events. Whoever was put out of it hears that, and nothing of what
// was said: what the ring has of a message follows what happens to it afterwards,
// and is not for them. It changes the slice. The caller holds mu.
func (s *Seat) lastWords(events []Event) []Event {
	if s.last == nil && !s.person.expelled(events) {
		return events
	}
	events = slices.DeleteFunc(events, func(e Event) bool {
		switch e.(type) {
		case Posted, Changed:
			return true
		}
		return false
	})
	if s.last != nil {
		events, s.last = append(events, *s.last), nil
	}
	return events
}

// expelled reports whether the newest of events has put the person out of its
// room, against their will.
func (p *person) expelled(events []Event) bool {
	if len(events) == 0 {
		return false
	}
	switch e := events[len(events)-1].(type) {
	case Kicked:
		return e.Who.ID == p.id
	case Punished:
		return e.Who.ID == p.id && e.Left
	}
	return false
}
