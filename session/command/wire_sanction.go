package command

import (
	"snug/keys/sanction"
	"snug/room"
)

// The objects of --json that are about sanctions; the contract of wire.go holds
// for them.

// A sanctionObject is what somebody may not do for a time.
type sanctionObject struct {
	At     string  `json:"at"`
	Until  *string `json:"until"` // null: until somebody lifts it
	By     string  `json:"by"`    // username, as it was then
	Reason string  `json:"reason"`
}

// newSanctionObject returns nil when there is none.
func newSanctionObject(s sanction.Sanction) *sanctionObject {
	if s.At.IsZero() {
		return nil
	}
	return &sanctionObject{stamp(s.At), stampOf(s.Until), s.ByName, s.Reason}
}

// A penaltyObject is what somebody may not do in one room.
type penaltyObject struct {
	V      int             `json:"v"`
	Type   string          `json:"type"`
	Room   string          `json:"room"`
	RoomID string          `json:"room_id"`
	User   string          `json:"user"`
	UserID string          `json:"user_id"`
	Name   string          `json:"name"`   // what the person is called
	Muted  *sanctionObject `json:"muted"`  // null: no
	Banned *sanctionObject `json:"banned"` // null: no
}

func newPenaltyObject(in room.Room, who room.Person, p room.Penalty) penaltyObject {
	return penaltyObject{
		1, "penalty", in.Name, roomID(in.ID), who.Name, userID(who.ID), who.Called(),
		newSanctionObject(p.Muted), newSanctionObject(p.Banned),
	}
}
