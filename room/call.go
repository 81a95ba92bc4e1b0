package room

import "slices"

// maxCalls is how many calls wait for a seat that does not pull. Whoever is
// that far behind sees the rest in the list of rooms.
const maxCalls = 8

// wants reports whether the person is to be told of a message in a room that
// they do not look at. It takes no lock: it is asked for every message and
// every seat that looks elsewhere.
func (p *person) wants(m *Message, k Kind) bool {
	t := p.tastes.Load()
	switch t.level(m.Room, k) {
	case All:
	case Mentions:
		if !slices.Contains(m.Mentions, p.id) {
			return false
		}
	default:
		return false
	}
	return m.Author.ID != p.id && !t.ignored[m.Author.ID]
}

// callAbout notes an event of a room that the seat does not look at, if the
// person wants to be told.
func (s *Seat) callAbout(h *hub, e Event) {
	switch e := e.(type) {
	case Posted:
		if s.person.wants(e.Message, h.kind) {
			s.mu.Lock()
			s.calls = append(s.calls[max(0, len(s.calls)+1-maxCalls):], e.Message)
			s.mu.Unlock()
		}
	case Changed:
		s.mu.Lock()
		defer s.mu.Unlock()
		if len(s.calls) > 0 {
			s.recall(h, &e)
		}
	case Purged:
		s.mu.Lock()
		defer s.mu.Unlock()
		for i := 0; i < len(e.Gone) && len(s.calls) > 0; i++ {
			s.recall(h, &e.Gone[i])
		}
	case Trimmed:
		s.mu.Lock()
		defer s.mu.Unlock()
		s.calls = slices.DeleteFunc(s.calls, func(m *Message) bool { return m.Room == e.Room && m.Seq <= e.UpTo })
	}
}

// recall takes over what happened to a message that the person may be told of, or
// that such a one quotes. The caller holds mu.
func (s *Seat) recall(h *hub, e *Changed) {
	is := e.Message
	s.calls = slices.DeleteFunc(s.calls, func(m *Message) bool { // it may not name them any more
		return m.Room == is.Room && m.Seq == is.Seq && (e.Change == WasDeleted || !s.person.wants(is, h.kind))
	})
	for i, m := range s.calls {
		if m.Room == is.Room {
			s.calls[i] = renewed(m, is)
		}
	}
}

// blank takes out of messages of other rooms what they quote that is not for
// the person. It changes the slice, but no message.
func (p *person) blank(calls []*Message) {
	for i, m := range calls {
		if m.Reply == nil {
			continue
		}
		p.mu.Lock()
		if pl, in := p.at(m.Room); in {
			calls[i] = above(pl.hub.glance(pl, 0, true).floor, m)
		}
		p.mu.Unlock()
	}
}

// forgetCalls drops the calls of a room. The caller holds mu.
func (s *Seat) forgetCalls(in ID) {
	s.calls = slices.DeleteFunc(s.calls, func(m *Message) bool { return m.Room == in })
}
