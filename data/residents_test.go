package data_test

import (
	"errors"
	"maps"
	"reflect"
	"slices"
	"testing"
	"time"

	"snug/keys"
	"snug/room"
)

// apply adds an account that waits for approval.
func (d *desk) apply(name string) keys.AccountID {
	d.Helper()
	var id keys.AccountID
	d.change(func(tx writeTx) error {
		r, err := tx.AddAccount(keys.Record{
			Name: name, Created: header(0).At, NameForm: keys.Form{Folded: name, Skeleton: name},
			Granted: keys.Member, Pending: true, Note: "let me in",
		})
		id = r.ID
		return errors.Join(err, tx.SetKey(id, keys.Key{Fingerprint: keys.Fingerprint{byte(id)}, Type: "ssh-ed25519", Added: header(0).At}))
	})
	return id
}

// account changes an account.
func (d *desk) account(id keys.AccountID, how func(*keys.Record)) {
	d.Helper()
	d.change(func(tx writeTx) error {
		r, err := tx.AccountRecord(id)
		if err != nil {
			return err
		}
		how(&r)
		return tx.SetAccount(r)
	})
}

func TestAccountsThatWait(t *testing.T) {
	d := newDesk(t)
	post(t, d.Store, d.ann, 1, "hello")
	dee, eve := d.apply("dee"), d.apply("eve")
	waiting := func() (all []keys.AccountID) {
		d.read(func(r keys.Reader) (err error) {
			all, err = r.Pending()
			return err
		})
		return all
	}
	lobby := func() (all []room.UserID) {
		found, err := d.Rooms().Members(1, 0, 99)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range found {
			all = append(all, p.Person.ID)
		}
		return all
	}
	if got := waiting(); !slices.Equal(got, []keys.AccountID{dee, eve}) {
		t.Errorf("%v wait, want %d and %d", got, dee, eve)
	}
	if got := lobby(); slices.Contains(got, room.UserID(dee)) || len(got) != 3 {
		t.Errorf("in the lobby are %v", got)
	}
	if p, err := d.Rooms().PersonNamed("dee"); !errors.Is(err, room.ErrNotFound) {
		t.Errorf("who waits is found: %+v, %v", p, err)
	}
	d.account(dee, func(r *keys.Record) { r.Pending, r.Note = false, "" }) // approved
	if read, err := d.Rooms().Marks(room.UserID(dee)); err != nil || read[1] != 1 {
		t.Errorf("let in, they have read %v, %v; want what was said before", read, err)
	}
	d.change(func(tx writeTx) error { // rejected
		return errors.Join(tx.RemoveKey(eve, keys.Fingerprint{byte(eve)}), tx.SetAccount(keys.Record{
			ID: eve, Name: "deleted-5", Created: header(0).At, Deleted: header(0).At,
		}))
	})
	if got := waiting(); len(got) != 0 {
		t.Errorf("%v wait still", got)
	}
	if got := lobby(); !slices.Contains(got, room.UserID(dee)) || len(got) != 4 {
		t.Errorf("in the lobby are %v", got)
	}
	d.read(func(r keys.Reader) error {
		for _, none := range []error{
			second(r.AccountByName("eve")), second(r.AccountByKey(keys.Fingerprint{byte(eve)})),
		} {
			if !errors.Is(none, keys.ErrNotFound) {
				t.Errorf("who was rejected is found: %v", none)
			}
		}
		called, err := r.Called(keys.Form{Folded: "eve", Skeleton: "eve"})
		if len(called) != 0 {
			t.Errorf("the name is held for %v", called)
		}
		return err
	})
	sound(t, d.Store)
	d.reopen()
	if next := d.apply("eve"); next != eve+1 {
		t.Errorf("the next account has number %d, want %d", next, eve+1)
	}
	sound(t, d.Store)
}

func second[T any](_ T, err error) error { return err }

func TestAccountsInPages(t *testing.T) {
	d := newDesk(t)
	d.end(d.bob, false)
	waits := d.apply("dee")
	want := keys.Record{Suspended: since(0), Muted: since(time.Hour), Trusted: true, NoteCount: 3}
	d.account(keys.AccountID(d.cid), func(r *keys.Record) {
		r.Suspended, r.Muted, r.Trusted, r.NoteCount = want.Suspended, want.Muted, want.Trusted, want.NoteCount
		want = *r
	})
	for _, tt := range []struct {
		after keys.AccountID
		limit int
		want  []keys.AccountID
	}{
		{0, 9, []keys.AccountID{1, keys.AccountID(d.cid), waits}},
		{0, 1, []keys.AccountID{1}},
		{1, 1, []keys.AccountID{keys.AccountID(d.cid)}},
		{waits, 9, nil},
		{0, 0, nil},
	} {
		var got []keys.AccountID
		d.read(func(r keys.Reader) error {
			page, err := r.Accounts(tt.after, tt.limit)
			for _, one := range page {
				got = append(got, one.ID)
				if one.ID == want.ID && !reflect.DeepEqual(one, want) {
					t.Errorf("kept:\n%+v\nwant:\n%+v", one, want)
				}
			}
			return err
		})
		if !slices.Equal(got, tt.want) {
			t.Errorf("at most %d behind %d: %v, want %v", tt.limit, tt.after, got, tt.want)
		}
	}
}

func TestNotesAreKept(t *testing.T) {
	d := newDesk(t)
	bob := keys.AccountID(d.bob)
	one := keys.Note{Number: 1, At: header(0).At, By: 1, ByName: "ann", Text: "spoke to them"}
	two := keys.Note{Number: 2, At: header(0).At, ByName: "operator", Text: "again"}
	kept := func() (all []keys.Note) {
		d.read(func(r keys.Reader) (err error) {
			all, err = r.Notes(bob)
			return err
		})
		return all
	}
	d.account(bob, func(r *keys.Record) { r.NoteCount = 2 })
	d.change(func(tx writeTx) error { return errors.Join(tx.SetNote(bob, two), tx.SetNote(bob, one)) })
	d.reopen()
	if got := kept(); !slices.Equal(got, []keys.Note{one, two}) {
		t.Errorf("notes %+v, want %+v and %+v", got, one, two)
	}
	for range 2 {
		d.change(func(tx writeTx) error { return tx.RemoveNote(bob, 1) })
		if got := kept(); !slices.Equal(got, []keys.Note{two}) {
			t.Errorf("notes %+v, want %+v", got, two)
		}
	}
	sound(t, d.Store)
}

func TestWhatTheServerIsToldToBe(t *testing.T) {
	d := newDesk(t)
	now := header(0).At
	lockdown := keys.Lockdown{Level: keys.ReadOnly, Since: now, Until: now.Add(time.Hour), By: "ann", Why: "a raid"}
	told := keys.Announcement{Text: "two\nlines", Tone: keys.Critical, By: "ann", At: now, Until: now.Add(time.Hour)}
	key := keys.Fingerprint{7}
	d.change(func(tx writeTx) error {
		if before, err := tx.House(now); err != nil || before.ReadOnly {
			t.Errorf("at first: %+v, %v", before, err)
		}
		err := errors.Join(
			tx.SetHouseSetting(keys.HouseProbation, "1h0m0s"), tx.SetHouseSetting(keys.HouseMOTD, "hello"), tx.SetHouseSetting(keys.HouseMOTD, ""),
			tx.SetLockdown(lockdown), tx.SetAnnouncement(told), tx.SetOwnerKey(key, true),
		)
		// In the same transaction the next command goes by it.
		if after, failed := tx.House(now); failed != nil || !after.ReadOnly || !after.Until.Equal(lockdown.Until) {
			t.Errorf("at once: %+v, %v", after, failed)
		}
		return err
	})
	d.reopen()
	d.read(func(r keys.Reader) error {
		settings, err := r.HouseSettings()
		if want := map[string]string{keys.HouseProbation: "1h0m0s"}; err != nil || !maps.Equal(settings, want) {
			t.Errorf("settings %v, %v; want %v", settings, err, want)
		}
		if l, err := r.Lockdown(); err != nil || l != lockdown {
			t.Errorf("lockdown %+v, %v; want %+v", l, err, lockdown)
		}
		if a, err := r.Announcement(); err != nil || a != told {
			t.Errorf("announcement %+v, %v; want %+v", a, err, told)
		}
		for f, want := range map[keys.Fingerprint]bool{key: true, {8}: false} {
			if is, err := r.OwnerKey(f); err != nil || is != want {
				t.Errorf("OwnerKey(%s) = %v, %v", f, is, err)
			}
		}
		return nil
	})
	if h, err := d.Rooms().House(now); err != nil || !h.ReadOnly {
		t.Errorf("now: %+v, %v", h, err)
	}
	if h, err := d.Rooms().House(lockdown.Until); err != nil || h.ReadOnly {
		t.Errorf("afterwards: %+v, %v", h, err)
	}
	d.change(func(tx writeTx) error {
		return errors.Join(tx.SetLockdown(keys.Lockdown{}), tx.SetAnnouncement(keys.Announcement{}), tx.SetOwnerKey(key, false))
	})
	d.read(func(r keys.Reader) error {
		l, err := r.Lockdown()
		a, err2 := r.Announcement()
		is, err3 := r.OwnerKey(key)
		if l != (keys.Lockdown{}) || a != (keys.Announcement{}) || is {
			t.Errorf("taken back, and there is %+v, %+v, %v", l, a, is)
		}
		return errors.Join(err, err2, err3)
	})
	sound(t, d.Store)
}

func TestInviteCodesAreKept(t *testing.T) {
	d := newDesk(t)
	now := header(0).At
	code := keys.InviteCode{
		Place: "bcd", Secret: [32]byte{1, 2}, By: 1, ByName: "ann", At: now, Until: now.Add(time.Hour),
		Uses: 3, Used: 1, Tries: 5, Role: keys.Moderator, Room: uint64(d.den),
	}
	other := keys.InviteCode{Place: "abc", ByName: "operator", At: now, Until: now.Add(time.Hour), Uses: 1, Tries: 1, Role: keys.Member}
	d.change(func(tx writeTx) error { return errors.Join(tx.SetInviteCode(code), tx.SetInviteCode(other)) })
	d.reopen()
	code.Uses, code.Used = 2, 2
	d.change(func(tx writeTx) error { return tx.SetInviteCode(code) })
	d.read(func(r keys.Reader) error {
		if got, err := r.InviteCode("bcd"); err != nil || got != code {
			t.Errorf("kept %+v, %v; want %+v", got, err, code)
		}
		all, err := r.InviteCodes()
		if !slices.Equal(all, []keys.InviteCode{other, code}) {
			t.Errorf("all are %+v", all)
		}
		return err
	})
	d.change(func(tx writeTx) error { return errors.Join(tx.RemoveInviteCode("bcd"), tx.RemoveInviteCode("bcd")) })
	d.read(func(r keys.Reader) error {
		if got, err := r.InviteCode("bcd"); !errors.Is(err, keys.ErrNotFound) {
			t.Errorf("removed, and there is %+v, %v", got, err)
		}
		return nil
	})

	// The room of a code lets in who used it, if it is still there.
	hall := d.make(room.Room{Name: "hall", Owner: d.ann}).ID
	d.discard(hall)
	d.change(func(tx writeTx) error {
		until := now.Add(time.Hour)
		return errors.Join(
			tx.Invite(keys.AccountID(d.bob), uint64(d.den), 1, now, until),
			tx.Invite(keys.AccountID(d.cid), uint64(d.den), 0, now, until),
			tx.Invite(keys.AccountID(d.bob), uint64(hall), 1, now, until), tx.Invite(keys.AccountID(d.bob), 99, 1, now, until),
		)
	})
	for who, by := range map[room.UserID]room.UserID{d.bob: d.ann, d.cid: room.Operator} {
		want := room.Invitation{Room: d.den, Who: who, By: by, At: now, Until: now.Add(time.Hour)}
		if got, err := d.Rooms().Invitations(who, now); err != nil || !slices.Equal(got, []room.Invitation{want}) {
			t.Errorf("account %d is invited to %+v, %v; want %+v", who, got, err, want)
		}
	}
	sound(t, d.Store)
}
