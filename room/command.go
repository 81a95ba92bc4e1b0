package room

import "time"

// A Command is an intent. It becomes a fact when [Apply] has decided it and
// the decision is on disk. The kinds are the types of this file, and the only
// ones: a store that is given another must stop.
type Command interface {
	header() Header
}

// Header is what every command carries.
type Header struct {
	ID CommandID
	At time.Time // stamped by whoever submits; Apply reads no clock
	By UserID
}

func (h Header) header() Header { return h }

// The commands.
type (
	// Create makes a room and its creator its first member.
	Create struct {
		Header
		Name  string
		Topic string
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

	// Post says something. Text is clean and within the limits.
	Post struct {
		Header
		Room  ID
		Style Style
		Text  string
		Reply uint64 // number of the message that it answers; zero: none
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
	// text, versions, reactions, pin and mentions go.
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

	// Pin pins a message to its room, or takes the pin out.
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
