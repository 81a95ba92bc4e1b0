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
	}

	// Read moves read marks forward, of any number of people at once. A mark
	// never goes back: an older one changes nothing.
	Read struct {
		Header
		Marks []Mark
	}
)

// A Mark says that a person has read a room up to a message.
type Mark struct {
	User UserID
	Room ID
	Seq  uint64
}
