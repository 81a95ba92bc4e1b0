package keys

import (
	"cmp"
	"strconv"
	"time"
)

// fixedPrefix begins the name under which the store keeps what the configuration
// sets a setting of the server to. It is kept there so that a decision sees it,
// whoever makes it.
const fixedPrefix = "config:"

// fixedAs returns what the configuration sets a setting to; empty: nothing.
func fixedAs(settings map[string]string, name string) string { return settings[fixedPrefix+name] }

// valueOf returns what a setting of the server is now.
func (s houseSetting) valueOf(settings map[string]string) string {
	return cmp.Or(fixedAs(settings, s.Name), settings[s.Name], s.Default)
}

// houseValue is valueOf by name, which must be that of a setting.
func houseValue(settings map[string]string, name string) string {
	for _, s := range house {
		if s.Name == name {
			return s.valueOf(settings)
		}
	}
	return ""
}

// Rules are what the settings of the server and a lockdown say about what people
// write. They have the fields of room.House.
type Rules struct {
	ReadOnly  bool          // a lockdown: only the trusted and the staff write
	Until     time.Time     // when that ends; zero: when somebody lifts it
	Probation time.Duration // how long an account is new; zero: never
	Rate      int           // messages a minute of a new account, at least 1
	Links     bool          // new accounts may write links

	SendRate  int // messages a second of one account, at least 1
	SendBurst int // that it may write at once, at least 1

	Files      bool          // people may put files into rooms
	StaffFiles bool          // and nobody but the staff
	FileSize   int64         // bytes that one may have
	FilesOf    int64         // that those of one person may have together
	FilesIn    int64         // that those of one room may
	FilesAll   int64         // that all may take up on disk
	FilesFor   time.Duration // how long they stay where a room does not say; zero: as long as their messages
	GuestFiles bool          // whoever has no account may read those of public rooms
}

// HouseOf returns the rules of a server at a time, given what [Reader] returns as
// its settings and its lockdown. A value that nobody can have set counts as the
// default, or lets nobody do anything.
func HouseOf(settings map[string]string, l Lockdown, now time.Time) Rules {
	return RulesOf(settings).Under(l, now)
}

// Under returns the rules as a lockdown makes them, at a time.
func (r Rules) Under(l Lockdown, now time.Time) Rules {
	if l.In(now) >= ReadOnly {
		r.ReadOnly, r.Until = true, l.Until
	}
	return r
}

// RulesOf is HouseOf where there is no lockdown.
func RulesOf(settings map[string]string) Rules {
	var r Rules
	r.Probation, _ = parseLasting(houseValue(settings, HouseProbation))
	r.Rate, _ = strconv.Atoi(houseValue(settings, HouseProbationRate))
	r.Rate = max(r.Rate, 1)
	r.Links = houseValue(settings, HouseProbationLinks) == yes
	r.SendRate, _ = strconv.Atoi(houseValue(settings, HouseSendRate))
	r.SendBurst, _ = strconv.Atoi(houseValue(settings, HouseSendBurst))
	r.SendRate, r.SendBurst = max(r.SendRate, 1), max(r.SendBurst, 1)
	r.ofFiles(settings)
	return r
}

// The values of the setting HouseFiles: who may put files into rooms.
const (
	filesByMembers = "members"
	filesByStaff   = "staff"
	filesOff       = "off"
)

// ofFiles fills in what the settings say of files.
func (r *Rules) ofFiles(settings map[string]string) {
	who := houseValue(settings, HouseFiles)
	r.StaffFiles = who == filesByStaff
	r.Files = r.StaffFiles || who == filesByMembers
	for name, bytes := range map[string]*int64{
		HouseFileSize: &r.FileSize, HouseFileQuota: &r.FilesOf, HouseFileRoomQuota: &r.FilesIn, HouseFileTotal: &r.FilesAll,
	} {
		*bytes, _ = parseSize(houseValue(settings, name))
	}
	r.FilesFor, _ = parseLasting(houseValue(settings, HouseFileKeep))
	r.GuestFiles = houseValue(settings, HouseGuestFiles) == yes
}

// signUpMode returns who may sign up, but for a lockdown.
func signUpMode(settings map[string]string) Mode { return Mode(houseValue(settings, HouseSignUp)) }
