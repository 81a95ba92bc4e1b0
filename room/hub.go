package room

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

// A hub fans one room's events out to the seats of its members.
//
// Order comes from the caller: the store delivers from one goroutine. The
// mutex guards the fields below it and is never held across I/O or a send
// that can block. Locks are taken in the order Broker, person, Seat, hub.
type hub struct {
	id ID

	mu       sync.Mutex
	room     Room // Last and Pins follow the events
	ring     ring
	backlog  backlog
	seeded   bool       // the backlog has been read from the store
	seeding  int        // reads of it that are under way
	late     []*Message // what changed during them, in order
	seats    map[*Seat]struct{}
	audience []*Seat            // the keys of seats, shared with append; nil: to be made
	online   map[UserID]visitor // members with a seat that is not quiet
	people   []Presence         // online in the order of present, shared with sessions; nil: to be made
	version  uint64             // of people
	typists  typists
}

type visitor struct {
	person *person
	seats  int
}

func newHub(r Room) *hub {
	return &hub{
		id: r.ID, room: r,
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
			s.callAbout(e)
		}
		s.wake()
	}
}

// record adds an event and returns who is to hear of it. The slice is shared
// and never changed; a seat that is removed meanwhile is woken for nothing.
func (h *hub) record(e Event) []*Seat {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch e := e.(type) {
	case Posted:
		h.room.Last = e.Message.Seq
		h.backlog.add(e.Message)
		if e.Root != nil {
			h.renew(e.Root)
		}
	case Changed:
		h.room.Pins = e.Pins
		h.renew(e.Message)
	}
	h.ring.append(e)
	if h.audience == nil {
		h.audience = slices.Collect(maps.Keys(h.seats))
	}
	return h.audience
}

// renew puts a message in the place of what it was before. The caller holds mu.
func (h *hub) renew(m *Message) {
	h.ring.renew(m)
	h.backlog.renew(m)
	if h.seeding > 0 {
		h.late = append(h.late, m)
	}
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
	h.online[s.person.ID] = visitor{person: s.person, seats: v.seats + 1}
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
	h.typists.remove(s)
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

// presenceChanged is peopleChanged for whoever does not hold mu.
func (h *hub) presenceChanged() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.peopleChanged()
}

// present returns who is there, and the version of that list: by name, who is
// away or idle behind the others. The list is made once per change and shared.
// The caller holds mu.
func (h *hub) present() ([]Presence, uint64) {
	if h.people == nil {
		h.people = make([]Presence, 0, len(h.online))
		for _, v := range h.online {
			h.people = append(h.people, *v.person.presence.Load())
		}
		slices.SortFunc(h.people, func(a, b Presence) int {
			switch {
			case a.Gone() == b.Gone():
				return byName(a.Person, b.Person)
			case b.Gone():
				return -1
			}
			return +1
		})
	}
	return h.people, h.version
}

// whoIsThere is present for whoever does not hold mu.
func (h *hub) whoIsThere() []Presence {
	h.mu.Lock()
	defer h.mu.Unlock()
	people, _ := h.present()
	return people
}

func byName(a, b Person) int {
	return cmp.Or(strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.ID, b.ID))
}

// herald wakes the seats that look at this room and have not seen who is there
// or who types. It returns how long until somebody who types is forgotten, and
// zero when nobody types.
func (h *hub) herald(now time.Duration) time.Duration {
	h.mu.Lock()
	defer h.mu.Unlock()
	next := h.typists.expire(h, now)
	for s := range h.seats {
		if s.entered.Load() == h && (s.sawPeople.Load() != h.version || s.missedTyping(h)) {
			s.wake()
		}
	}
	return next
}

// seed fills the backlog with the newest messages of the store, once. It reads
// the store without the lock: what is said meanwhile is in the backlog already,
// right behind what is read, and what changes meanwhile is noted.
func (h *hub) seed(store Store) error {
	h.mu.Lock()
	seeded, before := h.seeded, h.backlog.oldest()
	if before == 0 {
		before = h.room.Last + 1
	}
	if !seeded {
		h.seeding++
	}
	h.mu.Unlock()
	if seeded {
		return nil
	}
	older, err := store.History(h.id, Range{Before: before, Limit: Backlog})

	h.mu.Lock()
	defer h.mu.Unlock()
	// When so much was said meanwhile that the backlog begins later, what was
	// read does not adjoin it and is not needed.
	if first := h.backlog.oldest(); err == nil && !h.seeded && (first == 0 || first == before) {
		h.backlog.seed(older)
		for _, m := range h.late {
			h.backlog.renew(m)
		}
	}
	h.seeded = h.seeded || err == nil
	if h.seeding--; h.seeding == 0 {
		h.late = nil
	}
	return err
}
