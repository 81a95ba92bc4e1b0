package command

import (
	"time"

	"snug/room"
)

// The objects of --json that are made of rooms and who is in them; the contract
// of wire.go holds for them.

// A roomShown is what "room show" gives: the object of the list, and more.
type roomShown struct {
	roomObject
	Description string   `json:"description"`
	Moderators  []string `json:"moderators"` // usernames, without the owner; empty for whom is not in the room
}

// A conversationObject is a room of "dm list".
type conversationObject struct {
	roomObject
	LastTS *string `json:"last_ts"` // when something was said last; null: never
}

// A roomSettingObject is one setting of a room.
type roomSettingObject struct {
	V       int      `json:"v"`
	Type    string   `json:"type"`
	Room    string   `json:"room"`
	RoomID  string   `json:"room_id"`
	Key     string   `json:"key"`
	Value   string   `json:"value"`
	Default string   `json:"default"`
	Values  []string `json:"values"` // null: any that fits
	Help    string   `json:"help"`
}

func newRoomSettingObject(r room.Room, s roomSetting) roomSettingObject {
	return roomSettingObject{
		1, "room_setting", r.Name, roomID(r.ID), s.name, s.value(r.Settings), s.value(room.Settings{}), s.values, string(s.help),
	}
}

// A memberObject is a member of a room.
type memberObject struct {
	personObject
	Room   string  `json:"room"`
	RoomID string  `json:"room_id"`
	Role   string  `json:"role"`   // "member", "moderator" or "owner"
	Joined *string `json:"joined"` // null: not known
}

func newMemberObject(in room.Room, p room.Participant) memberObject {
	o := memberObject{
		personObject: newPersonObject(p.Person), Room: in.Name, RoomID: roomID(in.ID),
		Role: roomRoles[p.Membership.Role], Joined: stampOf(p.Membership.At),
	}
	o.Type = "member"
	return o
}

// An invitationObject lets somebody into a room.
type invitationObject struct {
	V      int    `json:"v"`
	Type   string `json:"type"`
	Room   string `json:"room"`
	RoomID string `json:"room_id"`
	User   string `json:"user"`
	UserID string `json:"user_id"`
	By     string `json:"by"` // username
	TS     string `json:"ts"`
	Until  string `json:"until"` // it counts for nothing from then on
}

func newInvitationObject(in room.Room, who, by room.Person, at, until time.Time) invitationObject {
	return invitationObject{
		1, "invitation", in.Name, roomID(in.ID), who.Name, userID(who.ID), by.Name, stamp(at), stamp(until),
	}
}
