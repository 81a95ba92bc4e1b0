package room

import (
	"cmp"
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

	several atomic.Bool // there is more than one seat; written under mu

	mu    sync.Mutex
	seats map[*Seat]struct{}
	rooms map[ID]*hub // the joined ones and the open ones
	read  map[ID]uint64
	dirty map[ID]struct{} // marks of read that are not on disk
	// heard holds joins (true) and leaves (false) that were delivered while
	// load was still reading older memberships; nil afterwards.
	heard map[ID]bool
}

func newPerson(who Person) *person {
	return &person{
		Person: who,
		seats:  make(map[*Seat]struct{}), rooms: make(map[ID]*hub),
		dirty: make(map[ID]struct{}), heard: make(map[ID]bool),
	}
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
}

// hub returns a room that the person is a member of, or nil.
func (p *person) hub(in ID) *hub {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.rooms[in]
}

// listings returns the joined rooms, the lobby first, then by name. The caller
// holds mu.
func (p *person) listings() []Listing {
	out := make([]Listing, 0, len(p.rooms))
	for _, h := range p.rooms {
		r, present := h.snapshot()
		out = append(out, Listing{Room: r, Joined: true, Present: present, Unread: unread(r, p.read)})
	}
	sortListings(out)
	return out
}

func unread(r Room, read map[ID]uint64) uint64 {
	return r.Last - min(r.Last, read[r.ID])
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
