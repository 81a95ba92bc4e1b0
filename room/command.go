package room

import (
	"time"

	"snug/keys/audit"
)

// A Command is an intent. It becomes a fact when [Apply] has decided it and
// the decision is on disk. The kinds are the types of this package that have a
// [Header], and the only ones: a store that is given another must stop.
type Command interface {
	header() Header
}

// Header is what every command carries.
type Header struct {
	ID CommandID
	At time.Time // stamped by whoever submits; Apply reads no clock
	By UserID

	// What the audit log says of it, besides; it decides nothing.
	Actor  audit.Actor
	Reason string // clean, possibly empty
}

func (h Header) header() Header { return h }

// The commands.
type (
	// Create makes a common room; its creator owns it and is its first member.
	Create struct {
		Header
		Name     string
		Topic    string
		Settings Settings
	}

	// Converse makes the conversation between the submitter and others, unless
	// there is one: its outcome is the one conversation of just these people.
	Converse struct {
		Header
		With []UserID // the others, rising, each once; empty: with oneself
	}

	// Join makes the submitter a member of a room.
	Join struct {
		Header
		Room ID
	}

	// Leave ends the submitter's membership.
	Leave struct {
		Header
		Room ID
	}

	// Post says something, or puts a file into a room, or both. Text is clean and
	// within the limits.
	Post struct {
		Header
		Room  ID
		Style Style
		Text  string // empty only with a file
		Reply uint64 // number of the message that it answers; zero: none
		File  *File  // without its number, which it gets; its bytes are on disk; nil: none

		// Here are those who were there when it was said, rising. They are named
		// by a text with "@here", if the submitter may call everybody.
		Here []UserID
	}

	// Edit changes what a message says. Only its author may, within
	// [EditWindow] of saying it. Text is clean and within the limits.
	Edit struct {
		Header
		Room ID
		Seq  uint64
		Text string
	}

	// Delete leaves a tombstone of a message: its number and author stay; its
	// text, versions, reactions, pin and mentions go. Its author may, and who
	// moderates the room and is not below the author.
	Delete struct {
		Header
		Room ID
		Seq  uint64
	}

	// React puts the submitter under an emoji of a message, or takes them away.
	React struct {
		Header
		Room  ID
		Seq   uint64
		Emoji string // a name: [a-z0-9_+-], at most MaxEmoji bytes
		On    bool
	}

	// Pin pins a message to its room, or takes the pin out. In a common room
	// moderators may, in a conversation everybody.
	Pin struct {
		Header
		Room ID
		Seq  uint64
		On   bool
	}

	// SaveDraft keeps what the submitter has typed in a room and not sent. An
	// empty draft is forgotten.
	SaveDraft struct {
		Header
		Room  ID
		Draft Draft
	}

	// Notify says what of a room the submitter wants to be told.
	Notify struct {
		Header
		Room  ID
		Level Level
	}

	// Ignore hides what somebody says from the submitter, or shows it again.
	Ignore struct {
		Header
		Who UserID
		On  bool
	}

	// Read moves read marks forward, of any number of people at once. A mark
	// never goes back: an older one changes nothing.
	Read struct {
		Header
		Marks []Mark
	}
)

// The commands about rooms as such.
type (
	// Rename gives a common room another name.
	Rename struct {
		Header
		Room ID
		Name string
	}

	// Describe changes a room's topic or description; nil leaves it as it is.
	Describe struct {
		Header
		Room        ID
		Topic       *string
		Description *string
	}

	// Configure changes a room's settings to what they are in the command. Was
	// is what the submitter saw: when they have changed since, the command is
	// refused, so that of two owners neither undoes what the other did.
	Configure struct {
		Header
		Room    ID
		Was, Is Settings
	}

	// Archive ends what can happen in a room except that it is read, or brings
	// it back.
	Archive struct {
		Header
		Room ID
		On   bool
	}

	// Discard deletes a common room. Its name is free at once; what was said
	// there is shown to nobody any more, and [Sweep] clears it away.
	Discard struct {
		Header
		Room ID
	}

	// Invite lets somebody join a room until a time.
	Invite struct {
		Header
		Room  ID
		Who   UserID
		Until time.Time
	}

	// Uninvite takes an invitation back; the invited person declines so, too.
	Uninvite struct {
		Header
		Room ID
		Who  UserID
	}

	// Appoint makes a member a moderator, or a moderator a member.
	Appoint struct {
		Header
		Room ID
		Who  UserID
		Role Role // Member or Moderator
	}

	// Transfer makes another member the owner; the owner becomes a moderator.
	Transfer struct {
		Header
		Room ID
		Who  UserID
	}

	// PutIn puts a bot of the submitter's into a room that they are in; TakeOut
	// takes it out. Nobody else does, but who moderates a room may kick a bot.
	PutIn struct {
		Header
		Room ID
		Bot  UserID
	}
	TakeOut struct {
		Header
		Room ID
		Bot  UserID
	}

	// Block keeps somebody from writing to the submitter in private and from
	// inviting them, or lets them again.
	Block struct {
		Header
		Who UserID
		On  bool
	}
)

// The commands of the server itself; By is zero. Each does a bounded amount of
// work and is submitted again until nothing is left.
type (
	// Trim forgets a room's messages up to a number, which its retention asks
	// for, the oldest first.
	Trim struct {
		Header
		Room ID
		UpTo uint64
	}

	// Expire ends the file of a message, which stays, when the retention of files
	// asks for it.
	Expire struct {
		Header
		Room ID
		Seq  uint64
	}

	// Unlink forgets blobs that nothing refers to and that are gone from the disk, at
	// most MaxPage. One that something refers to again stays.
	Unlink struct {
		Header
		Sums []Sum
	}

	// Sweep clears away what is left of a deleted room, and invitations and
	// penalties that have ended.
	Sweep struct {
		Header
		Room ID // a deleted one; zero: what has ended
	}

	// Depart takes a deleted account out of its rooms: memberships, ownership,
	// what it has chosen and, when it is to be erased, what it has said.
	Depart struct {
		Header
		Who UserID
	}
)

// A Draft is text that somebody has not sent yet.
type Draft struct {
	Text  string // as typed, at most MaxTextBytes
	Reply uint64 // the message that it would answer; zero: none
	Edit  uint64 // the message that it would change; zero: none
}

// A Level is what of a room somebody wants to be told.
type Level uint8

// The levels. Their values are stored: only ever append.
const (
	Mentions Level = iota // when they are named
	All                   // whatever is said
	None                  // nothing; the room counts quietly
)

// A Mark says that a person has read a room up to a message.
type Mark struct {
	User UserID
	Room ID
	Seq  uint64
}
