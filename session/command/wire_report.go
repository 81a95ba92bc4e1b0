package command

import (
	"time"

	"snug/room"
)

// The objects of --json that are about reports and purges; the contract of
// wire.go holds for them.

// A reportObject is a report. Of the message it has where that is; what it said
// is in "report show" alone.
type reportObject struct {
	V       int     `json:"v"`
	Type    string  `json:"type"`
	ID      uint64  `json:"id"`
	At      string  `json:"at"`
	By      string  `json:"by"`
	ByID    string  `json:"by_id"`
	About   string  `json:"about"`
	AboutID string  `json:"about_id"`
	Reason  string  `json:"reason"`
	RoomID  *string `json:"room_id"` // null: it is about no message
	Message *uint64 `json:"message"` // its number in the room
	State   string  `json:"state"`   // "open", "resolved" or "dismissed"
	Decided *string `json:"decided"` // when
	Judge   *string `json:"judge"`   // username
	Answer  string  `json:"answer"`  // to who has made it

	Excerpt *string `json:"excerpt,omitempty"` // what the message said when it was reported
}

// reportStates are the states in JSON.
var reportStates = [...]string{room.ReportOpen: "open", room.ReportResolved: "resolved", room.ReportDismissed: "dismissed"}

func newReportObject(r room.Report) reportObject {
	o := reportObject{
		V: 1, Type: "report", ID: r.ID, At: stamp(r.At), By: r.By.Name, ByID: userID(r.By.ID), About: r.About.Name, AboutID: userID(r.About.ID),
		Reason: r.Reason, State: reportStates[r.State], Decided: stampOf(r.Decided), Answer: r.Answer,
	}
	if r.Seq != 0 {
		in := roomID(r.Room)
		o.RoomID, o.Message = &in, &r.Seq
	}
	if !r.Decided.IsZero() {
		o.Judge = &r.Judge.Name
	}
	return o
}

// A purgeObject is what "message purge" gives.
type purgeObject struct {
	V        int     `json:"v"`
	Type     string  `json:"type"`
	RoomID   string  `json:"room_id"`
	Messages int     `json:"messages"` // that are gone, or would be
	People   int     `json:"people"`   // whose messages they are
	Spared   int     `json:"spared"`   // that fit, and are by people who are not below the caller
	First    *uint64 `json:"first"`    // number of the oldest; null without one
	Last     *uint64 `json:"last"`
	More     bool    `json:"more"` // the limit was reached
	DryRun   bool    `json:"dry_run"`
	Since    *string `json:"since"`
	Until    *string `json:"until"`
}

func newPurgeObject(in room.Room, w room.Sweeping, s room.Swathe) purgeObject {
	o := purgeObject{
		V: 1, Type: "purge", RoomID: roomID(in.ID), Messages: s.Messages, People: s.People, Spared: s.Spared,
		More: s.More, DryRun: w.DryRun, Since: stampOf(w.Since), Until: stampOf(w.Until),
	}
	if s.Messages > 0 {
		o.First, o.Last = &s.First, &s.Last
	}
	return o
}

// A verifiedObject is what "audit verify" gives of a log that is whole.
type verifiedObject struct {
	V       int     `json:"v"`
	Type    string  `json:"type"`
	Entries uint64  `json:"entries"`
	At      *string `json:"at"`   // of the last entry
	Hash    string  `json:"hash"` // of the last entry
}

func newVerifiedObject(entries uint64, at time.Time, hash string) verifiedObject {
	return verifiedObject{1, "audit_verified", entries, stampOf(at), hash}
}
