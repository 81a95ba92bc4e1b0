package room

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
)

// Backlog is how many messages a newcomer is shown at once, at most.
const Backlog = 200

// A hub fans one room's events out to the seats of its members.
//
// Order comes from the caller: the store delivers from one goroutine. The
// mutex guards the fields below it and is never held across I/O or a send
// that can block. Locks are taken in the order Broker, person, Seat, hub.
type hub struct {
	id ID

	mu       sync.Mutex
	room     Room // Last follows the messages
	ring     ring
	seeded   bool // the backlog has been read from the store
	seats    map[*Seat]struct{}
	audience []*Seat            // the keys of seats, shared with append; nil: to be made
	online   map[UserID]visitor // members with a seat that is not quiet
	people   []Person           // online by name, shared with sessions; nil: to be made
	version  uint64             // of people
}

type visitor struct {
	who   Person
	seats int
}

func newHub(r Room) *hub {
	return &hub{
		id: r.ID, room: r, ring: newRing(),
		seats: make(map[*Seat]struct{}), online: make(map[UserID]visitor),
	}
}

// snapshot returns the room and how many people are present.
func (h *hub) snapshot() (Room, int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.room, len(h.online)
}

// append adds an event and wakes everybody, without waiting for anybody. The
// waking is done without the lock, which whoever has woken wants first.
func (h *hub) append(e Event) {
	for _, s := range h.record(e) {
		if s.entered.Load() != h {
			s.roomsStale.Store(true)
		}
		s.wake()
	}
}

// record adds an event and returns who is to hear of it. The slice is shared
// and never changed; a seat that is removed meanwhile is woken for nothing.
func (h *hub) record(e Event) []*Seat {
	h.mu.Lock()
	defer h.mu.Unlock()
	if p, ok := e.(Posted); ok {
		h.room.Last = p.Message.Seq
	}
	h.ring.append(e)
	if h.audience == nil {
		h.audience = slices.Collect(maps.Keys(h.seats))
	}
	return h.audience
}

// add makes s hear of this room.
func (h *hub) add(s *Seat) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.seats[s] = struct{}{}
	h.audience = nil
	if s.quiet {
		return
	}
	v := h.online[s.person.ID]
	h.online[s.person.ID] = visitor{who: s.person.Person, seats: v.seats + 1}
	if v.seats == 0 {
		h.peopleChanged()
	}
}

// remove undoes add.
func (h *hub) remove(s *Seat) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, ok := h.seats[s]; !ok {
		return
	}
	delete(h.seats, s)
	h.audience = nil
	if s.quiet {
		return
	}
	v := h.online[s.person.ID]
	if v.seats--; v.seats > 0 {
		h.online[s.person.ID] = v
		return
	}
	delete(h.online, s.person.ID)
	h.peopleChanged()
}

// peopleChanged makes the next look at people a new one. The caller holds mu.
func (h *hub) peopleChanged() {
	h.people = nil
	h.version++
}

// present returns who is there, by name, and the version of that list. The
// list is made once per change and shared. The caller holds mu.
func (h *hub) present() ([]Person, uint64) {
	if h.people == nil {
		h.people = make([]Person, 0, len(h.online))
		for _, v := range h.online {
			h.people = append(h.people, v.who)
		}
		slices.SortFunc(h.people, func(a, b Person) int {
			return cmp.Or(strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.ID, b.ID))
		})
	}
	return h.people, h.version
}

// herald wakes the seats that look at this room and have not seen the present
// list of people.
func (h *hub) herald() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for s := range h.seats {
		if s.entered.Load() == h && s.sawPeople.Load() != h.version {
			s.wake()
		}
	}
}

// seed fills the ring with the newest messages of the store, once. It reads
// the store without the lock: what is said meanwhile is in the ring already,
// right behind what is read.
func (h *hub) seed(store Store) error {
	h.mu.Lock()
	seeded, before := h.seeded, h.room.Last+1
	if oldest := h.ring.messages(ringSize); len(oldest) > 0 {
		before = oldest[0].Seq
	}
	h.mu.Unlock()
	if seeded {
		return nil
	}
	older, err := store.History(h.id, Range{Before: before, Limit: Backlog})
	if err != nil {
		return err
	}
	events := make([]Event, len(older))
	for i, m := range older {
		events[i] = Posted{Message: m}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	// Once something has been pushed out, the ring is full of newer events
	// and what was read no longer adjoins them.
	if !h.seeded && !h.ring.dropped() {
		h.ring.seed(events)
	}
	h.seeded = true
	return nil
}
