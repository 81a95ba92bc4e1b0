package data_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"snug/data"
	"snug/keys"
	"snug/room"
)

// A court is the closed file of a store in which somebody was banned, muted,
// reported, noted and invited in every way that there is.
type court struct {
	path string

	ann, bob, cid uint64
	gone          uint64 // was deleted and cleared away
	waits         uint64 // for approval
	den, empty    uint64 // the second was deleted and cleared away
	staff         uint64
	account, net  keys.Target // bans 1 and 2; 3 was lifted
	muted, banned uint64      // when the penalty of bob in the den ends
	open          uint64      // the report of cid; 1 is decided and was told, 2 was not
}

func newCourt(t *testing.T) court {
	t.Helper()
	d := newDesk(t)
	at := header(0).At
	dee := signUp(t, d.Store, "dee")
	c := court{
		path: filepath.Join(d.dir, "snug.db"), ann: uint64(d.ann), bob: uint64(d.bob), cid: uint64(d.cid), gone: uint64(dee), den: uint64(d.den),
		account: keys.Target{Account: keys.AccountID(d.bob)}, net: network("192.0.2.0/24"),
		muted: uint64(at.Add(time.Minute).UnixMicro()), banned: uint64(at.Add(time.Hour).UnixMicro()), open: 3,
	}
	c.waits = uint64(d.apply("eve"))
	d.ban(c.account)
	d.ban(c.net)
	lifted := d.ban(keys.Target{Key: keys.Fingerprint{1}})
	d.punish(d.den, d.bob, room.Penalty{Muted: since(time.Minute), Banned: since(time.Hour)})
	for range 2 {
		d.report(d.bob, d.ann, func(r *room.Report) { r.Room = d.den })
	}
	d.report(d.cid, d.ann, nil)
	d.judge(1, func(r *room.Report) { resolved(r); r.Told = true })
	d.judge(2, resolved)
	d.account(keys.AccountID(d.bob), func(r *keys.Record) { r.NoteCount = 2 })
	empty := d.make(room.Room{Name: "empty", Owner: d.ann}).ID
	d.discard(empty)
	do(t, d.Store, room.Sweep{Header: header(0), Room: empty})
	c.empty = uint64(empty)
	d.change(func(tx writeTx) error {
		staff, err := tx.AddStaffRoom(room.Room{Name: room.StaffRoom, Created: at})
		c.staff = uint64(staff.ID)
		return errors.Join(
			err,
			tx.RemoveBan(lifted.Target),
			tx.SetNote(keys.AccountID(d.bob), keys.Note{Number: 2, At: at, Text: "again"}),
			tx.SetInviteCode(keys.InviteCode{Place: "abc", By: 1, At: at, Until: at, Uses: 1, Tries: 1, Role: keys.Member, Room: uint64(d.den)}),
			tx.SetHouseSetting(keys.HouseMOTD, "hello"), tx.SetLockdown(keys.Lockdown{Level: keys.NoSignUp}),
			tx.SetAnnouncement(keys.Announcement{Text: "hello"}),
			tx.SetOwnerKey(keys.Fingerprint{9}, true), tx.SetPace(d.bob, room.Pace{From: at, N: 1}),
		)
	})
	d.end(dee, false)
	depart(t, d.Store, dee)
	sound(t, d.Store)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCheckOfModeration(t *testing.T) {
	at := newCourt(t)
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
	added := func(bucket string, key ...uint64) damage {
		return func(path string) error {
			return data.Alter(path, bucket, data.Key(key...), func(map[uint64]any) {})
		}
	}
	gone := func(bucket string, key []byte) damage {
		return func(path string) error { return data.Remove(path, bucket, key) }
	}
	key := data.Key
	account, net := data.TargetKey(at.account), data.TargetKey(at.net)
	for _, tt := range []struct {
		name   string
		damage damage
		want   string
	}{
		{"ban without a number", gone("banids", key(1)), "missing, but in a ban"},
		{"number of no ban", gone("bans", net), "missing, but in numbers of bans"},
		{"ban with another number", with("bans", net, 1, 1), "leads to another ban"},
		{"number of another ban", with("banids", key(2), 1, account), "leads to ban 1"},
		{"number of a ban that was never given out", with("banids", key(4), 1, net), "the highest ever is number 3"},
		{"ban of nobody", with("bans", data.TargetKey(keys.Target{Account: 99}), 1, 1), "missing, but in a ban"},
		{"ban of nothing", with("bans", []byte{9, 9}, 1, 1), "bad key"},
		{"ban of addresses and more", with("bans", append(net, 0), 1, 2), "bad key"},
		{"ban of addresses that are not masked", with("bans", append(net[:5:5], 7), 1, 2), "bad key"},
		{"ban that never began", with("bans", net, 3, nil), "does not say since when"},
		{"code that is used up", with("invitecodes", []byte("abc"), 6, 0), "used up"},
		{"code that was guessed at too often", with("invitecodes", []byte("abc"), 8, 0), "used up"},
		{"code of nobody", with("invitecodes", []byte("abc"), 2, 99), "missing, but in an invitation to the server"},
		{"code to no room", with("invitecodes", []byte("abc"), 10, 99), "missing, but in an invitation to the server"},
		{"note about nobody", added("notes", 99, 1), "missing, but in a note"},
		{"note that was never written", added("notes", at.bob, 3), "has had 2 notes"},
		{"note without a number", added("notes", at.bob, 0), "has had 2 notes"},
		{"who waits and is not listed", gone("pendings", key(at.waits)), "missing, but in an account"},
		{"listed, and does not wait", added("pendings", at.bob), "does not wait"},
		{"nobody waits", added("pendings", 99), "missing, but in accounts that wait"},
		{"another row of the server", with("house", []byte("other"), 1, "x"), "bad key"},
		{"half a key of an owner", with("ownerkeys", []byte{9}, 1, 1), "bad key"},

		{"penalty that its person does not know", gone("userpenalties", key(at.bob, at.den)), "missing, but in penalties"},
		{"end of a mute", gone("penaltyends", key(at.muted, at.den, at.bob)), "missing, but in penalties"},
		{"end of a ban", gone("penaltyends", key(at.banned, at.den, at.bob)), "missing, but in penalties"},
		{"who thinks to have a penalty", added("userpenalties", at.cid, at.den), "missing, but in userpenalties"},
		{"end of no penalty", added("penaltyends", at.muted, at.den, at.cid), "missing, but in penaltyends"},
		{"a third end", added("penaltyends", at.muted+1, at.den, at.bob), "ends at another time"},
		{"penalty of nothing", added("penalties", at.den, at.cid), "neither muted nor banned"},
		{"penalty in a room cleared away", added("penalties", at.empty, at.bob), "was cleared away"},
		{"penalty of who was deleted", added("penalties", at.den, at.gone), "was deleted"},
		{"penalty of nobody", added("penalties", at.den, 99), "missing, but in bucket penalties"},
		{"allowance of who was deleted", added("newpaces", at.gone), "was deleted"},
		{"allowance of nobody", added("newpaces", 99), "missing, but in bucket newpaces"},

		{"open report that is not listed", gone("openreports", key(at.open)), "missing, but in a report"},
		{"decided report among the open", added("openreports", 1), "the report is decided"},
		{"open report of none", added("openreports", 9), "missing, but in open reports"},
		{"report that its reporter does not know", gone("reportsby", key(at.bob, 2)), "missing, but in a report"},
		{"report of somebody else", added("reportsby", at.cid, 2), "has account 2 there"},
		{"report about somebody that is not listed", gone("reportsabout", key(at.ann, 2)), "missing, but in a report"},
		{"report about somebody else", added("reportsabout", at.cid, 2), "has account 1 there"},
		{"reporter who does not hear of it", gone("untold", key(at.bob, 2)), "missing, but in a report"},
		{"reporter who hears of it again", added("untold", at.bob, 1), "nothing to hear of"},
		{"somebody else hears of it", added("untold", at.cid, 2), "nothing to hear of"},
		{"reporter who hears of none", added("untold", at.bob, 9), "missing, but in untold"},
		{"report by nobody", with("reports", key(at.open), 2, 99), "missing, but in a report"},
		{"report about nobody", with("reports", key(at.open), 3, 99), "missing, but in a report"},
		{"report judged by nobody", with("reports", key(2), 10, 99), "missing, but in a report"},
		{"report in no room", with("reports", key(2), 5, 99), "missing, but in a report"},
		{"report decided at no time", with("reports", key(2), 9, 0), "decided, or open, but not both"},
		{"report decided and open", with("reports", key(at.open), 9, 1), "decided, or open, but not both"},
		{"report missing between others", gone("reports", key(2)), "follows number 1"},
		{"newest report missing", gone("reports", key(at.open)), "the highest is number 2"},

		{"staff without their room", gone("meta", []byte("staffroom")), "the staff's room is number 0"},
		{"staff in the room of others", with("meta", []byte("staffroom"), 1, at.den), "is not the staff's"},
		{"staff in no room", with("meta", []byte("staffroom"), 1, 99), "missing, but in bucket meta"},
		{"staff in a public room", with("rooms", key(at.staff), 13, false), "is not the staff's"},
		{"two rooms of the staff", with("rooms", key(at.den), 27, true), "the staff's room is number"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := checkDamaged(t, whole, tt.damage); !errors.Is(err, data.ErrCorrupt) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Check: %v\nwant %q with %q", err, data.ErrCorrupt, tt.want)
			}
		})
	}
}

// Where an index leads to nothing, a read says so, and no list just leaves it out.
func TestReadsThatMeetDamagedIndices(t *testing.T) {
	at := newCourt(t)
	whole, err := os.ReadFile(at.path)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, bucket string
		key          []byte
		read         func(*data.Store) error
	}{
		{"ban", "bans", data.TargetKey(at.net), func(s *data.Store) error {
			return s.Accounts().View(func(r keys.Reader) error { return second(r.Bans()) })
		}},
		{"penalty", "penalties", data.Key(at.den, at.bob), func(s *data.Store) error {
			return second(s.Rooms().PenaltiesOf(room.UserID(at.bob)))
		}},
		{"penalty that ends", "penalties", data.Key(at.den, at.bob), func(s *data.Store) error {
			return s.Change(func(tx data.WriteTx) error { return second(tx.EndPenalties(header(0).At.Add(time.Hour), 9)) })
		}},
		{"reporter", "users", data.Key(at.cid), func(s *data.Store) error {
			return second(s.Rooms().Report(at.open))
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "snug.db")
			put(t, path, whole)
			if err := data.Remove(path, tt.bucket, tt.key); err != nil {
				t.Fatal(err)
			}
			if err := tt.read(open(t, dir, data.Options{})); !errors.Is(err, data.ErrCorrupt) {
				t.Errorf("%v, want %q", err, data.ErrCorrupt)
			}
		})
	}
}
