package room

import (
	"cmp"
	"time"
)

// An ID names a room for ever: it is never reused, even when the room's name
// is. Zero is no room.
type ID uint64

// A UserID names an account for ever. It has the value of the account's
// keys.AccountID; zero is nobody.
type UserID uint64

// Lobby is the name of the room that exists from the start. Everybody is a
// member of it and nobody can leave it.
const Lobby = "lobby"

// A Rank is what somebody is on the whole server. It has the value of the
// account's keys.Role.
type Rank uint8

// The ranks that matter in rooms. Lower ones mean nothing here.
const (
	RankModerator Rank = 2 // has a moderator's rights in every room that they can see
	RankAdmin     Rank = 3 // has an owner's rights there; so have higher ranks
)

// A Person is an account as the rooms see it.
type Person struct {
	ID   UserID
	Name string // the username as its owner typed it; printable, never empty

	// Display is what the person wants to be called, in any script; clean, at
	// most keys.MaxDisplay columns, empty when they want their username.
	Display string

	Rank Rank
	Bot  bool // a program of somebody's; see keys.Account
	Gone bool // the account was deleted; Name says only which one it was
}

// staff reports whether they are a moderator of the server or more.
func (p Person) staff() bool { return p.Rank >= RankModerator }

// inStaffRoom reports whether they are in the room of the staff.
func (p Person) inStaffRoom() bool { return p.staff() && !p.Bot }

// Called returns what the person is called on screens.
func (p Person) Called() string { return cmp.Or(p.Display, p.Name) }

// A Kind is what sort of room a room is. Its values are stored: only ever append.
type Kind uint8

// The kinds.
const (
	Common Kind = iota // has a name; people join and leave
	Direct             // between two people, or somebody and themselves
	Group              // between up to MaxGroup people
)

// MaxGroup is the most people of a group conversation.
const MaxGroup = 16

// A Room is a room's stored state.
type Room struct {
	ID   ID
	Kind Kind
	// Name is printable. Among common rooms that are not private it is unique by
	// its folded form and its skeleton; a private room may have the name of
	// another room, so that nobody learns of it by trying names. A conversation
	// is stored without a name; the broker fills in "@" and whom the asker
	// talks with, or the ID of a group that the others have left.
	Name        string
	Topic       string // one clean line, possibly empty
	Description string // clean, possibly of several lines, possibly empty
	Creator     UserID // zero for the lobby
	Owner       UserID // zero: the lobby, a conversation, or everybody has gone
	Created     time.Time
	Archived    time.Time // zero: it is in use; else it is only read
	Deleted     time.Time // zero: it exists; else nothing of it is shown any more

	// Staff says that the room is the staff's: whoever is a moderator of the
	// server or more is in it without joining, and nobody else knows of it.
	Staff bool

	Settings

	Last    uint64 // number of the newest message; zero when there is none
	Rev     uint64 // how often something happened to its messages after they were said: 1, 2, 3 … without a hole
	Trimmed uint64 // messages up to this number are gone by the room's retention
	Pins    int    // messages that are pinned
	Members int    // memberships; zero for the lobby, where everybody is
}

// Settings are what a room's owner can choose; the zero value is a public room.
type Settings struct {
	Private    bool          // nobody else sees that it is there; joining needs an invitation
	InviteOnly bool          // everybody sees it; joining needs an invitation
	Announce   bool          // only moderators write
	OpenTopic  bool          // members may change the topic, too
	Slow       time.Duration // between two messages of a member; zero: no wait; moderators never wait
	History    History
	KeepFor    time.Duration // messages older than this go; zero: they stay
	KeepLast   int           // all but the newest so many go; zero: they stay
	MaxMembers int           // zero: no limit
	Files      FilePolicy
	FilesFor   time.Duration // files older than this go, and their messages stay; zero: what the server's setting says
}

// A History says what of the past a room's members see. Its values are stored:
// only ever append.
type History uint8

// The histories.
const (
	HistoryAll    History = iota // everything
	HistoryJoined                // what was said since they joined
	HistoryNone                  // what is said while their session lasts
)

// Open reports whether everybody is a member without joining.
func (r *Room) Open() bool { return r.Kind == Common && r.Name == Lobby && !r.Private }

// Conversation reports whether the room is between certain people, and has
// neither a name of its own nor anybody above the others.
func (r *Room) Conversation() bool { return r.Kind != Common }

// Label returns how the room is written in a sentence: "#books", "@alice". It
// never is empty.
func (r *Room) Label() string {
	switch {
	case !r.Conversation():
		return "#" + r.Name
	case r.Name == "":
		return "@"
	}
	return r.Name
}
