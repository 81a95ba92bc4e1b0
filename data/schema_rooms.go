package data

import (
	"crypto/sha256"
	"time"

	"snug/room"
	"snug/text"
)

// The rows of rooms and of who is in them.
type (
	roomRow struct {
		Name     string `cbor:"1,keyasint"`
		Folded   string `cbor:"2,keyasint"` // as indexed then, if it was
		Skeleton string `cbor:"3,keyasint"`
		Topic    string `cbor:"4,keyasint,omitempty"`
		Creator  uint64 `cbor:"5,keyasint,omitempty"`
		Created  int64  `cbor:"6,keyasint"`
		Pins     uint64 `cbor:"7,keyasint,omitempty"` // records of pins

		// Since schema 3.
		Kind        uint8  `cbor:"8,keyasint,omitempty"`
		Description string `cbor:"9,keyasint,omitempty"`
		Owner       uint64 `cbor:"10,keyasint,omitempty"`
		Archived    int64  `cbor:"11,keyasint,omitempty"`
		Deleted     int64  `cbor:"12,keyasint,omitempty"`
		Private     bool   `cbor:"13,keyasint,omitempty"`
		InviteOnly  bool   `cbor:"14,keyasint,omitempty"`
		Announce    bool   `cbor:"15,keyasint,omitempty"`
		OpenTopic   bool   `cbor:"16,keyasint,omitempty"`
		Slow        int64  `cbor:"17,keyasint,omitempty"` // nanoseconds
		History     uint8  `cbor:"18,keyasint,omitempty"`
		KeepFor     int64  `cbor:"19,keyasint,omitempty"` // nanoseconds
		KeepLast    uint64 `cbor:"20,keyasint,omitempty"`
		MaxMembers  uint64 `cbor:"21,keyasint,omitempty"`
		Trimmed     uint64 `cbor:"22,keyasint,omitempty"`
		Members     uint64 `cbor:"23,keyasint,omitempty"` // records of members
		People      uint64 `cbor:"24,keyasint,omitempty"` // of a conversation when it began; as many are indexed
		Swept       uint64 `cbor:"25,keyasint,omitempty"` // of a deleted room: what accounts up to this one had for it is gone
		Clear       bool   `cbor:"26,keyasint,omitempty"` // of a deleted room: nothing is left but this row

		// Since schema 4.
		Staff bool `cbor:"27,keyasint,omitempty"` // it is the one of staffRoomKey

		// Since schema 5.
		Rev uint64 `cbor:"28,keyasint,omitempty"` // the last one given out; never less, whatever of revisions goes

		// Since schema 6.
		Files    uint8 `cbor:"29,keyasint,omitempty"`
		FilesFor int64 `cbor:"30,keyasint,omitempty"` // nanoseconds
	}

	memberRow struct {
		Role  uint8  `cbor:"1,keyasint,omitempty"`
		At    int64  `cbor:"2,keyasint,omitempty"`
		Since uint64 `cbor:"3,keyasint,omitempty"`
		Spoke bool   `cbor:"4,keyasint,omitempty"`
	}

	inviteRow struct {
		By    uint64 `cbor:"1,keyasint"`
		At    int64  `cbor:"2,keyasint"`
		Until int64  `cbor:"3,keyasint"`
	}

	// departureRow keeps, beside what rules know of it, how far ForgetPerson is.
	departureRow struct {
		Erase bool   `cbor:"1,keyasint,omitempty"`
		Room  uint64 `cbor:"2,keyasint,omitempty"`
		Seq   uint64 `cbor:"3,keyasint,omitempty"`

		Step uint64 `cbor:"4,keyasint,omitempty"` // steps of ForgetPerson that are done
		From []byte `cbor:"5,keyasint,omitempty"` // and the key that the next one goes on with
	}
)

// room returns what is in the row, and with it the number of the newest message
// that is there.
func (r roomRow) room(id room.ID, newest uint64) room.Room {
	return room.Room{
		ID: id, Kind: room.Kind(r.Kind), Name: r.Name, Topic: r.Topic, Description: r.Description,
		Creator: room.UserID(r.Creator), Owner: room.UserID(r.Owner),
		Created: unstamp(r.Created), Archived: maybeUnstamp(r.Archived), Deleted: maybeUnstamp(r.Deleted),
		Staff: r.Staff,
		Settings: room.Settings{
			Private: r.Private, InviteOnly: r.InviteOnly, Announce: r.Announce, OpenTopic: r.OpenTopic,
			Slow: time.Duration(r.Slow), History: room.History(r.History),
			KeepFor: time.Duration(r.KeepFor), KeepLast: int(r.KeepLast), MaxMembers: int(r.MaxMembers),
			Files: room.FilePolicy(r.Files), FilesFor: time.Duration(r.FilesFor),
		},
		Last: max(newest, r.Trimmed), Rev: r.Rev, Trimmed: r.Trimmed, Pins: int(r.Pins), Members: int(r.Members),
	}
}

// change takes over what may change about a room. Its pins, members, revisions and
// what is trimmed have methods of their own.
func (r *roomRow) change(is room.Room) {
	if is.Name != r.Name {
		r.Name, r.Folded, r.Skeleton = is.Name, text.Fold(is.Name), text.Skeleton(is.Name)
	}
	r.Topic, r.Description, r.Owner = is.Topic, is.Description, uint64(is.Owner)
	r.Archived, r.Deleted = maybeStamp(is.Archived), maybeStamp(is.Deleted)
	r.Private, r.InviteOnly, r.Announce, r.OpenTopic = is.Private, is.InviteOnly, is.Announce, is.OpenTopic
	r.Slow, r.History = int64(is.Slow), uint8(is.History)
	r.KeepFor, r.KeepLast, r.MaxMembers = int64(is.KeepFor), uint64(is.KeepLast), uint64(is.MaxMembers)
	r.Files, r.FilesFor = uint8(is.Files), int64(is.FilesFor)
}

// named reports whether the room's name is in the indices of names.
func (r *roomRow) named() bool {
	return room.Kind(r.Kind) == room.Common && !r.Private && r.Deleted == 0
}

// complete reports whether the room is a conversation that nobody has left, and
// so is in the index of conversations.
func (r *roomRow) complete() bool {
	return room.Kind(r.Kind) != room.Common && r.Deleted == 0 && r.Members == r.People
}

// peopleKey is the key of the conversation between certain people, rising, each
// once.
func peopleKey[N ~uint64](people []N) []byte {
	sum := sha256.Sum256(key(people...))
	return sum[:]
}

func (r memberRow) membership() room.Membership {
	return room.Membership{Role: room.Role(r.Role), At: maybeUnstamp(r.At), Since: r.Since, Spoke: r.Spoke}
}

func memberRowOf(m room.Membership) memberRow {
	return memberRow{Role: uint8(m.Role), At: maybeStamp(m.At), Since: m.Since, Spoke: m.Spoke}
}

func (r inviteRow) invitation(in room.ID, who room.UserID) room.Invitation {
	return room.Invitation{Room: in, Who: who, By: room.UserID(r.By), At: unstamp(r.At), Until: unstamp(r.Until)}
}

func (r departureRow) departure() room.Departure {
	return room.Departure{Erase: r.Erase, Room: room.ID(r.Room), Seq: r.Seq}
}
