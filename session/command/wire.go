package command

import (
	"cmp"
	"fmt"
	"time"

	"snug/keys"
	"snug/room"
)

// The objects of --json. Their field names are a contract: fields are added,
// never renamed. V is the contract's version.

type roomObject struct {
	V        int    `json:"v"`
	Type     string `json:"type"`
	ID       string `json:"id"`
	Name     string `json:"name"`
	Topic    string `json:"topic"`
	Joined   bool   `json:"joined"`
	Present  int    `json:"present"`
	Unread   uint64 `json:"unread"`
	Mentions uint64 `json:"mentions"` // of the unread ones, those that name the caller
	Notify   string `json:"notify"`   // "all", "mentions" or "none"
	Draft    bool   `json:"draft"`    // the caller has typed something there and not sent it
	Pins     int    `json:"pins"`
	Last     uint64 `json:"last"`              // number of the newest message
	Created  string `json:"created,omitempty"` // the lobby was always there
}

func newRoomObject(l room.Listing) roomObject {
	created := ""
	if !l.Room.Created.IsZero() {
		created = stamp(l.Room.Created)
	}
	return roomObject{
		V: 1, Type: "room", ID: roomID(l.Room.ID), Name: l.Room.Name, Topic: l.Room.Topic,
		Joined: l.Joined, Present: l.Present, Unread: l.Unread,
		Mentions: l.Mentions, Notify: levels[l.Level], Draft: l.Draft, Pins: l.Room.Pins, Last: l.Room.Last, Created: created,
	}
}

type personObject struct {
	V      int    `json:"v"`
	Type   string `json:"type"`
	User   string `json:"user"`
	UserID string `json:"user_id"`
	Name   string `json:"name"` // what the person is called
}

func newPersonObject(p room.Person) personObject {
	return personObject{1, "person", p.Name, userID(p.ID), p.Called()}
}

// A presentObject is a person who is connected.
type presentObject struct {
	personObject
	Away bool   `json:"away"`
	Why  string `json:"why"`  // what the person wrote when they went away
	Idle bool   `json:"idle"` // no key for a while
}

func newPresentObject(p room.Presence) presentObject {
	return presentObject{newPersonObject(p.Person), p.Away, p.Why, p.Idle}
}

type identityObject struct {
	V           int     `json:"v"`
	Type        string  `json:"type"`
	User        *string `json:"user"` // null without an account
	UserID      *string `json:"user_id"`
	Name        *string `json:"name"`
	Role        string  `json:"role"`
	KeyType     string  `json:"key_type"`
	Fingerprint string  `json:"fingerprint"`
}

func newIdentityObject(id keys.Identity) identityObject {
	o := identityObject{
		V: 1, Type: "identity", Role: id.Role.String(),
		KeyType: id.KeyType, Fingerprint: id.Fingerprint.String(),
	}
	if id.SignedUp() {
		name, uid, display := id.Account.Name, userID(room.UserID(id.Account.ID)), called(id.Account)
		o.User, o.UserID, o.Name = &name, &uid, &display
	}
	return o
}

// called returns what somebody is called on screens.
func called(a keys.Account) string { return cmp.Or(a.Display, a.Name) }

func roomID(id room.ID) string { return fmt.Sprintf("r_%d", id) }

func userID(id room.UserID) string { return fmt.Sprintf("u_%d", id) }

// stamp writes a time as RFC 3339 in UTC, to the millisecond.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
