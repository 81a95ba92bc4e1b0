package room

import (
	"time"

	"snug/keys/audit"
)

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
	// those behind after; of the lobby, everybody but the bots that were not put in.
	Members(room ID, after UserID, limit int) ([]UserID, error)
	// MemberWith returns the member with the lowest account behind after who has
	// at least a role, and false when there is none.
	MemberWith(room ID, role Role, after UserID) (UserID, bool, error)
	// KeptBy returns the bots of somebody that are not deleted, by account; there
	// are not many.
	KeptBy(user UserID) ([]UserID, error)
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

	// Conduct returns what rooms have to know of an account, and House what the
	// server's settings say, as of now.
	Conduct(user UserID) (Conduct, error)
	House(now time.Time) (House, error)
	// Pace returns how much a new account, or a bot, has written lately. EndPaces
	// takes away those of minutes that began then or before, at most limit of them,
	// and returns how many.
	Pace(user UserID) (Pace, error)
	SetPace(user UserID, p Pace) error
	EndPaces(from time.Time, limit int) (int, error)

	// Penalty returns what somebody may not do in a room, ended or not.
	// SetPenalty writes it; the zero Penalty removes it. Penalties counts those
	// of a room.
	Penalty(room ID, user UserID) (Penalty, error)
	SetPenalty(room ID, user UserID, p Penalty) error
	Penalties(room ID) (int, error)
	// EndPenalties takes away mutes and bans that have ended, the first to end
	// first, at most limit of them, and returns how many.
	EndPenalties(now time.Time, limit int) (int, error)

	// StaffRoom returns the staff's room, or ErrNotFound. AddStaffRoom stores it
	// and returns it with its ID.
	StaffRoom() (Room, error)
	AddStaffRoom(r Room) (Room, error)
	// AddReport stores a report and returns it with its ID, which is one more
	// than that of any before it. SetReport writes what can change of one.
	AddReport(r Report) (Report, error)
	SetReport(r Report) error
	Report(id uint64) (Report, error)
	// OpenReports returns the open ones by somebody; ThreadAbout the thread of the
	// staff room about somebody, zero when there is none.
	OpenReports(by UserID) ([]Report, error)
	ThreadAbout(who UserID) (uint64, error)
	// Untold returns the decided reports by somebody that they have not heard of,
	// by ID.
	Untold(by UserID) ([]Report, error)

	// The audit log.
	audit.Log

	// Posted returns when somebody last wrote in a room, as far as SetPosted
	// was told; the zero time when it was not.
	Posted(room ID, user UserID) (time.Time, error)
	SetPosted(room ID, user UserID, at time.Time) error

	// Trim removes messages of a room from its oldest on, up to a number at
	// most, with all that belongs to them, and returns the number it came to.
	// Their outcomes stay, without Body: who repeats one is not heard twice.
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
	// invitations, mentions; and penalties, and how much it has written lately.
	// Of an account that is to be erased also what reports say that it had said.
	// About SliceKeys records at a time.
	ForgetPerson(user UserID) (more bool, err error)
	// SaidBy returns messages of a room by an author that are not deleted,
	// from a number on, rising, at most limit, looking at no more than
	// SliceKeys messages; next is the number to go on with, zero at the end.
	SaidBy(room ID, author UserID, from uint64, limit int) (found []uint64, next uint64, err error)

	// PersonNamed finds an account by text.Fold of its username, or else of
	// its display name.
	PersonNamed(folded string) (Person, error)

	// AddMessage stores a message under the next number of its room, and its file
	// under the next number of the server. Of its
	// reply it takes Quote.Seq alone; reactions and thread it starts without.
	AddMessage(m Message) (*Message, error)
	// Message returns a message as it is now, with its quote and reactions.
	Message(room ID, seq uint64) (*Message, error)
	// SetMessage writes the text, edit and deletion times, who deleted it, pin,
	// thread and mentions of a message that exists, and returns it as it is now. The
	// index of mentions follows Mentions. Of its file it takes that it is gone or has
	// expired, and nothing else: neither is ever taken back.
	SetMessage(m *Message) (*Message, error)

	// UsageOf, UsageIn and UsageAll return what the files take up that somebody has
	// put in, that a room has, and that are on disk: AddMessage, SetMessage, Trim and
	// Sweep keep them, and which blobs are in use. A file counts while its message has
	// one that has not expired; on disk, a blob does until Unlink.
	UsageOf(user UserID) (Usage, error)
	UsageIn(room ID) (Usage, error)
	UsageAll() (Usage, error)
	// Stored reports whether UsageAll counts a blob already, so that one more file
	// with these bytes takes up no more.
	Stored(s Sum) (bool, error)
	// Unlink forgets blobs that nothing refers to; of the others nothing changes.
	Unlink(sums []Sum) error

	// Revise counts that something has happened to a message after it was said:
	// the message gets the next revision of its room, and its former one, if it had
	// one, is nobody's any more. It returns the message as it is then.
	Revise(m *Message) (*Message, error)

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

	// Body is of a [Post] the beginning of the SHA-256 of what it said, and how; zero:
	// it was not kept. The same ID with another body is a mistake of who made it.
	Body [8]byte
}
