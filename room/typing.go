package room

import (
	"slices"
	"sync/atomic"
	"time"
)

// typingFor is how long somebody is said to type after the last key.
const typingFor = 6 * time.Second

// A typer is where somebody may type in rooms: a seat, or one room of a tap.
type typer interface {
	whose() *person
	// typesUntil returns until when they type in a room; as Broker.now.
	typesUntil(*hub) time.Duration
}

// typists are the seats whose people type in a room. The hub's mutex guards
// them.
type typists struct {
	seats   map[typer]struct{}
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

func (t *typists) add(s typer) {
	if _, ok := t.seats[s]; ok {
		return
	}
	if t.seats == nil {
		t.seats = make(map[typer]struct{})
	}
	t.seats[s] = struct{}{}
	t.changed()
}

func (t *typists) remove(s typer) {
	if _, ok := t.seats[s]; ok {
		delete(t.seats, s)
		t.changed()
	}
}

// set says whether somebody types there.
func (t *typists) set(s typer, on bool) {
	if on {
		t.add(s)
	} else {
		t.remove(s)
	}
}

// expire forgets who has stopped typing in h. It returns how long until the
// next one may be forgotten, and zero when nobody types.
func (t *typists) expire(h *hub, now time.Duration) time.Duration {
	var next time.Duration
	for s := range t.seats {
		switch left := s.typesUntil(h) - now; {
		case left <= 0:
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
		if s.whose().id == who {
			t.changed()
			return
		}
	}
}

func (t *typists) list() []Person {
	if t.people == nil {
		t.people = make([]Person, 0, len(t.seats))
		for s := range t.seats {
			t.people = append(t.people, s.whose().is())
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
	if !s.broker.pressed(&s.typing, on) {
		return
	}
	on = on && s.person.mayType(h)
	h.mu.Lock()
	_, in := h.seats[s] // else they were put out of it
	h.typists.set(s, on && in)
	h.mu.Unlock()
	s.broker.peopleMoved(h)
}

// whose implements [typer].
func (s *Seat) whose() *person { return s.person }

// typesUntil implements [typer].
func (s *Seat) typesUntil(h *hub) time.Duration {
	if s.entered.Load() != h {
		return 0
	}
	return time.Duration(s.typing.Load())
}

// pressed notes until when somebody types, and reports whether that they do, or do
// not, is new.
func (b *Broker) pressed(until *atomic.Int64, on bool) bool {
	now := b.now()
	end := now
	if on {
		end += typingFor
	}
	return (time.Duration(until.Swap(int64(end))) > now) != on
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
	list := s.person.typing(h)
	if slices.Equal(list, s.typed) {
		return nil
	}
	s.typed = list
	return list
}

// typing returns who types in a room, without the person and those they ignore. The
// caller holds h's mutex.
func (p *person) typing(h *hub) []Person {
	tastes := p.tastes.Load()
	list := make([]Person, 0, len(h.typists.seats))
	for _, one := range h.typists.list() {
		if one.ID != p.id && !tastes.ignored[one.ID] {
			list = append(list, one)
		}
	}
	return list
}
