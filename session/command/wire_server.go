package command

import (
	"snug/keys"
	"snug/room"
)

// The objects of --json that are about the server; the contract of wire.go holds
// for them.

type serverObject struct {
	V        int    `json:"v"`
	Type     string `json:"type"`
	Version  string `json:"version"`
	HostKey  string `json:"host_key"`
	Connect  string `json:"connect"`  // how people connect
	SignUp   string `json:"sign_up"`  // "open", "invite", "approval" or "closed", as it is now
	Contact  string `json:"contact"`  // of the people who run the server; possibly empty
	Lockdown int    `json:"lockdown"` // 0: none
}

// A statsObject is what "server stats" gives. Minutes and Hours are numbers of
// messages, the oldest first, and end now.
type statsObject struct {
	V             int               `json:"v"`
	Type          string            `json:"type"`
	At            string            `json:"at"`
	Started       string            `json:"started"`
	Sessions      int               `json:"sessions"`
	Present       int               `json:"present"` // people with a session that is seen
	Rooms         int               `json:"rooms"`
	Conversations int               `json:"conversations"`
	Minutes       []uint32          `json:"minutes"`    // in each of the last 60 minutes
	Hours         []uint32          `json:"hours"`      // in each of the last 24 hours
	Goroutines    int               `json:"goroutines"` // of the program, now
	Panics        uint64            `json:"panics"`     // faults that were contained since the start
	Store         storeObject       `json:"store"`
	Refused       map[string]uint64 `json:"refused"` // how often each limit was hit since the start
}

type storeObject struct {
	Bytes    int64  `json:"bytes"`
	DiskFree *int64 `json:"disk_free"` // bytes; null: not known
	Entries  uint64 `json:"entries"`   // of the audit log
	Commits  uint64 `json:"commits"`   // since the start
	Median   int64  `json:"median_us"` // of the latest commits, in microseconds
	Slowest  int64  `json:"p99_us"`    // the 99th of a hundred of them
	Waiting  int    `json:"waiting"`   // commands that wait for the store

	Files     int   `json:"files"`      // on disk, where the same bytes count once
	FileBytes int64 `json:"file_bytes"` // of those
}

type healthObject struct {
	V      int           `json:"v"`
	Type   string        `json:"type"`
	OK     bool          `json:"ok"`
	Checks []checkObject `json:"checks"`
}

type checkObject struct {
	Name   string `json:"name"` // "store", "disk" or "queue"
	OK     bool   `json:"ok"`
	Detail string `json:"detail"` // in English
}

type houseSettingObject struct {
	V       int      `json:"v"`
	Type    string   `json:"type"`
	Key     string   `json:"key"`
	Value   string   `json:"value"`
	Default string   `json:"default"`
	Values  []string `json:"values"` // null: see form
	Form    string   `json:"form"`   // what it looks like, such as "DURATION"
	Fixed   bool     `json:"fixed"`  // the configuration file sets it
	Help    string   `json:"help"`
}

func newHouseSettingObject(s keys.HouseSetting) houseSettingObject {
	return houseSettingObject{1, "server_setting", s.Name, s.Value, s.Default, s.Values, s.Form, s.Fixed, string(s.Help)}
}

type lockdownObject struct {
	V      int     `json:"v"`
	Type   string  `json:"type"`
	Level  int     `json:"level"` // 0: none
	Name   string  `json:"name"`  // of the level, such as "read-only"
	Since  *string `json:"since"` // null without one
	Until  *string `json:"until"` // null: until somebody lifts it
	By     string  `json:"by"`
	Reason string  `json:"reason"`
}

func newLockdownObject(l keys.Lockdown) lockdownObject {
	return lockdownObject{1, "lockdown", int(l.Level), lockdownNames[l.Level], stampOf(l.Since), stampOf(l.Until), l.By, l.Why}
}

type announcementObject struct {
	V     int     `json:"v"`
	Type  string  `json:"type"`
	Text  string  `json:"text"`  // empty: none
	Level string  `json:"level"` // "info", "warning" or "critical"
	By    string  `json:"by"`
	At    *string `json:"at"`
	Until *string `json:"until"` // who comes before then is told, too
}

func newAnnouncementObject(a keys.Announcement) announcementObject {
	return announcementObject{1, "announcement", a.Text, a.Tone.String(), a.By, stampOf(a.At), stampOf(a.Until)}
}

type motdObject struct {
	V    int    `json:"v"`
	Type string `json:"type"`
	Text string `json:"text"` // possibly of several lines; empty: none
}

type inviteObject struct {
	V      int     `json:"v"`
	Type   string  `json:"type"`
	Place  string  `json:"place"`          // by which people name the invitation
	Code   string  `json:"code,omitempty"` // told once, to who has made it
	By     string  `json:"by"`
	ByID   string  `json:"by_id"`
	At     string  `json:"at"`
	Until  string  `json:"until"`
	Uses   int     `json:"uses"` // that are left
	Used   int     `json:"used"`
	Role   string  `json:"role"`
	RoomID *string `json:"room_id"` // that it leads to; null: none
}

func newInviteObject(i keys.InviteCode, code string) inviteObject {
	o := inviteObject{
		V: 1, Type: "invite", Place: i.Place, Code: code, By: i.ByName, ByID: accountID(i.By), At: stamp(i.At), Until: stamp(i.Until),
		Uses: i.Uses, Used: i.Used, Role: i.Role.String(),
	}
	if i.Room != 0 {
		id := roomID(room.ID(i.Room))
		o.RoomID = &id
	}
	return o
}

// An applicantObject is an account that waits for approval.
type applicantObject struct {
	V           int    `json:"v"`
	Type        string `json:"type"`
	User        string `json:"user"`
	UserID      string `json:"user_id"`
	Name        string `json:"name"` // what they want to be called
	At          string `json:"at"`
	Note        string `json:"note"` // what they wrote
	Fingerprint string `json:"fingerprint"`
	KeyType     string `json:"key_type"`
}

func newApplicantObject(a keys.Applicant) applicantObject {
	return applicantObject{
		1, "applicant", a.Account.Name, accountID(a.Account.ID), called(a.Account), stamp(a.Account.Created), a.Note,
		a.Key.Fingerprint.String(), a.Key.Type,
	}
}
