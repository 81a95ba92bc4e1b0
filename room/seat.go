package room

import (
	"context"
	"math"
	"sync"
	"sync/atomic"
	"time"

	"snug/keys/audit"
)

// A Seat is one session's place among the rooms: it hears of every room its
// person is a member of, and is a cursor into the ring of the one it has
// entered. It costs the same memory whether its session reads or not.
//
// Its methods may be called from any goroutine.
type Seat struct {
	broker *Broker
	person *person
	bell   Bell

	// What every message looks at lies in one line of the processor's cache.
	entered      atomic.Pointer[hub] // written under mu
	rung         atomic.Bool         // the bell has, since the last Pull
	roomsStale   atomic.Bool         // the list of rooms has changed since the last Pull
	ignoredStale atomic.Bool         // whom the person ignores has changed since then
	invitesStale atomic.Bool         // the rooms that the person is invited to have changed since then
	hears        atomic.Bool         // is told who types
	auto         atomic.Bool         // idle time counts
	quiet        bool
	sawPeople    atomic.Uint64 // version of the entered hub's people; written under mu
	sawTyping    atomic.Uint64 // version of its typists
	typing       atomic.Int64  // until when the person types; as Broker.now
	touched      atomic.Int64  // when a key was pressed last; as Broker.now
	closed       sync.Once
	actor        audit.Actor
	tap          *Tap // that has the seat, enters nothing and hears what it follows; nil: a session's own

	mu     sync.Mutex
	place  place      // the person's in the entered room
	cursor uint64     // position in the entered ring of the next event to show
	until  uint64     // position where membership ended
	last   *Left      // what is heard last of the entered room and is not in the ring; nil: nothing
	read   uint64     // newest message of the entered room that was seen here
	calls  []*Message // what the person is to be told of other rooms; at most maxCalls
	typed  []Person   // who typed when that was told last
}

// A View is what a session shows on entering a room.
type View struct {
	Room    Room
	Floor   uint64     // messages up to this number are gone or not for them
	Recent  []*Message // the newest messages, oldest first, at most Backlog
	Read    uint64     // the person's read mark on entering
	Present []Presence // as of [Broker.Present], in a crowd some seconds old; shared: do not change
	Rooms   []Listing  // the joined rooms
	Invited []Listing  // rooms that the person is invited to, by name
	Draft   Draft      // the person's, in this room
	Ignored []UserID   // whom the person ignores
}

// News is what has happened since the last Pull.
type News struct {
	Events  []Event    // in the entered room, in order; what was purged is Changed, message by message; shared
	Lost    bool       // the cursor fell off the ring: Enter the room again
	Present []Presence // shared; nil: unchanged
	Rooms   []Listing  // joined rooms; nil: unchanged
	Typing  []Person   // who types in the entered room; nil: unchanged; empty: nobody
	Ignored []UserID   // whom the person ignores; nil: unchanged; empty: nobody

	// Invited are the rooms that the person is invited to, by name; nil:
	// unchanged; empty: none.
	Invited []Listing

	// Calls are messages of other rooms that the person wants to be told of,
	// by the level of each room, the newest few, oldest first. Neither their
	// own nor those of people they ignore are among them.
	Calls []*Message
}

// Person returns whose seat it is, as they are called now.
func (s *Seat) Person() Person { return s.person.is() }

// Bell rings when there may be something to Pull. One ring stands for all that
// comes before the next Pull.
func (s *Seat) Bell() <-chan struct{} { return s.bell }

// Rung reports whether the bell has rung since the last Pull. It is true before
// Bell can be heard.
func (s *Seat) Rung() bool { return s.rung.Load() }

func (s *Seat) wake() {
	if !s.rung.Load() && !s.rung.Swap(true) {
		s.bell.Ring()
	}
}

// Enter moves the cursor to the end of a room and returns what to show of it.
// The next Pull continues exactly behind View.Recent. It may read the store;
// the first Enter of a room does. Non-members are refused with ErrDenied.
func (s *Seat) Enter(ctx context.Context, in ID) (View, error) {
	if err := ctx.Err(); err != nil {
		return View{}, err
	}
	pl, ok := s.person.place(in)
	if !ok {
		return View{}, s.broker.refuseEntry(s.person.id, in)
	}
	h := pl.hub
	if err := h.seed(s.broker.store); err != nil {
		return View{}, err
	}
	s.Typing(false) // in the room that is left; it wants the broker's lock, so before the person's
	// The person's lock keeps a membership from ending between the check and
	// the move; see leave.
	p := s.person
	p.mu.Lock()
	if pl, ok = p.at(in); !ok {
		p.mu.Unlock()
		return View{}, s.broker.refuseEntry(p.id, in)
	}
	defer p.mu.Unlock()
	p.settle() // what was read in the room that is left
	s.mu.Lock()
	h.mu.Lock()
	v := View{Room: pl.called(h.room), Recent: h.backlog.newest(), Read: p.read[in], Draft: p.drafts[in]}
	v.Floor = pl.floor(h.room, true)
	v.Room.Pins = h.pinned(v.Floor)
	v.Recent = allAbove(v.Floor, v.Recent)
	people, version := h.present()
	v.Present = people
	s.place, s.cursor, s.until, s.read, s.last = pl, h.ring.head, math.MaxUint64, 0, nil
	s.entered.Store(h)
	s.sawPeople.Store(version)
	s.typed = nil
	s.sawTyping.Store(0)
	if s.hears.Load() && len(h.typists.seats) > 0 {
		s.wake()
	}
	h.mu.Unlock()
	s.forgetCalls(in)
	s.mu.Unlock()
	s.roomsStale.Store(false)
	s.ignoredStale.Store(false)
	s.invitesStale.Store(false)
	v.Rooms, v.Invited, v.Ignored = p.listings(), p.invitations(time.Now()), p.ignores()
	return v, nil
}

// Pull returns what has happened since the last one. It never blocks and
// reads no store.
func (s *Seat) Pull() News {
	var n News
	s.rung.Store(false) // what comes from now on rings again
	s.mu.Lock()
	if h := s.entered.Load(); h != nil {
		h.mu.Lock()
		events, ok := h.ring.between(s.cursor, s.until)
		if h.room.History != HistoryAll {
			floor := s.place.floor(h.room, true)
			events = eventsAbove(floor, h.pinned(floor), events)
		}
		n.Events, n.Lost = s.person.lastWords(events, s.last), !ok
		if n.Lost {
			s.broker.pulse.resyncs.Add(1)
		}
		s.last = nil
		s.cursor = min(h.ring.head, s.until)
		if s.until == math.MaxUint64 {
			if people, version := h.present(); s.sawPeople.Load() != version {
				n.Present = people
				s.sawPeople.Store(version)
			}
			n.Typing = s.hearTyping(h)
		}
		h.mu.Unlock()
	}
	n.Calls, s.calls = s.calls, nil
	s.mu.Unlock()
	s.person.blank(n.Calls)
	if s.ignoredStale.Swap(false) {
		n.Ignored = s.person.ignores()
	}
	if s.invitesStale.Swap(false) {
		s.person.mu.Lock()
		n.Invited = s.person.invitations(time.Now())
		s.person.mu.Unlock()
	}
	if s.roomsStale.Swap(false) {
		s.person.mu.Lock()
		s.person.settle()
		n.Rooms = s.person.listings()
		s.person.mu.Unlock()
	}
	return n
}

// stop ends what s may see of h at the ring's present end. The caller holds
// the person's lock.
func (s *Seat) stop(h *hub) {
	if s.tap != nil {
		s.tap.stop(h)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.forgetCalls(h.id)
	if s.entered.Load() == h {
		h.mu.Lock()
		s.until = h.ring.head
		h.mu.Unlock()
	}
}

// MarkRead says that the person has seen the entered room up to a message.
// The mark never moves back. It is kept in memory and written every few
// seconds, and when the broker closes.
func (s *Seat) MarkRead(seq uint64) {
	s.mu.Lock()
	news := s.entered.Load() != nil && seq > s.read
	if news {
		s.read = seq
	}
	s.mu.Unlock()
	if !news {
		return
	}
	if p := s.person; p.several.Load() { // the others hear of it at once
		p.mu.Lock()
		p.settle()
		p.mu.Unlock()
	}
	s.broker.marks.kick()
}

// hasRead returns what MarkRead was told last about the entered room.
func (s *Seat) hasRead() (in ID, seq uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if h := s.entered.Load(); h != nil {
		return h.id, s.read
	}
	return 0, 0
}

// Close gives the seat up. It may be called more than once.
func (s *Seat) Close() {
	s.closed.Do(func() { s.broker.unseat(s) })
}
