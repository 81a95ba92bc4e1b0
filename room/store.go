package room

import "context"

// A Store is the durable side of the rooms. It decides the order: a command
// has no place among the others until Do has returned.
//
// All methods may be called from any goroutine. Reads see everything whose Do
// has returned.
type Store interface {
	// Do decides c and returns after the decision is on disk and has been
	// handed to the subscriber. A refusal by a rule comes back as the
	// *Refusal that [Apply] returned and leaves no trace. When ctx ends
	// first, the error wraps [ErrUnknownOutcome]; when the store is full,
	// failing or closed, [ErrUnavailable].
	Do(ctx context.Context, c Command) (Event, error)

	// Subscribe sets the one function that is given every accepted event, in
	// order, from a single goroutine, after the commit and before Do returns.
	// It must not block and must not call the store. Call it before the first
	// Do. Events of a repeated command are not given again.
	Subscribe(deliver func(Event))

	// Rooms returns every room, by ID.
	Rooms() ([]Room, error)

	// Memberships returns the rooms that a person has joined, by ID, without
	// the open ones.
	Memberships(user UserID) ([]ID, error)

	// History returns at most limit messages of a room, oldest first: the
	// newest of those with After < Seq < Before. A zero Before means no bound.
	History(room ID, q Range) ([]*Message, error)

	// MessageSeq returns the place of the message with this ID, or
	// [ErrNotFound].
	MessageSeq(id CommandID) (room ID, seq uint64, err error)

	// Marks returns a person's read marks.
	Marks(user UserID) (map[ID]uint64, error)
}

// A Range picks messages of a room by number; both ends are exclusive.
type Range struct {
	After  uint64
	Before uint64 // zero: no upper end
	Limit  int    // at most MaxPage; zero or less means none
}

// MaxPage is the most messages that one read of history returns.
const MaxPage = 1000

// Tx is what [Apply] may see and change: the stored state inside one write
// transaction. Its methods fail with ErrNotFound where there is nothing, and
// with other errors only when the store itself fails.
type Tx interface {
	// Outcome returns what the command with this ID led to, and false when it
	// is new. Only accepted commands have an outcome.
	Outcome(id CommandID) (Outcome, bool, error)
	// Record stores what a command led to.
	Record(id CommandID, o Outcome) error

	// Person returns an account as rooms see it.
	Person(user UserID) (Person, error)

	Room(id ID) (Room, error)
	// RoomNamed finds a room by text.Fold of its name.
	RoomNamed(key string) (Room, error)
	// RoomLike finds a room by text.Skeleton of its name.
	RoomLike(skeleton string) (Room, error)
	// AddRoom stores a new room and returns it with its ID, which is one more
	// than that of any room before it.
	AddRoom(r Room) (Room, error)

	Member(room ID, user UserID) (bool, error)
	AddMember(room ID, user UserID) error
	RemoveMember(room ID, user UserID) error

	// AddMessage stores a message under the next number of its room.
	AddMessage(m Message) (*Message, error)
	Message(room ID, seq uint64) (*Message, error)

	// Mark returns a read mark, zero when there is none.
	Mark(user UserID, room ID) (uint64, error)
	SetMark(m Mark) error
}

// An Outcome points at what an accepted command made.
type Outcome struct {
	Room ID
	Seq  uint64
}
