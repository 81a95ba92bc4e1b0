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

	// Rooms returns every room that is not deleted, by ID, and Discarded the
	// deleted ones of which something is left.
	Rooms() ([]Room, error)
	Discarded() ([]ID, error)

	// Memberships returns the rooms that a person has joined, without the deleted
	// ones; the lobby is among them for a bot alone.
	Memberships(user UserID) (map[ID]Membership, error)

	// Members returns at most limit members of a room whose account is later
	// than after, by account; of the lobby, everybody but the bots that were not put
	// in, and of the staff room the staff.
	Members(room ID, after UserID, limit int) ([]Participant, error)

	// Moderators returns the moderators and the owner of a room, by account.
	Moderators(room ID) ([]Participant, error)

	// Invitations returns those of a person that have not ended at a time, by
	// room, and InvitationsTo those of a room, by person.
	Invitations(user UserID, now time.Time) ([]Invitation, error)
	InvitationsTo(room ID, now time.Time) ([]Invitation, error)

	// Conversation returns the one between just these people, rising, each
	// once, or [ErrNotFound].
	Conversation(people []UserID) (ID, error)

	// Blocked returns the accounts that a person blocks, by ID.
	Blocked(user UserID) ([]UserID, error)

	// Tombstones returns the numbers of a room's deleted messages, rising.
	Tombstones(room ID) ([]uint64, error)

	// Pins returns the numbers of a room's pinned messages, rising.
	Pins(room ID) ([]uint64, error)

	// Penalties returns what people may not do in a room, by account, and
	// PenaltiesOf what somebody may not do, by room; ended or not.
	Penalties(room ID) ([]Penalized, error)
	PenaltiesOf(user UserID) (map[ID]Penalty, error)

	// Conduct returns what rooms have to know of an account; House what the
	// server's settings say.
	Conduct(user UserID) (Conduct, error)
	House(now time.Time) (House, error)

	// Report returns one, and Reports at most limit whose number is less than
	// before, the newest first, zero from the end; about: of one person only,
	// zero of all.
	Report(id uint64) (Report, error)
	Reports(about UserID, open bool, before uint64, limit int) ([]Report, error)
	// ReportsBy is Reports by the reporter, and Untold those that were decided
	// and of which they have not heard.
	ReportsBy(by UserID, before uint64, limit int) ([]Report, error)
	Untold(by UserID) ([]Report, error)

	// Departing returns the deleted accounts of which something is left.
	Departing() ([]UserID, error)

	// History returns at most limit messages of a room, oldest first: the
	// newest of those with After < Seq < Before. A zero Before means no bound.
	History(room ID, q Range) ([]*Message, error)

	// Changes returns the messages of a room that something has happened to since a
	// revision, as they are now, by revision. Those that were trimmed are not among
	// them.
	Changes(room ID, s Since) ([]*Message, error)

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
	// message, that one first, then the newest of its replies, oldest first. Of
	// one whose start was trimmed there are the replies.
	Thread(room ID, root uint64, limit int) ([]*Message, error)

	// Pinned returns a room's pinned messages, by number.
	Pinned(room ID) ([]*Message, error)

	// FilePlace returns the room and the number of the message with a file, expired or
	// not, or [ErrNotFound].
	FilePlace(id FileID) (room ID, seq uint64, err error)

	// Files returns at most limit messages of a room whose file has not expired and
	// has a number less than before, the newest file first; zero: from the newest.
	Files(room ID, before FileID, limit int) ([]*Message, error)

	// OldFiles returns at most limit messages of a room whose file has not expired, and
	// that were said before a time, the oldest file first.
	OldFiles(room ID, until time.Time, limit int) ([]*Message, error)

	// FileUse returns what files take up: of somebody, of a room, on disk. A zero user or
	// room leaves theirs out.
	FileUse(user UserID, room ID) (of, in, all Usage, err error)

	// MayPost decides what a post would be refused for now, and writes nothing.
	MayPost(p Post) error

	// Unused returns at most limit blobs that nothing refers to, and Used whether
	// something refers to one.
	Unused(limit int) ([]Sum, error)
	Used(s Sum) (bool, error)

	// Versions returns what a message said before its edits, oldest first.
	Versions(room ID, seq uint64) ([]Version, error)

	// Scan goes through a room's messages from Before down to Above, in short
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

// Since picks messages of a room by what has happened to them.
type Since struct {
	Rev   uint64 // revision, exclusive
	Above uint64 // number, exclusive; zero: all
	Limit int    // the first so many, at most MaxPage; zero or less means none
}

// A Scan picks messages by what is in them. A message matches when all hold;
// deleted ones never do.
type Scan struct {
	Words  []string            // each is part of the text, or of the name of the file; letter case does not count
	From   UserID              // its author; zero: anybody
	After  time.Time           // said at this time or later; zero: no lower end
	Before uint64              // number, exclusive; zero: from the newest
	Above  uint64              // number, exclusive; zero: down to the oldest
	Until  time.Time           // said before this time; zero: no upper end
	Match  func(*Message) bool // asked last, of what matches otherwise; nil: all

	Limit int           // most messages to return; at most MaxPage
	Most  time.Duration // stop looking after about this time; zero: never
}

// Scanned is what a [Scan] found.
type Scanned struct {
	Found []*Message // newest first
	Next  uint64     // the Before to go on with; zero: all were looked at
}

// MaxCalls is how many unread mentions of one room are counted.
const MaxCalls = 999

// MaxPage is the most messages that one read of history returns.
const MaxPage = 1000

// A Participant is a member of a room, with their place in it.
type Participant struct {
	Person     Person
	Membership Membership
}
