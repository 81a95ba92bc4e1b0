package room

import (
	"maps"
	"slices"
	"sync"
	"time"
)

// A hub fans one room's events out to the seats of its members.
//
// Order comes from the caller: the store delivers from one goroutine. The
// mutex guards the fields below it and is never held across I/O or a send
// that can block. Locks are taken in the order Broker, person, Seat, hub.
type hub struct {
	id   ID
	kind Kind

	mu       sync.Mutex
	room     Room    // follows the events; a conversation is without a name
	tombs    numbers // deleted messages
	pins     numbers // pinned ones
	parties  parties // of a conversation
	active   time.Time
	ring     ring
	backlog  backlog
	seeded   bool       // the backlog has been read from the store
	seeding  int        // reads of it that are under way
	late     []*Message // what changed during them, in order
	seats    map[*Seat]struct{}
	audience []*Seat            // the keys of seats, shared with append; nil: to be made
	taps     []*following       // shared with append, replaced when there are others
	online   map[UserID]visitor // members with a seat that is not quiet
	version  uint64             // of who is there
	people   []Presence         // online in the order of present, shared with sessions; nil: to be made
	listed   uint64             // the version of people
	heralded uint64             // the version that the seats were woken for
	due      time.Duration      // when a crowd is told of another one, as Broker.now; zero: it has been
	typists  typists
	lent     map[uint64]*loan // messages whose files are read, by number; nil until there is one
}

func newHub(r Room) *hub {
	return &hub{
		id: r.ID, kind: r.Kind, room: r,
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
	listed := isListed(e)
	seats, taps := h.record(e)
	for _, s := range seats {
		if s.entered.Load() != h {
			s.roomsStale.Store(true)
			s.callAbout(h, e)
		} else if listed {
			s.roomsStale.Store(true)
		}
		s.wake()
	}
	for _, f := range taps {
		f.tell()
	}
}

// isListed reports whether an event changes what the list of rooms shows of the
// room that one looks at.
func isListed(e Event) bool {
	switch e := e.(type) {
	case Revised, Trimmed, Discarded, Joined, Left, Kicked:
		return true
	case Punished:
		return e.Left
	}
	return false
}

// record adds an event and returns who is to hear of it. The slices are shared
// and never changed; a seat that is removed meanwhile is woken for nothing.
func (h *hub) record(e Event) ([]*Seat, []*following) {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch e := e.(type) {
	case Posted:
		h.room.Last, h.active = e.Message.Seq, e.Message.At
		h.backlog.add(e.Message)
		if e.Root != nil {
			h.renew(e.Root)
		}
	case Changed:
		h.room.Pins, h.room.Rev = e.Pins, e.Rev
		h.pins.set(e.Message.Seq, e.Message.Pinned)
		if e.Change == WasDeleted {
			h.tombs.set(e.Message.Seq, true)
		}
		h.recall(e.Message)
		h.renew(e.Message)
	case Purged:
		h.bury(e)
	default:
		h.follow(e)
	}
	h.ring.append(e)
	if h.audience == nil {
		h.audience = slices.Collect(maps.Keys(h.seats))
	}
	return h.audience, h.taps
}

// follow takes over what an event says of the room itself. The caller holds mu.
func (h *hub) follow(e Event) {
	switch e := e.(type) {
	case Revised:
		is := e.Is
		is.Last, is.Rev, is.Trimmed, is.Pins, is.Members = h.room.Last, h.room.Rev, h.room.Trimmed, h.room.Pins, h.room.Members
		h.room = is
	case Trimmed:
		h.room.Trimmed, h.room.Pins = max(h.room.Trimmed, e.UpTo), e.Pins
		h.tombs.trim(e.UpTo)
		h.pins.trim(e.UpTo)
		h.ring.trim(e.UpTo)
		h.backlog.trim(e.UpTo)
	case Joined:
		h.room.Members++
	case Left:
		h.gone(e.Who.ID, 0)
	case Kicked:
		h.gone(e.Who.ID, e.Heir)
	case Punished:
		if e.Left {
			h.gone(e.Who.ID, e.Heir)
		}
	}
}

// gone takes somebody out of the room's members. When it was the owner, the heir
// owns the room then; whoever leaves a room of theirs does so last, and there is
// none. The caller holds mu.
func (h *hub) gone(who, heir UserID) {
	h.room.Members--
	if h.room.Owner == who {
		h.room.Owner = heir
	}
	h.parties.remove(who)
}

// renew puts a message in the place of what it was before. The caller holds mu.
func (h *hub) renew(m *Message) {
	h.ring.renew(m)
	h.backlog.renew(m)
	if h.seeding > 0 {
		h.late = append(h.late, m)
	}
}
