package room

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// A person is an account that has at least one seat, or read marks that are
// not on disk yet: what all sessions of one account share.
type person struct {
	Person
	load sync.Once
	err  error // of load

	several  atomic.Bool              // there is more than one seat; written under mu
	presence atomic.Pointer[Presence] // shared; written under mu
	tastes   atomic.Pointer[tastes]   // written under mu

	mu    sync.Mutex
	seats map[*Seat]struct{}
	rooms map[ID]*hub // the joined ones and the open ones
	notes
	dirty map[ID]struct{} // marks of read that are not on disk
	// heard holds joins (true) and leaves (false) that were delivered while
	// load was still reading older memberships, and pending what is to be
	// heard when it has read the notes; nil afterwards.
	heard   map[ID]bool
	pending []Event
}

func newPerson(who Person) *person {
	p := &person{
		Person: who,
		seats:  make(map[*Seat]struct{}), rooms: make(map[ID]*hub),
		dirty: make(map[ID]struct{}), heard: make(map[ID]bool),
	}
	p.presence.Store(&Presence{Person: who})
	p.tastes.Store(&tastes{})
	return p
}

// seat adds a seat; unseat takes it away again, with what was read on it. The
// caller holds mu.
func (p *person) seat(s *Seat) {
	p.seats[s] = struct{}{}
	p.several.Store(len(p.seats) > 1)
}

func (p *person) unseat(s *Seat) {
	p.settle()
	delete(p.seats, s)
	p.several.Store(len(p.seats) > 1)
	if len(p.seats) == 0 {
		p.presence.Store(&Presence{Person: p.presence.Load().Person}) // whoever comes back is neither away nor idle
	}
}

// hub returns a room that the person is a member of, or nil.
func (p *person) hub(in ID) *hub {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.rooms[in]
}

// joined returns the rooms that the person is in. The caller holds mu.
func (p *person) joined() map[ID]bool {
	in := make(map[ID]bool, len(p.rooms))
	for id := range p.rooms {
		in[id] = true
	}
	return in
}

// listings returns the joined rooms, the lobby first, then by name. The caller
// holds mu.
func (p *person) listings() []Listing {
	out := make([]Listing, 0, len(p.rooms))
	for _, h := range p.rooms {
		out = append(out, p.listing(h, p.tastes.Load()))
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

func sortListings(l []Listing) {
	slices.SortFunc(l, func(a, b Listing) int {
		if a.Room.Open() != b.Room.Open() {
			if a.Room.Open() {
				return -1
			}
			return 1
		}
		return cmp.Or(strings.Compare(strings.ToLower(a.Room.Name), strings.ToLower(b.Room.Name)), cmp.Compare(a.Room.ID, b.Room.ID))
	})
}

// join makes the person a member and lets every seat hear of the room. The
// caller holds mu.
func (p *person) join(h *hub) {
	if p.rooms[h.id] == h {
		return
	}
	p.rooms[h.id] = h
	for s := range p.seats {
		h.add(s)
		s.roomsStale.Store(true)
		s.wake()
	}
}

// leave undoes join. What the room says afterwards reaches no seat. The
// caller holds mu.
func (p *person) leave(h *hub) {
	if p.rooms[h.id] == nil {
		return
	}
	delete(p.rooms, h.id)
	for s := range p.seats {
		s.stop(h)
		h.remove(s)
		s.roomsStale.Store(true)
		s.wake()
	}
}
