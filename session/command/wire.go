package command

import (
	"fmt"
	"strings"
	"time"

	"snug/keys"
	"snug/room"
)

// The objects of --json. Their field names are a contract: fields are added,
// never renamed. V is the contract's version.

type messageObject struct {
	V      int    `json:"v"`
	Type   string `json:"type"`
	ID     string `json:"id"`
	Seq    uint64 `json:"seq"`
	Room   string `json:"room"`
	User   string `json:"user"`
	UserID string `json:"user_id"`
	TS     string `json:"ts"`
	Style  string `json:"style,omitempty"`
	Text   string `json:"text"`
}

func newMessageObject(in room.Room, m *room.Message) messageObject {
	o := messageObject{
		V: 1, Type: "message", ID: m.ID.String(), Seq: m.Seq, Room: in.Name,
		User: m.Author.Name, UserID: userID(m.Author.ID), TS: stamp(m.At), Text: m.Text,
	}
	if m.Style == room.Action {
		o.Style = "action"
	}
	return o
}

type roomObject struct {
	V       int    `json:"v"`
	Type    string `json:"type"`
	ID      string `json:"id"`
	Name    string `json:"name"`
	Topic   string `json:"topic"`
	Joined  bool   `json:"joined"`
	Present int    `json:"present"`
	Unread  uint64 `json:"unread"`
	Last    uint64 `json:"last"` // number of the newest message
	Created string `json:"created"`
}

func newRoomObject(l room.Listing) roomObject {
	return roomObject{
		V: 1, Type: "room", ID: fmt.Sprintf("r_%d", l.Room.ID), Name: l.Room.Name, Topic: l.Room.Topic,
		Joined: l.Joined, Present: l.Present, Unread: l.Unread, Last: l.Room.Last, Created: stamp(l.Room.Created),
	}
}

type personObject struct {
	V      int    `json:"v"`
	Type   string `json:"type"`
	User   string `json:"user"`
	UserID string `json:"user_id"`
}

func newPersonObject(p room.Person) personObject {
	return personObject{1, "person", p.Name, userID(p.ID)}
}

type identityObject struct {
	V           int     `json:"v"`
	Type        string  `json:"type"`
	User        *string `json:"user"` // null without an account
	UserID      *string `json:"user_id"`
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
		name, uid := id.Account.Name, userID(room.UserID(id.Account.ID))
		o.User, o.UserID = &name, &uid
	}
	return o
}

func userID(id room.UserID) string { return fmt.Sprintf("u_%d", id) }

// stamp writes a time as RFC 3339 in UTC, to the millisecond.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

// messageLines writes a message for people. Only its first line begins at the
// margin, so that no text can pass for a message of somebody else.
func messageLines(m *room.Message) []string {
	lines := strings.Split(m.Text, "\n")
	head := m.At.UTC().Format("2006-01-02 15:04:05Z  ")
	if m.Style == room.Action {
		lines[0] = head + "* " + m.Author.Name + " " + lines[0]
	} else {
		lines[0] = head + m.Author.Name + ": " + lines[0]
	}
	for i := range lines[1:] {
		lines[i+1] = "    " + lines[i+1]
	}
	return lines
}
