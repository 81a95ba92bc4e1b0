package room

import "slices"

// maxCalls is how many calls wait for a seat that does not pull. Whoever is
// that far behind sees the rest in the list of rooms.
const maxCalls = 8

// wants reports whether the person is to be told of a message in a room that
// they do not look at. It takes no lock: it is asked for every message and
// every seat that looks elsewhere.
func (p *person) wants(m *Message) bool {
	t := p.tastes.Load()
	switch t.levels[m.Room] {
	case All:
	case Mentions:
		if !slices.Contains(m.Mentions, p.ID) {
			return false
		}
	default:
		return false
	}
	return m.Author.ID != p.ID && !t.ignored[m.Author.ID]
}

// callAbout notes an event of a room that the seat does not look at, if the
// person wants to be told.
func (s *Seat) callAbout(e Event) {
	switch e := e.(type) {
	case Posted:
		if s.person.wants(e.Message) {
			s.mu.Lock()
			s.calls = append(s.calls[max(0, len(s.calls)+1-maxCalls):], e.Message)
			s.mu.Unlock()
		}
	case Changed:
		s.mu.Lock()
		defer s.mu.Unlock()
		i := slices.IndexFunc(s.calls, func(m *Message) bool { return m.Room == e.Message.Room && m.Seq == e.Message.Seq })
		switch {
		case i < 0:
		case e.Change == WasDeleted, !s.person.wants(e.Message): // it may not name them any more
			s.calls = slices.Delete(s.calls, i, i+1)
		default:
			s.calls[i] = e.Message
		}
	}
}

// forgetCalls drops the calls of a room. The caller holds mu.
func (s *Seat) forgetCalls(in ID) {
	s.calls = slices.DeleteFunc(s.calls, func(m *Message) bool { return m.Room == in })
}
