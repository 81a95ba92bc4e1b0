package room

import (
	"math"
	"time"

	"snug/keys/sanction"
)

// Operator is whoever is at the machine and uses the admin socket: nobody's
// account. They rank above everybody, are in no room, and cannot say anything.
const Operator UserID = math.MaxUint64

// OperatorName is what the [Operator] is called.
const OperatorName = "operator"

// A Penalty is what somebody may not do in one room. The zero Penalty is none.
type Penalty struct {
	Muted  sanction.Sanction // write, react, edit
	Banned sanction.Sanction // be a member, and read
}

// A Penalized is somebody with a penalty in a room.
type Penalized struct {
	Person  Person
	Penalty Penalty
}

// A Measure is a kind of penalty.
type Measure uint8

// The measures.
const (
	Mute Measure = iota
	Ban
)

// A Conduct is what rooms have to know of an account besides who it is.
type Conduct struct {
	Since     time.Time         // when it was made
	Muted     sanction.Sanction // everywhere
	Suspended sanction.Sanction // not here at all
	Trusted   bool

	// Of a bot. What its keeper may not do, it may not do either: the longer of both
	// their mutes and suspensions stands above, and it is new, and trusted, when the
	// keeper is.
	Keeper UserID // whose it is; zero: it is a person
	Rate   int    // messages a minute, at least 1
}

// A House is what the server's settings say about rooms.
type House struct {
	ReadOnly  bool          // a lockdown: only the trusted and the staff write
	Until     time.Time     // when that ends; zero: when somebody lifts it
	Probation time.Duration // how long an account is new; zero: never
	Rate      int           // messages a minute of a new account, at least 1
	Links     bool          // new accounts may write links

	SendRate  int // messages a second of one account; zero: as many as it likes
	SendBurst int // that it may write at once

	Files      bool          // people may put files into rooms
	StaffFiles bool          // and nobody but the staff
	FileSize   int64         // bytes that one may have
	FilesOf    int64         // that those of one person may have together
	FilesIn    int64         // that those of one room may
	FilesAll   int64         // that all may take up on disk
	FilesFor   time.Duration // how long they stay where a room does not say; zero: as long as their messages
	GuestFiles bool          // whoever has no account may read those of public rooms
}

// A Pace is how much of its allowance a new account, or a bot, has used.
type Pace struct {
	From time.Time // the minute that is counted
	N    int       // messages in it
}

// A Report is what somebody has told the staff about somebody.
type Report struct {
	ID     uint64 // 1, 2, 3 … never used again
	At     time.Time
	By     Person
	About  Person
	Reason string // clean, one line

	// The message, if it is about one; else zero. Excerpt is what it said then, and
	// what its file was called: who reports it shows it to the staff, also one of a
	// private conversation.
	Room    ID
	Seq     uint64
	Excerpt string

	State   ReportState
	Decided time.Time // zero: open
	Judge   Person    // who decided; zero: nobody yet
	Answer  string    // to the reporter; clean, possibly empty
	Told    bool      // the reporter knows how it came out
	Thread  uint64    // message of the staff room with which all about this person starts; zero: it is not shown there
}

// A ReportState is what has become of a report. Its values are stored: only ever
// append.
type ReportState uint8

// The states.
const (
	ReportOpen ReportState = iota
	ReportResolved
	ReportDismissed
)

// Limits of moderation.
const (
	MaxOpenReports = 20   // of one reporter
	MaxReason      = 300  // bytes
	PurgeAtOnce    = 200  // messages of one [Purge]
	MaxPurge       = 1e5  // messages that one person purges with one request
	MaxPenalties   = 5000 // of one room
)

// StaffRoom is the name of the room in which the staff reads what is reported. It
// is there from the first report on; whoever is a moderator of the server or more
// is in it, without joining, and nobody else knows of it.
const StaffRoom = "staff"
