package room

import (
	"context"
)

// A Tap is a program's place among the rooms: it hears several of them at once,
// with a cursor into the ring of each. Like a [Seat] it costs the same memory
// whether its program reads or not, and nothing waits for it. It is not shown as
// present.
//
// Its methods may be called from any goroutine.
type Tap struct {
	seat *Seat
}

// Tap gives a program of who a place. The caller closes it. Who must be an account
// of the store.
func (b *Broker) Tap(who Person, o SitOptions) (*Tap, error) {
	o.Quiet = true
	s, err := b.Sit(who, o)
	if err != nil {
		return nil, err
	}
	return &Tap{seat: s}, nil
}

// A Start is where a tap has begun to hear a room: the next Pull continues
// exactly behind it.
type Start struct {
	Room  Room       // as the person sees it; its Last and Rev are where the tap begins
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

// Follow begins to hear a room, or changes what of it is wanted; then it goes on
// where it is. Non-members are refused with ErrDenied, one room too many with
// ErrConflict. It may read the store.
func (t *Tap) Follow(_ context.Context, _ ID, _ Hears) (Start, error) {
	return Start{}, refuse(ErrUnavailable, "internal error, id %s; try again later", "unbuilt")
}

// Unfollow ends what Follow began.
func (t *Tap) Unfollow(_ ID) {}

// Bell rings when there may be something to Pull. Rings do not add up.
func (t *Tap) Bell() <-chan struct{} { return t.seat.Bell() }

// Tapped is what has happened in one followed room since the last Pull.
type Tapped struct {
	Room    Room       // as it is now, with the name it has for the person
	Events  []Event    // in order; as [News].Events
	Lost    bool       // the cursor fell off the ring, and stands at its end now: Room.Last and Room.Rev say where
	Present []Presence // of Hears.Presence; nil: unchanged; shared
	Typing  []Person   // of Hears.Typing; nil: unchanged; empty: nobody
	Ended   bool       // the person is not in the room any more, and the tap does not follow it
}

// TapNews is what has happened since the last Pull.
type TapNews struct {
	Heard []Tapped  // the rooms of which there is something, by ID
	Rooms []Listing // joined rooms; nil: unchanged
}

// Pull returns what has happened since the last one. It never blocks and reads no
// store.
func (t *Tap) Pull() TapNews { return TapNews{} }

// Close gives the tap up. It may be called more than once.
func (t *Tap) Close() { t.seat.Close() }

// Changes returns at most limit messages of a room that something has happened to
// since a revision, as they are now, by revision. What is not for by is not among
// them. It may read the store.
func (b *Broker) Changes(ctx context.Context, by UserID, in ID, after uint64, limit int) ([]*Message, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s, err := b.memberOf(by, in)
	if err != nil {
		return nil, err
	}
	list, err := b.store.Changes(in, after, min(limit, MaxPage))
	return allAbove(s.Floor, list), err
}
