package room

import (
	"slices"
	"time"
)

// typingFor is how long somebody is said to type after the last key.
const typingFor = 6 * time.Second

// typists are the seats whose people type in a room. The hub's mutex guards
// them.
type typists struct {
	seats   map[*Seat]struct{}
	people  []Person // each once, by name, shared with sessions; nil: to be made
	version uint64   // of people; zero: there are none
	changes uint64
}

// changed gives the people another version. Nobody is always the same one: what
// is typed and sent between two heralds wakes no session.
func (t *typists) changed() {
	t.people = nil
	t.changes++
	t.version = t.changes
	if len(t.seats) == 0 {
		t.version = 0
	}
}

func (t *typists) add(s *Seat) {
	if _, ok := t.seats[s]; ok {
		return
	}
	if t.seats == nil {
		t.seats = make(map[*Seat]struct{})
	}
	t.seats[s] = struct{}{}
	t.changed()
}

func (t *typists) remove(s *Seat) {
	if _, ok := t.seats[s]; ok {
		delete(t.seats, s)
		t.changed()
	}
}

// expire forgets who has stopped typing in h. It returns how long until the
// next one may be forgotten, and zero when nobody types.
func (t *typists) expire(h *hub, now time.Duration) time.Duration {
	var next time.Duration
	for s := range t.seats {
		switch left := time.Duration(s.typing.Load()) - now; {
		case left <= 0 || s.entered.Load() != h:
			t.remove(s)
		case next == 0 || left < next:
			next = left
		}
	}
	return next
}

// rename makes the next list a new one, if somebody who types is called
// otherwise now.
func (t *typists) rename(who UserID) {
	for s := range t.seats {
		if s.person.id == who {
			t.changed()
			return
		}
	}
}

func (t *typists) list() []Person {
	if t.people == nil {
		t.people = make([]Person, 0, len(t.seats))
		for s := range t.seats {
			t.people = append(t.people, s.person.is())
		}
		slices.SortFunc(t.people, byName)
		t.people = slices.CompactFunc(t.people, func(a, b Person) bool { return a.ID == b.ID })
	}
	return t.people
}

// Typing says whether the person types in the entered room. It is told to the
// sessions there that want to hear of it, at most once a second, and forgotten
// after 6 seconds without another call, or when something is said. It is never
// stored. Called for every key, it costs no more than the time of day.
func (s *Seat) Typing(on bool) {
	h := s.entered.Load()
	if h == nil {
		return
	}
	now := s.broker.now()
	until := now
	if on {
		until += typingFor
	}
	if known := time.Duration(s.typing.Swap(int64(until))) > now; known == on {
		return
	}
	on = on && s.person.mayType(h)
	h.mu.Lock()
	if _, in := h.seats[s]; on && in { // else they were put out of it
		h.typists.add(s)
	} else {
		h.typists.remove(s)
	}
	h.mu.Unlock()
	s.broker.peopleMoved(h)
}

// mayType reports whether others are to hear that the person types in a room.
func (p *person) mayType(h *hub) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	is, ok := p.sees(h, time.Now())
	return ok && is.Muted.At.IsZero() && !is.Lockdown
}

// HearTyping says whether this seat is told who types. At first it is not.
func (s *Seat) HearTyping(on bool) {
	s.hears.Store(on)
	s.wake()
}

// missedTyping reports whether s is to hear of who types in h. The caller
// holds h's mutex.
func (s *Seat) missedTyping(h *hub) bool {
	return s.hears.Load() && s.sawTyping.Load() != h.typists.version
}

// hearTyping returns who types in h for this seat, without its own person and
// those they ignore, and nil when that is what it was told last. The caller
// holds mu and h's mutex.
func (s *Seat) hearTyping(h *hub) []Person {
	if !s.hears.Load() {
		s.typed = nil
		s.sawTyping.Store(0)
		return nil
	}
	if !s.missedTyping(h) {
		return nil
	}
	s.sawTyping.Store(h.typists.version)
	tastes := s.person.tastes.Load()
	list := make([]Person, 0, len(h.typists.seats))
	for _, p := range h.typists.list() {
		if p.ID != s.person.id && !tastes.ignored[p.ID] {
			list = append(list, p)
		}
	}
	if slices.Equal(list, s.typed) {
		return nil
	}
	s.typed = list
	return list
}
