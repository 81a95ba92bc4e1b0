package command

import (
	"time"

	"snug/keys"
	"snug/room"
)

// The objects of --json that are about files; the contract of wire.go holds for
// them.

// A fileObject is a file, and the message that has brought it.
type fileObject struct {
	V         int    `json:"v"`
	Type      string `json:"type"`
	File      uint64 `json:"file"` // its number
	ID        string `json:"id"`   // of the message
	Seq       uint64 `json:"seq"`  // of the message
	Room      string `json:"room"`
	RoomID    string `json:"room_id"`
	User      string `json:"user"` // who has put it in
	UserID    string `json:"user_id"`
	Name      string `json:"name"` // of the file, with the folders before it
	Size      int64  `json:"size"` // bytes
	MediaType string `json:"media_type"`
	SHA256    string `json:"sha256"`
	Text      string `json:"text"` // what was said with it
	TS        string `json:"ts"`
	Expires   string `json:"expires,omitempty"` // missing: it stays as long as the message
	Expired   bool   `json:"expired"`           // it is gone, and the message is not
}

func newFileObject(in room.Room, m *room.Message, keep time.Duration) fileObject {
	o := fileObject{
		V: 1, Type: "file", File: uint64(m.File.ID), ID: m.ID.String(), Seq: m.Seq,
		Room: in.Name, RoomID: roomID(in.ID), User: m.Author.Name, UserID: userID(m.Author.ID),
		Name: m.File.Name, Size: m.File.Size, MediaType: m.File.Type, SHA256: m.File.Sum.String(),
		Text: m.Text, TS: stamp(m.At), Expired: !m.File.Expired.IsZero(),
	}
	if until := expiry(in, m, keep); !until.IsZero() {
		o.Expires = stamp(until)
	}
	return o
}

// expiry returns when a file goes, or has gone; zero: with its message. Keep is how
// long the server keeps files whose room does not say.
func expiry(in room.Room, m *room.Message, keep time.Duration) time.Time {
	if !m.File.Expired.IsZero() {
		return m.File.Expired
	}
	if in.FilesFor > 0 {
		keep = in.FilesFor
	}
	if keep <= 0 {
		return time.Time{}
	}
	return m.At.Add(keep)
}

// filesKept returns how long the server keeps files whose room does not say; zero:
// as long as their messages.
func (c *Invocation) filesKept() (time.Duration, error) {
	value, err := c.houseValue(keys.HouseFileKeep)
	d, _ := parseDuration(value) // "0s" is none, and reads as zero
	return d, err
}

// An attachmentObject is the file of a message.
type attachmentObject struct {
	File      uint64 `json:"file"` // its number
	Name      string `json:"name"`
	Size      int64  `json:"size"` // bytes
	MediaType string `json:"media_type"`
	SHA256    string `json:"sha256"`
	Expired   bool   `json:"expired"` // it is gone, and the message is not
}

// attachments returns the files of a message. There is one at most, and a list of
// them so that there can be more.
func attachments(m *room.Message) []attachmentObject {
	f := m.File
	if f == nil {
		return []attachmentObject{}
	}
	return []attachmentObject{{uint64(f.ID), f.Name, f.Size, f.Type, f.Sum.String(), !f.Expired.IsZero()}}
}

// A quotaObject is how much a file may still bring into a room.
type quotaObject struct {
	V      int         `json:"v"`
	Type   string      `json:"type"`
	Room   string      `json:"room"`
	RoomID string      `json:"room_id"`
	Left   int64       `json:"left_bytes"` // that a further file may have
	File   int64       `json:"file_bytes"` // that one file may have
	Person usageObject `json:"person"`     // the caller's files in all rooms
	In     usageObject `json:"in_room"`

	// On disk, where equal files count once; for the staff alone. Whoever saw that a file
	// of theirs takes up nothing would know that somebody else has the same one.
	Server *usageObject `json:"server,omitempty"`
}

type usageObject struct {
	Files int   `json:"files"`
	Bytes int64 `json:"bytes"`
	Most  int64 `json:"max_bytes"`
}

func newQuotaObject(in room.Room, q room.Quota, staff bool) quotaObject {
	o := quotaObject{
		V: 1, Type: "quota", Room: in.Name, RoomID: roomID(in.ID), Left: q.Left(), File: q.File,
		Person: usageObject{q.Person.Files, q.Person.Bytes, q.MaxPerson},
		In:     usageObject{q.Room.Files, q.Room.Bytes, q.MaxRoom},
	}
	if staff {
		o.Server = &usageObject{q.Server.Files, q.Server.Bytes, q.MaxServer}
	}
	return o
}
