package room

import (
	"time"

	"snug/keys/sanction"
)

// An Event is a fact: a command that was accepted and is on disk. The kinds
// are the types of this file, and the only ones. Events are shared between
// sessions: nobody may change one.
type Event interface {
	// InRoom returns the room that the event happened in, zero for none.
	InRoom() ID
}

// A Change is what happened to a message.
type Change uint8

// The changes.
const (
	WasEdited Change = iota
	WasDeleted
	WasReacted // the reactions differ
	WasPinned  // or its pin was taken out
	WasExpired // its file is gone, and it stays
)

// A Removal is what else comes of the end of somebody's membership.
type Removal struct {
	Heir  UserID // owns the room now, which they did before; zero: nobody does, or they did not
	Ended bool   // the room is deleted, because nobody was left who could be in it

	// Bots are theirs, by account, and not in the room any more either. Of each the
	// room hears by an event of its own.
	Bots []Person
}

// The events.
type (
	// Created: a room was made.
	Created struct {
		Room   Room
		People []Person // who is in it from the start, by account
	}

	// Revised: a room was renamed, described, configured, archived or brought
	// back, or has another owner.
	Revised struct {
		Was, Is Room
		By      Person
		At      time.Time
	}

	// Discarded: a room was deleted. Nobody is in it any more.
	Discarded struct {
		Room Room
		By   Person
		At   time.Time
	}

	// Appointed: a member has another role.
	Appointed struct {
		Room ID
		Who  Person
		Role Role
		By   Person
		At   time.Time
	}

	// Invited: somebody may join a room. They and nobody else hear of it.
	Invited struct {
		Room      Room
		Who       UserID
		By        Person
		At, Until time.Time
	}

	// Uninvited: somebody may not join any more. Only they hear of it.
	Uninvited struct {
		Room ID
		Who  UserID
	}

	// Blocking: somebody blocks another, or no longer. Only they hear of it.
	Blocking struct {
		User, Who UserID
		On        bool
	}

	// Trimmed: a room's messages up to a number are gone.
	Trimmed struct {
		Room ID
		UpTo uint64
		Pins int // messages that are pinned then
	}

	// Swept: some of what nobody needs was cleared away.
	Swept struct{ More bool } // there is more to clear away

	// Unlinked: blobs that nothing refers to were forgotten.
	Unlinked struct{ Sums []Sum }

	// Departed: some of what a deleted account has left was cleared away.
	Departed struct {
		Who    UserID
		Left   []ID      // rooms that it is out of now
		Owned  []Room    // rooms that have another owner now, or none
		Ended  []ID      // rooms that are deleted, because nobody is left in them
		Erased []Changed // what it had said, as tombstones
		More   bool      // there is more to clear away
	}

	// Kicked: somebody's membership was ended by another.
	Kicked struct {
		Room   ID
		Who    Person
		By     Person
		At     time.Time
		Reason string
		Removal
	}

	// Punished: somebody is muted or banned in a room, or not any more. The room
	// hears of it.
	Punished struct {
		Room ID
		Who  Person
		What Measure
		Is   sanction.Sanction // zero: lifted
		Left bool              // they were a member, and are none any more
		By   Person
		At   time.Time
		Removal
	}

	// Purged: messages were deleted at once.
	Purged struct {
		Room ID
		By   Person
		At   time.Time
		Gone []Changed // newest first
		Next uint64    // the Before to go on with; zero: nothing is left

		about numbers // of Gone and of what those quote, in a ring
	}

	// Reported: somebody has told the staff something, or that was decided.
	Reported struct {
		Report Report
		Opened *Room   // the staff room, when this made it
		Began  *Posted // what the thread about the person begins with, when this began it
		Posted *Posted // what is said there, behind Began; nil: nothing
	}

	// Heard: somebody knows how their reports came out, up to a number. Only
	// they hear of it.
	Heard struct {
		User UserID
		UpTo uint64
	}

	// Joined: a person became a member, or a bot, whose keeper has put it in.
	Joined struct {
		Room       ID
		Who        Person
		At         time.Time
		Membership Membership
	}

	// Left: a person's membership ended.
	Left struct {
		Room ID
		Who  Person
		At   time.Time

		// Ended: the room is deleted, because nobody was left who could be in it.
		Ended bool
		Bots  []Person // as of a [Removal]
	}

	// Posted: something was said.
	Posted struct {
		Message *Message
		Root    *Message // for a reply: what its thread starts with, as it is now; nil when that was trimmed
		Again   bool     // only of what Do returns: it was said before, under the same ID
	}

	// Changed: something happened to a message.
	Changed struct {
		Message *Message // as it is now
		Change  Change
		Rev     uint64 // of the room, that this was; something later may have given the message another
		By      Person
		At      time.Time
		Unnamed []UserID // whom it named before and does not any more
		Pins    int      // messages that are pinned in its room then
	}

	// Drafted: somebody's draft was saved. Only they hear of it.
	Drafted struct {
		User  UserID
		Room  ID
		Draft Draft
	}

	// Notified: somebody chose what they want to be told. Only they hear of it.
	Notified struct {
		User  UserID
		Room  ID
		Level Level
	}

	// Ignoring: somebody ignores another, or no longer. Only they hear of it.
	Ignoring struct {
		User, Who UserID
		On        bool
	}

	// Marked: read marks moved. Only the marks that did move are in it.
	Marked struct{ Marks []Mark }
)

// A Refused is no fact: a command that moderates was refused, and that it was
// tried is in the audit log. A store gives the submitter its error and nobody
// the event.
type Refused struct{ Why error }
