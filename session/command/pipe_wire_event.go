package command

// The objects of a pipe that tell what happens in rooms: those of tail and history
// with the cursor behind them. The contract of wire.go holds for them.

type pipedMessageObject struct {
	messageObject
	Cursor string `json:"cursor"`
}

type pipedChangeObject struct {
	changeObject
	RoomID string `json:"room_id"`
	Cursor string `json:"cursor"`
}

// An updateObject is a message to which something happened while nobody heard: what
// it is now.
type updateObject struct {
	V       int           `json:"v"`
	Type    string        `json:"type"` // "update", or "delete"
	ID      string        `json:"id"`
	Seq     uint64        `json:"seq"`
	Room    string        `json:"room"`
	RoomID  string        `json:"room_id"`
	Message messageObject `json:"message"`
	Cursor  string        `json:"cursor"`
}

// A memberEventObject tells that somebody came or went, or may do more or less than
// before.
type memberEventObject struct {
	V      int     `json:"v"`
	Type   string  `json:"type"` // "join", "leave", "kick", "ban", "unban", "mute" or "unmute"
	RoomID string  `json:"room_id"`
	Room   string  `json:"room"`
	User   string  `json:"user"`
	UserID string  `json:"user_id"`
	Name   string  `json:"name"`
	By     *string `json:"by"`    // username of who did it; null: they themselves
	Until  *string `json:"until"` // of "ban" and "mute"; null: it has no end
	TS     string  `json:"ts"`
	Cursor string  `json:"cursor"`
}

type pipedRoleObject struct {
	roleObject
	RoomID string `json:"room_id"`
	Cursor string `json:"cursor"`
}

type pipedRoomChangeObject struct {
	roomChangeObject
	RoomID string `json:"room_id"`
	Cursor string `json:"cursor"`
}

// A roomGoneObject tells that a room is not heard any more, and why.
type roomGoneObject struct {
	V      int    `json:"v"`
	Type   string `json:"type"` // "room_gone"
	RoomID string `json:"room_id"`
	Room   string `json:"room"`
	errorObject
	Cursor string `json:"cursor"`
}

type presenceObject struct {
	V      int             `json:"v"`
	Type   string          `json:"type"` // "presence"
	RoomID string          `json:"room_id"`
	Room   string          `json:"room"`
	People []presentObject `json:"people"` // all who are there now
}

type typingObject struct {
	V      int            `json:"v"`
	Type   string         `json:"type"` // "typing"
	RoomID string         `json:"room_id"`
	Room   string         `json:"room"`
	People []personObject `json:"people"` // all others who type now
}
