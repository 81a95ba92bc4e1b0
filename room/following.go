package room

import (
	"slices"
	"sync/atomic"
	"time"
)

// A following is one room that a tap hears. The hub's mutex guards it, but for
// what is atomic.
type following struct {
	tap   *Tap
	hub   *hub
	news  atomic.Bool  // there may be something to pull
	types atomic.Int64 // until when the person types there; as Broker.now

	place     place // the person's; its name changes under mu of the hub
	hears     Hears
	cursor    uint64 // position in the ring of the next event
	last, rev uint64 // the room's at the cursor
	sawPeople uint64 // version of the people that was told last
	sawTyping uint64 // and of the typists
	typed     []Person
	tastes    *tastes // by which those were chosen
	ended     *ending // nil: it goes on
}

// An ending is how a following ended without being given up.
type ending struct {
	at   uint64 // position in the ring where the membership ended
	room Room   // as it was then
	why  Event  // of the ring, what has ended it; nil: nothing there says so
	last *Left  // what is heard last and is not in the ring; nil: nothing
}

// tell lets the tap hear that there may be something. It never waits. Whoever
// finds that said already leaves the waking to who has said it.
func (f *following) tell() {
	if !f.news.Load() && !f.news.Swap(true) { // to look is cheaper, and mostly enough
		f.tap.seat.wake()
	}
}

// tap lets a following hear of the room, and untap ends that. The caller holds mu.
func (h *hub) tap(f *following) { h.taps = append(slices.Clone(h.taps), f) }

func (h *hub) untap(f *following) {
	if i := slices.Index(h.taps, f); i >= 0 {
		h.taps = slices.Delete(slices.Clone(h.taps), i, i+1)
	}
	h.typists.remove(f)
}

// begin puts the cursor at the end of the room. The caller holds the hub's mutex.
func (f *following) begin() {
	f.cursor, f.last, f.rev = f.hub.ring.head, f.hub.room.Last, f.hub.room.Rev
	f.hub.tap(f)
}

// want changes what is wanted of the room, and returns where the following is. The
// caller holds the hub's mutex.
func (f *following) want(what Hears) Start {
	h := f.hub
	s := Start{Room: f.place.called(h.room), Floor: f.place.floor(h.room, true)}
	s.Room.Last, s.Room.Rev, s.Room.Pins = f.last, f.rev, h.pinned(s.Floor)
	if f.hears = what; what.Presence {
		s.There, f.sawPeople = h.present()
	}
	if !what.Typing {
		f.typed, f.tastes, f.sawTyping = nil, nil, 0
	} else if f.missedTyping() {
		f.tell()
	}
	return s
}

// missed reports whether the tap is to hear of who is there or who types. The
// caller holds the hub's mutex.
func (f *following) missed() bool {
	return f.hears.Presence && f.sawPeople < f.hub.heralded || f.missedTyping()
}

func (f *following) missedTyping() bool {
	return f.hears.Typing && f.sawTyping != f.hub.typists.version
}

// end ends what the tap may see of the room at the ring's present end. The caller
// holds the hub's mutex.
func (f *following) end() {
	h := f.hub
	r := f.place.called(h.room)
	r.Pins = h.pinned(f.floor(r))
	f.ended = &ending{at: h.ring.head, room: r, why: h.ring.parting(f.tap.seat.person.id)}
	h.untap(f)
}

// leave gives the following up.
func (f *following) leave() {
	f.hub.mu.Lock()
	defer f.hub.mu.Unlock()
	f.hub.untap(f)
}

func (f *following) floor(r Room) uint64 { return f.place.floor(r, true) }

// pull returns what has happened since the last time, and whether that is
// anything.
func (f *following) pull() (n Tapped, some bool) {
	h := f.hub
	h.mu.Lock()
	defer h.mu.Unlock()
	if n.Ended = f.ended != nil; n.Ended {
		n.Room = f.ended.room
		n.Events, n.Lost = f.hear(n.Room, f.ended.at, f.ended.last)
		return n, true
	}
	n.Room = f.place.called(h.room)
	n.Room.Pins = h.pinned(f.floor(n.Room))
	n.Events, n.Lost = f.hear(n.Room, h.ring.head, nil)
	if f.hears.Presence {
		if people, version := h.present(); f.sawPeople != version {
			n.Present, f.sawPeople = people, version
		}
	}
	n.Typing = f.hearTyping()
	return n, n.Lost || len(n.Events) > 0 || n.Present != nil || n.Typing != nil
}

// hear moves the cursor to a position, and returns the events before that and
// whether some of them are lost: of those then none is heard but what has put the
// person out of the room. The caller holds the hub's mutex.
func (f *following) hear(r Room, to uint64, last *Left) (events []Event, lost bool) {
	p, ring := f.tap.seat.person, &f.hub.ring
	if f.cursor < to {
		found, ok := ring.between(f.cursor, to)
		switch {
		case ok && r.History != HistoryAll:
			floor := f.floor(r)
			events = eventsAbove(floor, f.hub.pinned(floor), found)
		case ok:
			events = found
		case f.ended != nil:
			events = alone(f.ended.why)
		default:
			events = alone(ring.parting(p.id))
		}
		lost = !ok
	}
	f.cursor, f.last, f.rev = to, r.Last, r.Rev
	return p.lastWords(events, last), lost
}

// hearTyping returns who types in the room for this tap, and nil when that is what
// it was told last. The caller holds the hub's mutex.
func (f *following) hearTyping() []Person {
	h, p := f.hub, f.tap.seat.person
	tastes := p.tastes.Load()
	if !f.hears.Typing || !f.missedTyping() && f.tastes == tastes {
		return nil
	}
	f.sawTyping, f.tastes = h.typists.version, tastes
	list := p.typing(h)
	if slices.Equal(list, f.typed) {
		return nil
	}
	f.typed = list
	return list
}

// alone returns an event as the only one; nil: none.
func alone(e Event) []Event {
	if e == nil {
		return nil
	}
	return []Event{e}
}

// whose implements [typer].
func (f *following) whose() *person { return f.tap.seat.person }

// typesUntil implements [typer].
func (f *following) typesUntil(*hub) time.Duration { return time.Duration(f.types.Load()) }
