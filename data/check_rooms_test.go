package data_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"snug/data"
	"snug/room"
)

// A town is the closed file of a store with rooms and people in every state that
// there is.
type town struct {
	path string

	ann, bob, cid   uint64
	gone            uint64 // was deleted and cleared away
	going           uint64 // was deleted and is not cleared away yet
	den             uint64 // of ann; bob and cid are members
	secret          uint64 // private
	empty           uint64 // deleted and cleared away
	falling         uint64 // deleted, and not cleared away yet
	pair, group     uint64 // conversations: of ann and bob; one that cid has left
	messages        uint64 // of the den; of these
	trimmed         uint64 // are gone up to this one,
	first           []byte // the ID of the first of which is this,
	deleted, stands uint64 // this one is a tombstone, and this one is none
}

func newTown(t *testing.T) town {
	t.Helper()
	d := newDesk(t)
	at := header(0).At
	dee, eve := signUp(t, d.Store, "dee"), signUp(t, d.Store, "eve")
	d.join(d.den, d.bob, d.cid)
	secret := d.make(room.Room{Name: "secret", Owner: d.ann, Settings: room.Settings{Private: true}}).ID
	empty := d.make(room.Room{Name: "empty", Owner: d.ann}).ID
	falling := d.make(room.Room{Name: "falling", Owner: d.ann}).ID
	pair := d.converse(room.Direct, d.ann, d.bob)
	group := d.converse(room.Group, d.ann, d.bob, d.cid)

	first := d.say(room.Message{Text: "question", Mentions: []room.UserID{d.bob}}).ID
	d.answer(1, 1, "answer")
	d.answer(1, 1, "another")
	d.say(room.Message{Text: "deleted"})
	d.set(4, func(m *room.Message) { m.Text, m.Deleted = "", m.At })
	d.say(room.Message{Text: "stands"})
	for _, seq := range []uint64{1, 4, 5, 3, 4} {
		d.happens(seq)
	}
	d.change(func(tx writeTx) error {
		return errors.Join(
			tx.SetInvitation(room.Invitation{Room: secret, Who: d.cid, By: d.ann, At: at, Until: at.Add(time.Hour)}),
			tx.SetBlocked(d.ann, d.cid, true),
			tx.SetPosted(d.den, d.bob, at),
			tx.SetMark(room.Mark{User: d.bob, Room: d.den, Seq: 5}),
			tx.RemoveMember(group, d.cid),
		)
	})
	d.trim(d.den, 2)
	d.discard(empty)
	do(t, d.Store, room.Sweep{Header: header(0), Room: empty})
	d.discard(falling)
	d.end(dee, false)
	depart(t, d.Store, dee)
	d.end(eve, false)
	sound(t, d.Store)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return town{
		path: filepath.Join(d.dir, "snug.db"),
		ann:  uint64(d.ann), bob: uint64(d.bob), cid: uint64(d.cid), gone: uint64(dee), going: uint64(eve),
		den: uint64(d.den), secret: uint64(secret), empty: uint64(empty), falling: uint64(falling),
		pair: uint64(pair), group: uint64(group),
		messages: 5, trimmed: 2, first: first[:], deleted: 4, stands: 5,
	}
}

func TestCheckOfRoomsAndPeople(t *testing.T) {
	at := newTown(t)
	whole, err := os.ReadFile(at.path)
	if err != nil {
		t.Fatal(err)
	}
	type damage = func(path string) error
	with := func(bucket string, key []byte, field uint64, value any) damage {
		return func(path string) error {
			return data.Alter(path, bucket, key, func(fields map[uint64]any) { fields[field] = value })
		}
	}
	number := func(bucket string, key []byte, n uint64) damage { return with(bucket, key, 1, n) }
	added := func(bucket string, key ...uint64) damage {
		return func(path string) error {
			return data.Alter(path, bucket, data.Key(key...), func(map[uint64]any) {})
		}
	}
	gone := func(bucket string, key []byte) damage {
		return func(path string) error { return data.Remove(path, bucket, key) }
	}
	den, key := data.Key(at.den), data.Key
	end := uint64(header(0).At.Add(time.Hour).UnixMicro())
	ann, bob, cid := room.UserID(at.ann), room.UserID(at.bob), room.UserID(at.cid)
	for _, tt := range []struct {
		name   string
		damage damage
		want   string
	}{
		{"members too many", with("rooms", den, 23, 9), "counts 9 records of bucket members that are 3"},
		{"pins too many", with("rooms", den, 7, 1), "counts 1 records of bucket pins that are 0"},
		{"owner who is a member only", with("rooms", den, 10, at.bob), "owner 2 has role 0 there"},
		{"owner who is not there", with("rooms", den, 10, at.gone), "missing, but in a room"},
		{"two owners", with("members", key(at.den, at.bob), 1, 2), "the room's owner is 1"},
		{"room nobody made", with("rooms", den, 5, 99), "missing, but in a room"},
		{"room cleared away and in use", with("rooms", den, 26, true), "cleared away, but not deleted"},
		{"private room with a public name", number("roomnames", []byte("secret"), at.secret), "not the name of room"},
		{"private room with a public look", number("roomlikes", []byte("secret"), at.secret), "not the name of room"},
		{"name of a deleted room", number("roomnames", []byte("falling"), at.falling), "not the name of room"},
		{"name of a room cleared away", number("roomnames", []byte("empty"), at.empty), "was cleared away"},
		{"public room that nobody finds", gone("roomnames", []byte("den")), "missing, but in a name"},
		{"conversation that nobody finds", gone("conversations", data.PeopleKey(ann, bob)), "missing, but in a name"},
		{"conversation of other people", number("conversations", data.PeopleKey(ann, cid), at.pair), "not the people of room"},
		{"conversation of who has left", number("conversations", data.PeopleKey(ann, bob, cid), at.group), "not the people of room"},
		{"conversation that is a room", number("conversations", data.PeopleKey(ann, bob, cid), at.den), "not the people of room"},

		{"member who does not know", gone("userrooms", key(at.bob, at.den)), "missing, but in members"},
		{"who thinks to be a member", added("userrooms", at.bob, at.secret), "missing, but in userrooms"},
		{"member of a room cleared away", added("members", at.empty, at.bob), "was cleared away"},
		{"member who was deleted", added("members", at.den, at.gone), "was deleted"},
		{"invited by nobody", with("invites", key(at.secret, at.cid), 1, 99), "missing, but in an invitation"},
		{"invited and not told", gone("userinvites", key(at.cid, at.secret)), "missing, but in invites"},
		{"invited without end", gone("inviteends", key(end, at.secret, at.cid)), "missing, but in invites"},
		{"told, and not invited", added("userinvites", at.bob, at.secret), "missing, but in userinvites"},
		{"end of no invitation", added("inviteends", end, at.secret, at.bob), "missing, but in inviteends"},
		{"two ends of one", added("inviteends", end+1, at.secret, at.cid), "ends at another time"},
		{"invited to a room cleared away", added("invites", at.empty, at.bob), "was cleared away"},
		{"invited who was deleted", added("invites", at.secret, at.gone), "was deleted"},
		{"pace of nobody", added("paces", at.den, 99), "missing, but in bucket paces"},
		{"pace in a room cleared away", added("paces", at.empty, at.bob), "was cleared away"},
		{"pace of who was deleted", added("paces", at.den, at.gone), "was deleted"},

		{"tombstone of what stands", added("tombstones", at.den, at.stands), "the message is not deleted"},
		{"tombstone of nothing", added("tombstones", at.den, 99), "missing, but in tombstones"},
		{"deleted without a tombstone", gone("tombstones", key(at.den, at.deleted)), "missing, but in a deleted message"},
		{"taken away, and it stands", with("msgs", key(at.den, at.stands), 16, true), "removed, but not deleted"},
		{"more trimmed than gone", with("rooms", den, 22, at.trimmed+1), "follows number 3"},
		{"less trimmed than gone", with("rooms", den, 22, at.trimmed-1), "follows number 1"},
		{"pin of a trimmed message", added("pins", at.den, at.trimmed), "missing, but in pins"},
		{"tombstone of a trimmed message", added("tombstones", at.den, at.trimmed), "missing, but in tombstones"},
		{"mention by a trimmed message", added("mentions", at.bob, at.den, at.trimmed), "missing, but in mentions"},
		{"version of a trimmed message", added("edits", at.den, at.trimmed, 1), "missing, but in edits"},
		{"reaction to a trimmed message", added("reacts", at.den, at.trimmed, 1), "missing, but in reacts"},
		{"trimmed reply", added("threads", at.den, 1, at.trimmed), "missing, but in threads"},
		{"reply missing in what is left of a thread", gone("threads", key(at.den, 1, 3)), "missing, but in a reply"},
		{"hash of a trimmed message", with("dedup", at.first, 4, uint64(7)), "keeps what message 1 said"},
		{"mark past the end", number("marks", key(at.bob, at.den), at.messages+1), "reads up to 6 of 5"},

		{"revision that another has", number("revisions", key(at.den, 3), at.deleted), "has revision 5"},
		{"revision of a trimmed message", number("revisions", key(at.den, 1), at.trimmed-1), "missing, but in revisions"},
		{"revision of nothing", number("revisions", key(at.den, 2), 99), "missing, but in revisions"},
		{"revision in a room cleared away", number("revisions", key(at.empty, 1), 1), "was cleared away"},
		{"revision that nobody counts", gone("revisions", key(at.den, 4)), "missing, but in a message"},
		{"revisions counted back", with("rooms", den, 28, 4), "the room's last one is 4"},
		{"revision of another message", with("msgs", key(at.den, at.stands), 17, 4), "revision 4 is of message 3"},

		{"draft in a room cleared away", added("drafts", at.bob, at.empty), "was cleared away"},
		{"level in a room cleared away", number("levels", key(at.bob, at.empty), 1), "was cleared away"},
		{"mark in a room cleared away", number("marks", key(at.bob, at.empty), 0), "was cleared away"},
		{"mark of who was deleted", number("marks", key(at.gone, at.den), 1), "was deleted"},
		{"draft of who was deleted", added("drafts", at.gone, at.den), "was deleted"},
		{"level of who was deleted", number("levels", key(at.gone, at.den), 1), "was deleted"},
		{"setting of who was deleted", added("settings", at.gone, 0x7468656d65), "was deleted"},
		{"ignored by who was deleted", added("ignores", at.gone, at.bob), "was deleted"},
		{"ignored who was deleted", added("ignores", at.bob, at.gone), "was deleted"},
		{"blocked by who was deleted", added("blocks", at.gone, at.bob), "was deleted"},
		{"blocked who was deleted", added("blocks", at.bob, at.gone), "was deleted"},
		{"blocked is nobody", added("blocks", at.bob, 99), "missing, but in bucket blocks"},
		{"departing who is there", added("departing", at.bob), "was not deleted"},
		{"departing is nobody", added("departing", 99), "missing, but in bucket departing"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := checkDamaged(t, whole, tt.damage); !errors.Is(err, data.ErrCorrupt) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Check: %v\nwant %q with %q", err, data.ErrCorrupt, tt.want)
			}
		})
	}
}

// What has not been cleared away yet is no damage.
func TestCheckWhileThingsAreClearedAway(t *testing.T) {
	at := newTown(t)
	for _, err := range []error{
		data.Alter(at.path, "marks", data.Key(at.going, at.den), func(f map[uint64]any) { f[1] = 3 }),
		data.Alter(at.path, "ignores", data.Key(at.bob, at.going), func(map[uint64]any) {}),
		data.Alter(at.path, "drafts", data.Key(at.bob, at.falling), func(map[uint64]any) {}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	s := open(t, filepath.Dir(at.path), data.Options{})
	sound(t, s)
	do(t, s, room.Sweep{Header: header(0), Room: room.ID(at.falling)})
	depart(t, s, room.UserID(at.going))
	sound(t, s)
}

// depart clears away what is left of a deleted account.
func depart(t *testing.T, s *data.Store, who room.UserID) {
	t.Helper()
	for more := true; more; {
		more = do(t, s, room.Depart{Header: header(0), Who: who}).(room.Departed).More
	}
}
