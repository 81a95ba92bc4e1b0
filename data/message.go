package data

import (
	"time"

	"snug/room"
)

// The rows of messages and of what happens to them.
type (
	// messageRow is a message as it is now. What most messages have not takes
	// no bytes.
	messageRow struct {
		ID     [16]byte `cbor:"1,keyasint"`
		At     int64    `cbor:"2,keyasint"`
		Author uint64   `cbor:"3,keyasint"` // the author's bytes are searched for: see [authorNeedle]
		Style  uint8    `cbor:"4,keyasint,omitempty"`
		Text   string   `cbor:"5,keyasint"`

		// Since schema 2.
		Edited    int64    `cbor:"6,keyasint,omitempty"`
		Deleted   int64    `cbor:"7,keyasint,omitempty"`
		Pinned    bool     `cbor:"8,keyasint,omitempty"`
		Reply     uint64   `cbor:"9,keyasint,omitempty"`
		Root      uint64   `cbor:"10,keyasint,omitempty"`
		Replies   uint64   `cbor:"11,keyasint,omitempty"` // records of threads
		LastReply int64    `cbor:"12,keyasint,omitempty"`
		Mentions  []uint64 `cbor:"13,keyasint,omitempty"`
		Reacts    uint64   `cbor:"14,keyasint,omitempty"` // records of reacts
		Versions  uint64   `cbor:"15,keyasint,omitempty"` // records of edits

		// Since schema 3.
		Removed bool `cbor:"16,keyasint,omitempty"`

		// Since schema 5.
		Rev uint64 `cbor:"17,keyasint,omitempty"` // the record of revisions

		// Since schema 6.
		File *fileRow `cbor:"18,keyasint,omitempty"`
	}

	versionRow struct {
		Text string `cbor:"1,keyasint"`
		At   int64  `cbor:"2,keyasint"`
	}

	// reactRow is one emoji with all who are under it, in the order of reacting.
	// One record for each person would be smaller to write, but what writes it
	// reads all of them in any case.
	reactRow struct {
		Emoji string    `cbor:"1,keyasint"`
		By    []reactor `cbor:"2,keyasint"`
	}

	reactor struct {
		_    struct{} `cbor:",toarray"`
		User uint64
		At   int64
	}
)

// message returns what is in the row itself: without quote and reactions.
func (r *messageRow) message(in room.ID, seq uint64, author room.Person) *room.Message {
	return &room.Message{
		ID: r.ID, Room: in, Seq: seq, At: unstamp(r.At),
		Author: author, Style: room.Style(r.Style), Text: r.Text,
		Edited: maybeUnstamp(r.Edited), Deleted: maybeUnstamp(r.Deleted),
		Removed: r.Removed, Pinned: r.Pinned, Rev: r.Rev,
		Root:     r.Root,
		Thread:   room.Thread{Replies: int(r.Replies), Last: maybeUnstamp(r.LastReply)},
		Mentions: convert[room.UserID](r.Mentions),
		File:     r.File.file(),
	}
}

// searched returns what words are looked for in: the text, and the name of the
// file, between which no word goes on.
func (r *messageRow) searched() []byte {
	if r.File == nil {
		return []byte(r.Text)
	}
	return []byte(r.Text + "\x00" + r.File.Name)
}

// change takes over what may change about a message. Its reactions, versions
// and revision have methods of their own.
func (r *messageRow) change(m *room.Message) {
	r.Text = m.Text
	r.Edited, r.Deleted = maybeStamp(m.Edited), maybeStamp(m.Deleted)
	r.Removed, r.Pinned = m.Removed, m.Pinned
	r.Replies, r.LastReply = uint64(m.Thread.Replies), maybeStamp(m.Thread.Last)
	r.Mentions = convert[uint64](m.Mentions)
	r.File = r.File.change(m.File)
}

// convert copies numbers of one kind to another; nothing stays nil.
func convert[B, A ~uint64](from []A) []B {
	if len(from) == 0 {
		return nil
	}
	to := make([]B, len(from))
	for i, n := range from {
		to[i] = B(n)
	}
	return to
}

func (r versionRow) version() room.Version {
	return room.Version{Text: r.Text, At: unstamp(r.At)}
}

func (r reactRow) reaction() room.Reaction {
	by := make([]room.UserID, len(r.By))
	for i, one := range r.By {
		by[i] = room.UserID(one.User)
	}
	return room.Reaction{Emoji: r.Emoji, By: by}
}

// with returns the row with somebody put at its end or taken out of it, and
// whether that changed anything.
func (r reactRow) with(by room.UserID, at time.Time, on bool) (reactRow, bool) {
	for i, one := range r.By {
		if one.User != uint64(by) {
			continue
		}
		if !on {
			r.By = append(r.By[:i], r.By[i+1:]...)
		}
		return r, !on
	}
	if on {
		r.By = append(r.By, reactor{User: uint64(by), At: stamp(at)})
	}
	return r, on
}
