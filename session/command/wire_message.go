package command

import (
	"errors"

	"snug/keys"
	"snug/room"
)

// The objects of --json that are made of messages; the contract of wire.go
// holds for them.

type messageObject struct {
	V         int              `json:"v"`
	Type      string           `json:"type"`
	ID        string           `json:"id"`
	Seq       uint64           `json:"seq"`
	Room      string           `json:"room"`
	User      string           `json:"user"`
	UserID    string           `json:"user_id"`
	Name      string           `json:"name"` // what the author is called
	TS        string           `json:"ts"`
	Style     string           `json:"style,omitempty"`
	Text      string           `json:"text"`
	ReplyTo   *uint64          `json:"reply_to"` // number of the message that it answers
	Root      *uint64          `json:"root"`     // number of the message that its thread starts with
	Replies   int              `json:"replies"`  // in the thread that starts with it
	Mentions  []string         `json:"mentions"` // usernames
	Reactions []reactionObject `json:"reactions"`
	Edited    bool             `json:"edited"`
	Deleted   bool             `json:"deleted"`
	Pinned    bool             `json:"pinned"`
	RoomID    string           `json:"room_id"`
	DeletedBy string           `json:"deleted_by,omitempty"` // of a deleted one: "author" or "moderator"
	Bot       bool             `json:"bot"`                  // a program has said it

	Files []attachmentObject `json:"files"` // that it has brought
}

type reactionObject struct {
	Emoji string   `json:"emoji"`
	Users []string `json:"users"`
}

func (c *Invocation) messageObject(in room.Room, m *room.Message) (messageObject, error) {
	o := messageObject{
		V: 1, Type: "message", ID: m.ID.String(), Seq: m.Seq, Room: in.Name,
		User: m.Author.Name, UserID: userID(m.Author.ID), Name: m.Author.Called(), TS: stamp(m.At), Text: m.Text,
		Replies: m.Thread.Replies, Reactions: []reactionObject{},
		Edited: !m.Edited.IsZero(), Deleted: !m.Deleted.IsZero(), Pinned: m.Pinned,
		RoomID: roomID(in.ID), DeletedBy: deletedBy(m), Bot: m.Author.Bot,
		Files: attachments(m),
	}
	if m.Style == room.Action {
		o.Style = "action"
	}
	if m.Reply != nil {
		o.ReplyTo = &m.Reply.Seq
	}
	if m.Root != 0 {
		o.Root = &m.Root
	}
	var err error
	if o.Mentions, err = c.usernames(m.Mentions); err != nil {
		return messageObject{}, err
	}
	for _, r := range m.Reactions {
		users, err := c.usernames(r.By)
		if err != nil {
			return messageObject{}, err
		}
		o.Reactions = append(o.Reactions, reactionObject{r.Emoji, users})
	}
	return o, nil
}

// deletedBy says who left a tombstone; nobody has of a message that stands.
func deletedBy(m *room.Message) string {
	switch {
	case m.Deleted.IsZero():
		return ""
	case m.Removed:
		return "moderator"
	}
	return "author"
}

// messageObjects makes objects of messages of one room.
func (c *Invocation) messageObjects(in room.Room, ms []*room.Message) ([]any, error) {
	out := make([]any, len(ms))
	for i, m := range ms {
		o, err := c.messageObject(in, m)
		if err != nil {
			return nil, err
		}
		out[i] = o
	}
	return out, nil
}

// usernames returns the usernames of accounts, without those that are gone.
// Each is looked up once for a command.
func (c *Invocation) usernames(ids []room.UserID) ([]string, error) {
	out := make([]string, 0, len(ids))
	for _, id := range ids {
		name, ok := c.names[id]
		if !ok {
			a, err := c.Directory.Account(keys.AccountID(id))
			if err != nil && !errors.Is(err, keys.ErrNotFound) {
				return nil, err
			}
			if c.names == nil {
				c.names = make(map[room.UserID]string)
			}
			name, c.names[id] = a.Name, a.Name
		}
		if name != "" {
			out = append(out, name)
		}
	}
	return out, nil
}

// A changeObject tells what happened to a message.
type changeObject struct {
	V       int           `json:"v"`
	Type    string        `json:"type"` // "edit", "delete", "reaction", "pin" or "expire"
	ID      string        `json:"id"`   // of the message
	Seq     uint64        `json:"seq"`  // of the message
	Room    string        `json:"room"`
	User    string        `json:"user"` // who did it; empty: the server did
	UserID  string        `json:"user_id"`
	TS      string        `json:"ts"`
	Message messageObject `json:"message"` // as it is when this is told
	RoomID  string        `json:"room_id"`
}

var changeTypes = [...]string{
	room.WasEdited: "edit", room.WasDeleted: "delete", room.WasReacted: "reaction", room.WasPinned: "pin",
	room.WasExpired: "expire",
}

func (c *Invocation) changeObject(in room.Room, e room.Changed) (changeObject, error) {
	m, err := c.messageObject(in, e.Message)
	o := changeObject{
		V: 1, Type: changeTypes[e.Change], ID: m.ID, Seq: m.Seq, Room: in.Name,
		TS: stamp(e.At), Message: m, RoomID: roomID(in.ID),
	}
	if e.By.ID != 0 {
		o.User, o.UserID = e.By.Name, userID(e.By.ID)
	}
	return o, err
}

// A gapObject tells a program that messages of a room are not coming.
type gapObject struct {
	V      int    `json:"v"`
	Type   string `json:"type"`
	RoomID string `json:"room_id"`
	Room   string `json:"room"`
	From   uint64 `json:"from"` // number of the first of them
	To     uint64 `json:"to"`   // and of the last
	Why    string `json:"why"`  // "trimmed": the room's retention took them; "hidden": they are not for the caller
}
