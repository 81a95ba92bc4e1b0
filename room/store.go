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

	// Memberships returns the rooms that a person has joined, without the open
	// ones and the deleted ones.
	Memberships(user UserID) (map[ID]Membership, error)

	// Members returns at most limit members of a room whose account is later
	// than after, by account; of the lobby, all accounts.
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

	// Departing returns the deleted accounts of which something is left.
	Departing() ([]UserID, error)

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
	// message, that one first, then the newest of its replies, oldest first. Of
	// one whose start was trimmed there are the replies.
	Thread(room ID, root uint64, limit int) ([]*Message, error)

	// Pinned returns a room's pinned messages, by number.
	Pinned(room ID) ([]*Message, error)

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

// A Scan picks messages by what is in them. A message matches when all hold;
// deleted ones never do.
type Scan struct {
	Words  []string            // each is part of the text; letter case does not count
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

// Tx is what [Apply] may see and change: the stored state inside one write
// transaction. Its methods fail with ErrNotFound where there is nothing, and
// with other errors only when the store itself fails.
type Tx interface {
	// Outcome returns what the command with this ID led to, and false when it
	// is new. Only accepted commands have an outcome.
	Outcome(id CommandID) (Outcome, bool, error)
	// Record stores what a command led to.
	Record(id CommandID, o Outcome) error

	// Person returns an account as rooms see it, also when it was deleted.
	Person(user UserID) (Person, error)

	// Room returns a room, also when it was deleted.
	Room(id ID) (Room, error)
	// RoomNamed finds a room by text.Fold of its name.
	RoomNamed(key string) (Room, error)
	// RoomLike finds a room by text.Skeleton of its name.
	RoomLike(skeleton string) (Room, error)
	// AddRoom stores a new room and returns it with its ID, which is one more
	// than that of any room before it.
	AddRoom(r Room) (Room, error)

	// SetRoom writes what can change of a room that exists: name, topic,
	// description, owner, settings, archived and deleted. The indices of names
	// hold common rooms that are neither private nor deleted.
	SetRoom(r Room) error

	// Membership returns somebody's place in a room, and false when they have
	// none. SetMembership writes it, counting a new one; RemoveMember takes it
	// away, with what the person has set for the room.
	Membership(room ID, user UserID) (Membership, bool, error)
	SetMembership(room ID, user UserID, m Membership) error
	RemoveMember(room ID, user UserID) error
	// Members returns the members of a room, by account, at most limit of
	// those behind after.
	Members(room ID, after UserID, limit int) ([]UserID, error)
	// MemberWith returns the member with the lowest account behind after who has
	// at least a role, and false when there is none.
	MemberWith(room ID, role Role, after UserID) (UserID, bool, error)
	// Joined returns the rooms that somebody is a member of, by ID.
	Joined(user UserID) ([]ID, error)
	// Owned returns how many common rooms somebody owns.
	Owned(user UserID) (int, error)

	// Invitation returns an invitation, ended or not, and false when there is
	// none. Invitations counts those of a room that have not ended.
	Invitation(room ID, user UserID) (Invitation, bool, error)
	Invitations(room ID, now time.Time) (int, error)
	SetInvitation(i Invitation) error
	RemoveInvitation(room ID, user UserID) error
	// EndedInvitations returns at most limit invitations that have ended.
	EndedInvitations(now time.Time, limit int) ([]Invitation, error)

	// Conversation returns the room between just these people, rising, each
	// once. AddConversation stores a new one with them as its members, and
	// returns it with its ID. A member who leaves ends what Conversation knows.
	Conversation(people []UserID) (Room, error)
	AddConversation(r Room, people []UserID, at time.Time) (Room, error)

	// Blocks reports whether somebody blocks another; Blocked counts whom.
	Blocks(user, who UserID) (bool, error)
	Blocked(user UserID) (int, error)
	SetBlocked(user, who UserID, on bool) error
	// Policy returns who may begin a conversation with somebody.
	Policy(user UserID) (Policy, error)

	// Posted returns when somebody last wrote in a room, as far as SetPosted
	// was told; the zero time when it was not.
	Posted(room ID, user UserID) (time.Time, error)
	SetPosted(room ID, user UserID, at time.Time) error

	// Trim removes messages of a room from its oldest on, up to a number at
	// most, with all that belongs to them, and returns the number it came to.
	// It stops after about [SliceKeys] records.
	Trim(room ID, upTo uint64) (uint64, error)
	// Sweep removes about SliceKeys records of a deleted room, and reports
	// whether there are more.
	Sweep(room ID) (more bool, err error)

	// Departure returns what a deleted account has left to be cleared away,
	// and false when nothing is. SetDeparture notes how far that has come;
	// EndDeparture that it is done.
	Departure(user UserID) (Departure, bool, error)
	SetDeparture(user UserID, d Departure) error
	EndDeparture(user UserID) error
	// ForgetPerson removes what an account has chosen for itself: drafts,
	// levels, whom it ignores and blocks and who does so to it, marks,
	// invitations, mentions. About SliceKeys records at a time.
	ForgetPerson(user UserID) (more bool, err error)
	// SaidBy returns messages of a room by an author that are not deleted,
	// from a number on, rising, at most limit, looking at no more than
	// SliceKeys messages; next is the number to go on with, zero at the end.
	SaidBy(room ID, author UserID, from uint64, limit int) (found []uint64, next uint64, err error)

	// PersonNamed finds an account by text.Fold of its username, or else of
	// its display name.
	PersonNamed(folded string) (Person, error)

	// AddMessage stores a message under the next number of its room. Of its
	// reply it takes Quote.Seq alone; reactions and thread it starts without.
	AddMessage(m Message) (*Message, error)
	// Message returns a message as it is now, with its quote and reactions.
	Message(room ID, seq uint64) (*Message, error)
	// SetMessage writes the text, edit and deletion times, who deleted it, pin,
	// thread and mentions of a message that exists, and returns it as it is now. The
	// index of mentions follows Mentions.
	SetMessage(m *Message) (*Message, error)

	// AllDeleted reports whether no message of a room behind one number and
	// before another stands. Of more than SliceKeys the answer is no.
	AllDeleted(room ID, after, before uint64) (bool, error)

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
	// Ignores reports whether somebody ignores another; Ignored counts whom.
	Ignores(user, who UserID) (bool, error)
	Ignored(user UserID) (int, error)
	SetIgnored(user, who UserID, on bool) error

	// Mark returns a read mark, zero when there is none.
	Mark(user UserID, room ID) (uint64, error)
	SetMark(m Mark) error
}

// SliceKeys is about how many records one command of the server itself removes,
// so that the commands of people do not wait long behind it.
const SliceKeys = 2000

// A Participant is a member of a room, with their place in it.
type Participant struct {
	Person     Person
	Membership Membership
}

// A Departure is how far the clearing away of a deleted account has come.
type Departure struct {
	Erase bool   // what it has said goes, too
	Room  ID     // all before this one are done
	Seq   uint64 // and in this one what lies before this number
}

// An Outcome points at what an accepted command made.
type Outcome struct {
	Room ID
	Seq  uint64
}
