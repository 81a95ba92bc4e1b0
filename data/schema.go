package data

import (
	"encoding/binary"
	"time"

	"snug/keys"
)

// schema is the version of what this file describes. A field more in a row
// needs no new version; anything that an older program would misread does.
const schema = 6

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
	members   = newBucket("members")   // room, user -> memberRow; an emptyRow before schema 3
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

	// Since schema 3, of the rooms.
	invites       = newBucket("invites")       // room, user -> inviteRow
	userInvites   = newBucket("userinvites")   // user, room -> emptyRow
	inviteEnds    = newBucket("inviteends")    // when an invitation ends, room, user -> emptyRow
	conversations = newBucket("conversations") // [peopleKey] -> numberRow, the room
	blocks        = newBucket("blocks")        // user, whom they block -> emptyRow
	tombstones    = newBucket("tombstones")    // room, deleted message -> emptyRow
	paces         = newBucket("paces")         // room, user -> timeRow, of their last message in slow mode
	departing     = newBucket("departing")     // deleted account that is being cleared away -> departureRow

	// Since schema 3, of the accounts.
	userKeys   = newBucket("userkeys")   // account, fingerprint -> userKeyRow
	offers     = newBucket("offers")     // fingerprint, account that offers to take it in -> emptyRow
	links      = newBucket("links")      // the part of a code that finds it -> linkRow
	heldNames  = newBucket("heldnames")  // folded former username -> numberRow, the account
	heldLikes  = newBucket("heldlikes")  // former username's skeleton -> numberRow, the account
	recoveries = newBucket("recoveries") // number -> recoveryRow
	auditLog   = newBucket("audit")      // number from 1, without a hole -> auditRow
	seen       = newBucket("seen")       // account -> timeRow, of when it was last there

	// Since schema 4, of the accounts and the server.
	bans        = newBucket("bans")        // [targetKey] -> banRow
	banIDs      = newBucket("banids")      // number of a ban -> targetRow
	inviteCodes = newBucket("invitecodes") // the part of a code that finds it -> inviteCodeRow
	notes       = newBucket("notes")       // account, number from 1 -> noteRow
	pendings    = newBucket("pendings")    // account that waits for approval -> emptyRow
	house       = newBucket("house")       // [houseSettingKey] -> settingRow; two rows more, see there
	ownerKeys   = newBucket("ownerkeys")   // fingerprint whose holder is to be an owner -> emptyRow

	// Since schema 4, of the rooms.
	penalties     = newBucket("penalties")     // room, user -> penaltyRow
	userPenalties = newBucket("userpenalties") // user, room -> emptyRow
	penaltyEnds   = newBucket("penaltyends")   // when a penalty ends, room, user -> emptyRow
	newPaces      = newBucket("newpaces")      // account on probation, or bot -> paceRow
	reports       = newBucket("reports")       // number from 1, without a hole -> reportRow
	openReports   = newBucket("openreports")   // number of an open report -> emptyRow
	reportsBy     = newBucket("reportsby")     // reporter, number -> emptyRow
	reportsAbout  = newBucket("reportsabout")  // whom it is about, number -> emptyRow
	untold        = newBucket("untold")        // reporter who has not heard how it came out, number -> emptyRow

	// Since schema 5.
	revisions = newBucket("revisions") // room, revision -> numberRow, the message that it is the latest of
	bots      = newBucket("bots")      // account, its bot that is not deleted -> emptyRow

	// Since schema 6.
	files     = newBucket("files")     // file of a message -> placeRow; also one that has expired
	roomFiles = newBucket("roomfiles") // room, file that has not expired -> emptyRow
	blobs     = newBucket("blobs")     // sum -> blobRow
	loose     = newBucket("loose")     // sum of a blob that no file refers to -> emptyRow
	usage     = newBucket("usage")     // [usageKind], account or room or zero -> usageRow
)

// buckets lists all of them, in the order that Check goes through them.
var buckets = []bucket{
	meta, users, names, skeletons, keyring, rooms, roomNames, roomLikes,
	members, userRooms, messages, outcomes, marks,
	displays, displayLikes, settings, edits, reacts, mentions, threads, pins,
	drafts, levels, ignores,
	invites, userInvites, inviteEnds, conversations, blocks, tombstones, paces, departing,
	userKeys, offers, links, heldNames, heldLikes, recoveries, auditLog, seen,
	bans, banIDs, inviteCodes, notes, pendings, house, ownerKeys,
	penalties, userPenalties, penaltyEnds, newPaces,
	reports, openReports, reportsBy, reportsAbout, untold,
	revisions, bots,
	files, roomFiles, blobs, loose, usage,
}

// fill is how full bbolt leaves the pages of buckets that grow at their ends.
const fill = 0.9

// The keys of the meta bucket.
var (
	schemaKey   = []byte("schema")
	lastUserKey = []byte("lastuser") // the highest account ever given out
	lastRoomKey = []byte("lastroom") // the highest room ever given out

	// Since schema 3; missing until there is one.
	lastRecoveryKey = []byte("lastrecovery") // the highest recovery ever given out
	lastEntryKey    = []byte("lastentry")    // the newest entry of the audit log

	// Since schema 4; missing until there is one.
	lastBanKey    = []byte("lastban")    // the highest ban ever given out
	lastReportKey = []byte("lastreport") // the newest report
	staffRoomKey  = []byte("staffroom")  // the staff's room

	// Since schema 6; missing until there is one.
	lastFileKey = []byte("lastfile") // the highest file ever given out
)

// The rows. Numbers of fields are for ever: a field that goes leaves a hole.
type (
	numberRow struct {
		N uint64 `cbor:"1,keyasint"`
	}

	emptyRow struct{}

	timeRow struct {
		At int64 `cbor:"1,keyasint"`
	}

	settingRow struct {
		Value string `cbor:"1,keyasint"`
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
		Body    uint64 `cbor:"4,keyasint,omitempty"` // since schema 5; of a message that stands
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
