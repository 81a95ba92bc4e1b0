package room

import "time"

// The commands that keep a room in order. Who gives them moderates the room and
// is above whom they are about.
type (
	// Kick ends somebody's membership. They may come back, if they could before.
	Kick struct {
		Header
		Room ID
		Who  UserID
	}

	// Penalize mutes or bans somebody in a room until a time, or lifts that.
	// Who is banned stops being a member; their invitation goes.
	Penalize struct {
		Header
		Room  ID
		Who   UserID
		What  Measure
		On    bool
		Until time.Time // zero: until it is lifted
	}

	// Purge deletes messages, the newest first, at most PurgeAtOnce. What is by
	// people who are not below the submitter stays, unless it is their own.
	Purge struct {
		Header
		Room   ID
		Of     []UserID  // only theirs, rising; empty: everybody's
		Since  time.Time // said then or later; zero: no lower end
		Until  time.Time // said before; zero: no upper end
		Before uint64    // number, exclusive; zero: from the newest
		Limit  int       // at most PurgeAtOnce
	}

	// Complain reports somebody, or a message of theirs that the submitter can
	// read, to the staff.
	Complain struct {
		Header
		Who  UserID
		Room ID     // zero: about no message
		Seq  uint64 // the message
		Why  string // clean, not empty, at most MaxReason
	}

	// Judge decides a report. Who gives it is a moderator of the server and above
	// whom it is about.
	Judge struct {
		Header
		Report uint64
		State  ReportState // ReportResolved or ReportDismissed
		Answer string      // clean
	}

	// Hear notes that the submitter knows how their reports came out, up to a
	// number.
	Hear struct {
		Header
		UpTo uint64
	}
)
