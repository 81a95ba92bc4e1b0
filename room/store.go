package room

import (
	"context"
	"time"
)

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

	// Mentions returns the numbers of the messages that name a person and lie
	// behind their read mark, by room, oldest first; of each room the newest
	// MaxCalls at most.
	Mentions(user UserID) (map[ID][]uint64, error)

	// Drafts returns a person's drafts.
	Drafts(user UserID) (map[ID]Draft, error)

	// Levels returns what a person wants to be told of rooms, where it is not
	// [Mentions].
	Levels(user UserID) (map[ID]Level, error)

	// Ignored returns the accounts that a person ignores, by ID.
	Ignored(user UserID) ([]UserID, error)

	// Thread returns at most limit messages of the thread that starts with a
	// message, that one first, then the newest of its replies, oldest first.
	Thread(room ID, root uint64, limit int) ([]*Message, error)

	// Pinned returns a room's pinned messages, by number.
	Pinned(room ID) ([]*Message, error)

	// Versions returns what a message said before its edits, oldest first.
	Versions(room ID, seq uint64) ([]Version, error)

	// Scan goes through a room's messages from Before downwards, in short
	// read transactions, and returns those that match, newest first.
	Scan(ctx context.Context, room ID, s Scan) (Scanned, error)

	// SeqAt returns the number of the first message of a room that was said at
	// t or later, and one more than the newest when there is none.
	SeqAt(room ID, t time.Time) (uint64, error)

	// Person returns an account as rooms see it, or [ErrNotFound].
	Person(user UserID) (Person, error)

	// PersonNamed finds an account by text.Fold of its username, or else of
	// its display name; [ErrNotFound] when there is none.
	PersonNamed(folded string) (Person, error)
}

// A Range picks messages of a room by number; both ends are exclusive.
type Range struct {
	After  uint64
	Before uint64 // zero: no upper end
	Limit  int    // at most MaxPage; zero or less means none
}

// A Scan picks messages by what is in them. A message matches when all hold;
// deleted ones never do.
type Scan struct {
	Words  []string            // each is part of the text; letter case does not count
	From   UserID              // its author; zero: anybody
	After  time.Time           // said at this time or later; zero: no lower end
	Before uint64              // number, exclusive; zero: from the newest
	Until  time.Time           // said before this time; zero: no upper end
	Match  func(*Message) bool // asked last, of what matches otherwise; nil: all

	Limit int           // most messages to return; at most MaxPage
	Most  time.Duration // stop looking after about this time; zero: never
}

// Scanned is what a [Scan] found.
type Scanned struct {
	Found []*Message // newest first
	Next  uint64     // the Before to go on with; zero: the room's start was reached
}

// MaxCalls is how many unread mentions of one room are counted.
const MaxCalls = 999

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

	// PersonNamed finds an account by text.Fold of its username, or else of
	// its display name.
	PersonNamed(folded string) (Person, error)

	// AddMessage stores a message under the next number of its room. Of its
	// reply it takes Quote.Seq alone; reactions and thread it starts without.
	AddMessage(m Message) (*Message, error)
	// Message returns a message as it is now, with its quote and reactions.
	Message(room ID, seq uint64) (*Message, error)
	// SetMessage writes the text, edit and deletion times, pin, thread and
	// mentions of a message that exists, and returns it as it is now. The
	// index of mentions follows Mentions.
	SetMessage(m *Message) (*Message, error)

	// AddVersion keeps what a message said before an edit; Versions counts
	// them; DropVersions forgets them.
	AddVersion(room ID, seq uint64, v Version) error
	Versions(room ID, seq uint64) (int, error)
	DropVersions(room ID, seq uint64) error

	// SetReaction puts somebody under an emoji of a message or takes them
	// away, and reports whether that changed anything. DropReactions takes
	// all away.
	SetReaction(room ID, seq uint64, emoji string, by UserID, at time.Time, on bool) (bool, error)
	DropReactions(room ID, seq uint64) error

	SetDraft(user UserID, room ID, d Draft) error
	SetLevel(user UserID, room ID, l Level) error
	SetIgnored(user, who UserID, on bool) error

	// Mark returns a read mark, zero when there is none.
	Mark(user UserID, room ID) (uint64, error)
	SetMark(m Mark) error
}

// An Outcome points at what an accepted command made.
type Outcome struct {
	Room ID
	Seq  uint64
}
