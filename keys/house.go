package keys

import (
	"time"

	"snug/text/lang"
)

// A Mode says who may sign up. Its names are the values of the setting.
type Mode string

// The modes.
const (
	Open     Mode = "open"
	ByInvite Mode = "invite"   // with the code of an invitation
	Approval Mode = "approval" // and wait for a moderator; with a code at once
	Closed   Mode = "closed"
)

// A Level is how far the server is closed.
type Level uint8

// The levels. Each does what those below it do.
const (
	Normal    Level = iota
	NoSignUp        // nobody signs up, not with a code either
	ReadOnly        // only the trusted and the staff write
	StaffOnly       // nobody below a moderator begins a session
	LocalOnly       // nobody does, but over the admin socket
)

// A Lockdown closes the server for a time.
type Lockdown struct {
	Level Level
	Since time.Time
	Until time.Time // zero: until it is lifted
	By    string
	Why   string
}

// In returns the level that counts at a time.
func (l Lockdown) In(now time.Time) Level {
	if !l.Until.IsZero() && !now.Before(l.Until) {
		return Normal
	}
	return l.Level
}

// A Tone is how loud an announcement is.
type Tone uint8

// The tones.
const (
	Info Tone = iota
	Warning
	Critical
)

// An Announcement is told to everybody.
type Announcement struct {
	Text  string // clean, possibly of several lines
	Tone  Tone
	By    string
	At    time.Time
	Until time.Time // who comes before then is told, too
}

// A HouseSetting is a setting of the whole server. Values are strings as typed,
// in the form that its setting prints.
type HouseSetting struct {
	Name  string
	Value string
	// Fixed says that the configuration file sets it, so that nothing else can.
	Fixed   bool
	Default string
	Values  []string // what it can be; nil: see Form
	Form    string   // what it looks like, such as "DURATION", for help
	Help    lang.Key // one sentence
}

// The names of the settings of the server.
const (
	HouseSignUp         = "sign-up"         // a Mode
	HouseSendRate       = "send-rate"       // messages a second of one account
	HouseSendBurst      = "send-burst"      // messages that it may write at once
	HouseProbation      = "probation"       // how long an account is new; "0s": never
	HouseProbationRate  = "probation-rate"  // messages a minute of a new account
	HouseProbationLinks = "probation-links" // "yes" or "no": whether new accounts may write links
	HouseMOTD           = "motd"            // shown when a session begins
	HouseBots           = "bots"            // who may make bots: "members", "staff" or "off"
	HouseFiles          = "files"           // who may put files into rooms: "members", "staff" or "off"
	HouseFileSize       = "file-size"       // of one file, such as "25M"
	HouseFileQuota      = "file-quota"      // of one person's files together
	HouseFileRoomQuota  = "file-room-quota" // of one room's
	HouseFileTotal      = "file-total"      // of all on disk
	HouseFileKeep       = "file-keep"       // how long files stay where a room does not say; "0s": as long as their messages
	HouseGuestFiles     = "guest-files"     // "yes" or "no": whether whoever has no account may read the files of public rooms
	HouseContact        = "contact"         // how to reach the people who run the server
)
