package data

import (
	"encoding/binary"
	"time"

	"snug/keys"
	"snug/room"
)

// schema is the version of what this file describes. A field more in a row
// needs no new version; anything that an older program would misread does.
const schema = 2

// The buckets. Numbers in keys are 8 bytes, big-endian.
var (
	meta      = newBucket("meta")      // a name below -> numberRow
	users     = newBucket("users")     // account -> userRow
	names     = newBucket("names")     // folded username -> numberRow, the account
	skeletons = newBucket("skeletons") // username's skeleton -> numberRow, the account
	keyring   = newBucket("keys")      // fingerprint -> numberRow, the account
	rooms     = newBucket("rooms")     // room -> roomRow
	roomNames = newBucket("roomnames") // folded room name -> numberRow, the room
	roomLikes = newBucket("roomlikes") // room name's skeleton -> numberRow, the room
	members   = newBucket("members")   // room, user -> emptyRow
	userRooms = newBucket("userrooms") // user, room -> emptyRow
	messages  = newBucket("msgs")      // room, number -> messageRow
	outcomes  = newBucket("dedup")     // command ID -> outcomeRow
	marks     = newBucket("marks")     // user, room -> numberRow, the message number

	// Since schema 2.
	displays     = newBucket("displays")     // folded display name -> numberRow, the account
	displayLikes = newBucket("displaylikes") // display name's skeleton -> numberRow, the account
	settings     = newBucket("settings")     // user, the setting's name -> settingRow
	edits        = newBucket("edits")        // room, message, version from 1 -> versionRow
	reacts       = newBucket("reacts")       // room, message, place of the emoji -> reactRow
	mentions     = newBucket("mentions")     // user, room, message -> emptyRow
	threads      = newBucket("threads")      // room, message a thread starts with, reply -> emptyRow
	pins         = newBucket("pins")         // room, message -> emptyRow
	drafts       = newBucket("drafts")       // user, room -> draftRow
	levels       = newBucket("levels")       // user, room -> numberRow, the level if not the first
	ignores      = newBucket("ignores")      // user, whom they ignore -> emptyRow
)

// buckets lists all of them, in the order that Check goes through them.
var buckets = []bucket{
	meta, users, names, skeletons, keyring, rooms, roomNames, roomLikes,
	members, userRooms, messages, outcomes, marks,
	displays, displayLikes, settings, edits, reacts, mentions, threads, pins,
	drafts, levels, ignores,
}

// fill is how full bbolt leaves the pages of buckets that grow at their ends.
const fill = 0.9

// The keys of the meta bucket.
var (
	schemaKey   = []byte("schema")
	lastUserKey = []byte("lastuser") // the highest account ever given out
	lastRoomKey = []byte("lastroom") // the highest room ever given out
)

// The rows. Numbers of fields are for ever: a field that goes leaves a hole.
type (
	numberRow struct {
		N uint64 `cbor:"1,keyasint"`
	}

	emptyRow struct{}

	userRow struct {
		Name     string `cbor:"1,keyasint"`
		Folded   string `cbor:"2,keyasint"` // as indexed then: the tables behind it change
		Skeleton string `cbor:"3,keyasint"`
		Created  int64  `cbor:"4,keyasint"`

		Display         string `cbor:"5,keyasint,omitempty"`
		DisplayFolded   string `cbor:"6,keyasint,omitempty"` // as indexed then
		DisplaySkeleton string `cbor:"7,keyasint,omitempty"`
	}

	settingRow struct {
		Value string `cbor:"1,keyasint"`
	}

	roomRow struct {
		Name     string `cbor:"1,keyasint"`
		Folded   string `cbor:"2,keyasint"`
		Skeleton string `cbor:"3,keyasint"`
		Topic    string `cbor:"4,keyasint,omitempty"`
		Creator  uint64 `cbor:"5,keyasint,omitempty"`
		Created  int64  `cbor:"6,keyasint"`
		Pins     uint64 `cbor:"7,keyasint,omitempty"` // records of pins
	}

	draftRow struct {
		Text  string `cbor:"1,keyasint"`
		Reply uint64 `cbor:"2,keyasint,omitempty"`
		Edit  uint64 `cbor:"3,keyasint,omitempty"`
	}

	// outcomeRow serves the commands of both packages; they share the IDs.
	outcomeRow struct {
		Room    uint64 `cbor:"1,keyasint,omitempty"`
		Seq     uint64 `cbor:"2,keyasint,omitempty"`
		Account uint64 `cbor:"3,keyasint,omitempty"`
	}
)

// stamp is a time as stored: microseconds since 1970.
func stamp(t time.Time) int64 { return t.UnixMicro() }

func unstamp(us int64) time.Time { return time.UnixMicro(us).UTC() }

// maybeStamp is stamp for a time that may be missing: the zero time is zero.
func maybeStamp(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return stamp(t)
}

func maybeUnstamp(us int64) time.Time {
	if us == 0 {
		return time.Time{}
	}
	return unstamp(us)
}

// key joins numbers into a key.
func key[N ~uint64](n ...N) []byte {
	k := make([]byte, 0, 24)
	for _, n := range n {
		k = binary.BigEndian.AppendUint64(k, uint64(n))
	}
	return k
}

// pair is the key of two numbers of different kinds.
func pair[A, B ~uint64](a A, b B) []byte { return key(uint64(a), uint64(b)) }

// one reads a key of one number.
func one(k []byte) (n uint64, ok bool) {
	if len(k) != 8 {
		return 0, false
	}
	return binary.BigEndian.Uint64(k), true
}

// unpair splits a key of two numbers.
func unpair(k []byte) (a, b uint64, ok bool) {
	if len(k) != 16 {
		return 0, 0, false
	}
	return binary.BigEndian.Uint64(k), binary.BigEndian.Uint64(k[8:]), true
}

// triple is the key of three numbers.
func triple[A, B, C ~uint64](a A, b B, c C) []byte { return key(uint64(a), uint64(b), uint64(c)) }

// untriple splits a key of three numbers.
func untriple(k []byte) (a, b, c uint64, ok bool) {
	if len(k) != 24 {
		return 0, 0, 0, false
	}
	return binary.BigEndian.Uint64(k), binary.BigEndian.Uint64(k[8:]), binary.BigEndian.Uint64(k[16:]), true
}

// settingKey is the key of a setting; unsettingKey splits it.
func settingKey(id keys.AccountID, name string) []byte { return append(key(id), name...) }

func unsettingKey(k []byte) (id uint64, name string, ok bool) {
	if len(k) <= 8 {
		return 0, "", false
	}
	return binary.BigEndian.Uint64(k), string(k[8:]), true
}

func (r userRow) account(id keys.AccountID) keys.Account {
	return keys.Account{ID: id, Name: r.Name, Display: r.Display, Created: unstamp(r.Created)}
}

func (r roomRow) room(id room.ID, last uint64) room.Room {
	return room.Room{
		ID: id, Name: r.Name, Topic: r.Topic, Creator: room.UserID(r.Creator),
		Created: unstamp(r.Created), Last: last, Pins: int(r.Pins),
	}
}
