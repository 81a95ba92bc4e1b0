package room

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
)

// A Tap is a program's place among the rooms: it hears several of them at once,
// with a cursor into the ring of each. Like a [Seat] it costs the same memory
// whether its program reads or not, and nothing waits for it. It is not shown as
// present. While there is one the person has a session, in rooms that show no more
// of the past than that.
//
// Its methods may be called from any goroutine.
type Tap struct {
	seat *Seat // in no room; the person's other seats and taps know this one by it

	// Of the locks this one stands where a seat's does.
	mu     sync.Mutex
	rooms  []*following // by room
	next   ID           // the next Pull begins there, so that no room waits for ever
	closed bool
}

// Tap gives a program of who a place. The caller closes it. Who must be an account
// of the store.
func (b *Broker) Tap(who Person, o SitOptions) (*Tap, error) {
	o.Quiet = true
	t := new(Tap)
	s, err := b.sit(who, o, t)
	if err != nil {
		return nil, err
	}
	s.roomsStale.Store(false) // by being read just now
	t.seat = s
	return t, nil
}

// Person returns whose tap it is, as they are called now.
func (t *Tap) Person() Person { return t.seat.Person() }

// A Start is where a tap hears a room: the next Pull continues exactly behind it.
type Start struct {
	Room  Room       // as the person sees it; its Last and Rev are where the tap is
	Floor uint64     // messages up to this number are gone or not for them
	There []Presence // of Hears.Presence; shared: do not change
}

// Hears says what of a room is wanted beside what happens there.
type Hears struct {
	Presence bool // who is there
	Typing   bool // who types
}

// MaxTapped is how many rooms one tap hears at most.
const MaxTapped = 64

// errClosed is what a tap says that was closed.
var errClosed = errors.New("the tap is closed")

// Follow begins to hear a room, or changes what of it is wanted; then it goes on
// where it is, unless the person was out of the room meanwhile. Non-members are
// refused with ErrDenied, one room too many with ErrConflict. It may read the store.
func (t *Tap) Follow(ctx context.Context, in ID, what Hears) (Start, error) {
	if err := ctx.Err(); err != nil {
		return Start{}, err
	}
	s, ok, err := t.follow(in, what)
	if err == nil && !ok {
		err = t.seat.broker.refuseEntry(t.seat.person.id, in)
	}
	return s, err
}

// follow is Follow without the refusal: ok is false for whoever is not in the room.
func (t *Tap) follow(in ID, what Hears) (s Start, ok bool, err error) {
	p := t.seat.person
	p.mu.Lock() // keeps a membership from ending before the tap hears of that
	defer p.mu.Unlock()
	pl, ok := p.at(in)
	if !ok {
		return s, false, nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	i, known := t.search(in)
	switch {
	case t.closed:
		return s, true, errClosed
	case !known && len(t.rooms) == MaxTapped:
		return s, true, refuse(ErrConflict, "a program hears at most %d rooms at once; let it give up one of them first", int(MaxTapped))
	case !known:
		t.rooms = slices.Insert(t.rooms, i, nil)
	}
	h, f := pl.hub, t.rooms[i]
	h.mu.Lock()
	defer h.mu.Unlock()
	if f == nil || f.ended != nil {
		f = &following{tap: t, hub: h, place: pl}
		f.begin()
		t.rooms[i] = f
	}
	return f.want(what), true, nil
}

// Unfollow ends what Follow began. What has not been pulled of the room is not told
// any more.
func (t *Tap) Unfollow(in ID) {
	t.Typing(in, false)
	t.mu.Lock()
	defer t.mu.Unlock()
	i, known := t.search(in)
	if !known {
		return
	}
	t.rooms[i].leave()
	t.rooms = slices.Delete(t.rooms, i, i+1)
}

// Bell rings when there may be something to Pull. Rings do not add up.
func (t *Tap) Bell() <-chan struct{} { return t.seat.Bell() }

// Tapped is what has happened in one followed room since the last Pull.
type Tapped struct {
	Room    Room       // as it is now, with the name it has for the person; its Last and Rev are where the tap is
	Events  []Event    // in order; as [News].Events; shared
	Lost    bool       // events between the last Pull and now are gone, and the tap goes on from here
	Present []Presence // of Hears.Presence; nil: unchanged; shared
	Typing  []Person   // of Hears.Typing; nil: unchanged; empty: nobody
	Ended   bool       // the person is not in the room any more, and the tap does not follow it; Room is as it was then
}

// TapNews is what has happened since the last Pull.
type TapNews struct {
	Heard []Tapped  // the rooms of which there is something, by ID
	Rooms []Listing // joined rooms; nil: they are the same, and so is what the person may do there
}

// pullEnough is how many events end a Pull, behind the room that they are of.
const pullEnough = ringSize

// Pull returns what has happened since the last one. It never blocks and reads no
// store. When a few hundred events have come together the other rooms are left to
// the next Pull, for which the bell rings at once.
func (t *Tap) Pull() TapNews {
	t.seat.rung.Store(false) // what comes from now on rings again
	n := TapNews{Heard: t.pull()}
	if p := t.seat.person; t.seat.roomsStale.Swap(false) {
		p.mu.Lock()
		p.settle()
		n.Rooms = p.listings()
		p.mu.Unlock()
	}
	return n
}

func (t *Tap) pull() (heard []Tapped) {
	t.mu.Lock()
	defer t.mu.Unlock()
	first, _ := t.search(t.next)
	var ended []*following
	for i, events := 0, 0; i < len(t.rooms); i++ {
		f := t.rooms[(first+i)%len(t.rooms)]
		if events >= pullEnough {
			t.next = f.hub.id
			t.seat.wake()
			break
		}
		if !f.news.Swap(false) {
			continue
		}
		one, some := f.pull()
		if one.Lost {
			t.seat.broker.pulse.resyncs.Add(1)
		}
		if some {
			heard = append(heard, one)
		}
		if one.Ended {
			ended = append(ended, f)
		}
		events += len(one.Events)
	}
	if len(ended) > 0 {
		t.rooms = slices.DeleteFunc(t.rooms, func(f *following) bool { return slices.Contains(ended, f) })
	}
	slices.SortFunc(heard, func(a, b Tapped) int { return cmp.Compare(a.Room.ID, b.Room.ID) })
	return heard
}

// Typing says whether the person types in a followed room, as [Seat.Typing] does.
// Whoever says something there says false.
func (t *Tap) Typing(in ID, on bool) {
	f := t.find(in)
	if f == nil || !t.seat.broker.pressed(&f.types, on) {
		return
	}
	on = on && t.seat.person.mayType(f.hub)
	f.hub.mu.Lock()
	f.hub.typists.set(f, on && slices.Contains(f.hub.taps, f)) // else it is followed no more
	f.hub.mu.Unlock()
	t.seat.broker.peopleMoved(f.hub)
}

// Close gives the tap up. It may be called more than once.
func (t *Tap) Close() {
	t.mu.Lock()
	for _, f := range t.rooms {
		f.leave()
	}
	t.rooms, t.closed = nil, true
	t.mu.Unlock()
	t.seat.Close()
}

// search returns where a room is among the followed ones, or would be. The caller
// holds mu.
func (t *Tap) search(in ID) (int, bool) {
	return slices.BinarySearchFunc(t.rooms, in, func(f *following, in ID) int { return cmp.Compare(f.hub.id, in) })
}

// find returns what is followed of a room, nil when it is not.
func (t *Tap) find(in ID) *following {
	t.mu.Lock()
	defer t.mu.Unlock()
	if i, known := t.search(in); known {
		return t.rooms[i]
	}
	return nil
}
