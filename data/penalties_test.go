package data_test

import (
	"errors"
	"fmt"
	"maps"
	"testing"
	"time"

	"snug/data"
	"snug/keys"
	"snug/keys/sanction"
	"snug/room"
)

func (d *desk) punish(in room.ID, who room.UserID, p room.Penalty) {
	d.Helper()
	d.change(func(tx writeTx) error { return tx.SetPenalty(in, who, p) })
}

// penalized writes down who may not do what in a room, and holds that all ways
// to ask say the same.
func (d *desk) penalized(in room.ID) map[room.UserID]room.Penalty {
	d.Helper()
	listed, err := d.Rooms().Penalties(in)
	if err != nil {
		d.Fatal(err)
	}
	all := make(map[room.UserID]room.Penalty)
	for _, one := range listed {
		all[one.Person.ID] = one.Penalty
		if one.Person.Name == "" {
			d.Errorf("account %d has no name in the list", one.Person.ID)
		}
		its, err := d.Rooms().PenaltiesOf(one.Person.ID)
		if err != nil || its[in] != one.Penalty {
			d.Errorf("penalties of account %d: %+v, %v; want %+v", one.Person.ID, its, err, one.Penalty)
		}
	}
	d.change(func(tx writeTx) error {
		n, err := tx.Penalties(in)
		if n != len(all) {
			d.Errorf("room %d counts %d penalties, want %d", in, n, len(all))
		}
		return err
	})
	return all
}

func TestPenaltiesAreKept(t *testing.T) {
	d := newDesk(t)
	hall := d.make(room.Room{Name: "hall", Owner: d.ann}).ID
	muted := room.Penalty{Muted: since(time.Hour)}
	both := room.Penalty{Muted: since(time.Minute), Banned: since(0)}
	d.punish(d.den, d.bob, muted)
	d.punish(d.den, d.cid, both)
	d.punish(hall, d.cid, muted)
	check := func(step string, in room.ID, want map[room.UserID]room.Penalty) {
		t.Helper()
		if got := d.penalized(in); !maps.Equal(got, want) {
			t.Errorf("%s: %+v, want %+v", step, got, want)
		}
		sound(t, d.Store)
	}
	check("set", d.den, map[room.UserID]room.Penalty{d.bob: muted, d.cid: both})
	check("elsewhere", hall, map[room.UserID]room.Penalty{d.cid: muted})
	d.punish(d.den, d.bob, room.Penalty{Muted: since(2 * time.Hour), Banned: since(2 * time.Hour)})
	check("changed, with one end for both", d.den, map[room.UserID]room.Penalty{
		d.bob: {Muted: since(2 * time.Hour), Banned: since(2 * time.Hour)}, d.cid: both,
	})
	d.reopen()
	d.punish(d.den, d.bob, room.Penalty{Banned: since(2 * time.Hour)})
	check("one of both lifted", d.den, map[room.UserID]room.Penalty{d.bob: {Banned: since(2 * time.Hour)}, d.cid: both})
	for range 2 {
		d.punish(d.den, d.bob, room.Penalty{})
		check("lifted", d.den, map[room.UserID]room.Penalty{d.cid: both})
	}
	if its, err := d.Rooms().PenaltiesOf(d.bob); err != nil || len(its) != 0 {
		t.Errorf("bob is pardoned and has %+v, %v", its, err)
	}
}

func TestPenaltiesEnd(t *testing.T) {
	d := newDesk(t)
	now := header(0).At
	end := func(after time.Duration, limit, want int) {
		t.Helper()
		d.change(func(tx writeTx) error {
			n, err := tx.EndPenalties(now.Add(after), limit)
			if n != want {
				t.Errorf("after %s, of %d at most, %d ended; want %d", after, limit, n, want)
			}
			return err
		})
		sound(t, d.Store)
	}
	d.punish(d.den, d.bob, room.Penalty{Muted: since(time.Minute), Banned: since(time.Hour)})
	d.punish(d.den, d.cid, room.Penalty{Muted: since(time.Hour), Banned: since(time.Hour)})
	d.punish(1, d.ann, room.Penalty{Muted: since(0)})
	end(time.Minute-time.Microsecond, 9, 0)
	end(time.Minute, 9, 1)
	if got := d.penalized(d.den); got[d.bob] != (room.Penalty{Banned: since(time.Hour)}) {
		t.Errorf("bob after the end of his mute: %+v", got[d.bob])
	}
	end(time.Hour, 1, 1)
	end(time.Hour, 9, 1)
	end(sanction.Forever, 9, 0)
	if got := d.penalized(d.den); len(got) != 0 {
		t.Errorf("left is %+v", got)
	}
	if got := d.penalized(1); len(got) != 1 {
		t.Errorf("without end was %+v", got)
	}
}

// Whoever is gone, or the room, leaves no penalty.
func TestPenaltiesAreClearedAway(t *testing.T) {
	d := newDesk(t)
	hall := d.make(room.Room{Name: "hall", Owner: d.ann}).ID
	for _, in := range []room.ID{d.den, hall} {
		d.punish(in, d.bob, room.Penalty{Muted: since(time.Hour)})
		d.punish(in, d.cid, room.Penalty{Banned: since(time.Hour)})
	}
	d.change(func(tx writeTx) error { return tx.SetPace(d.bob, room.Pace{From: header(0).At, N: 3}) })
	d.end(d.bob, false)
	depart(t, d.Store, d.bob)
	if got := d.penalized(d.den); len(got) != 1 || got[d.cid] == (room.Penalty{}) {
		t.Errorf("left in the den: %+v, want that of cid", got)
	}
	d.discard(hall)
	do(t, d.Store, room.Sweep{Header: header(0), Room: hall})
	if its, err := d.Rooms().PenaltiesOf(d.cid); err != nil || len(its) != 1 {
		t.Errorf("left to cid: %+v, %v; want that of the den", its, err)
	}
	sound(t, d.Store)
}

// What new accounts have written goes when it does not count any more, with a
// sweep of what has ended; until then it stays.
func TestPacesAreClearedAway(t *testing.T) {
	d := newDesk(t)
	now := header(0).At
	recent := room.Pace{From: now.Add(-time.Minute + time.Microsecond), N: 2}
	d.change(func(tx writeTx) error {
		return errors.Join(
			tx.SetPace(d.ann, room.Pace{From: now.Add(-time.Hour), N: 1}),
			tx.SetPace(d.bob, recent),
			tx.SetPace(d.cid, room.Pace{From: now.Add(-time.Minute), N: 3}),
		)
	})
	sweep := room.Sweep{Header: header(0)}
	sweep.At = now
	do(t, d.Store, sweep)
	d.change(func(tx writeTx) error {
		for who, want := range map[room.UserID]room.Pace{d.ann: {}, d.bob: recent, d.cid: {}} {
			if got, err := tx.Pace(who); err != nil || got != want {
				t.Errorf("account %d has %+v, %v; want %+v", who, got, err, want)
			}
		}
		if n, err := tx.EndPaces(now, 1); n != 1 || err != nil {
			t.Errorf("a minute later %d are cleared away, %v", n, err)
		}
		return nil
	})
	sound(t, d.Store)
}

func TestConduct(t *testing.T) {
	d := newDesk(t)
	want := room.Conduct{Muted: since(time.Hour), Suspended: since(0), Trusted: true}
	d.change(func(tx writeTx) error {
		if _, err := tx.Conduct(d.bob); err != nil { // remembered, and then changed
			return err
		}
		r, err := tx.AccountRecord(keys.AccountID(d.bob))
		want.Since = r.Created
		r.Muted, r.Suspended, r.Trusted = want.Muted, want.Suspended, want.Trusted
		if err := errors.Join(err, tx.SetAccount(r)); err != nil {
			return err
		}
		got, err := tx.Conduct(d.bob)
		if got != want {
			t.Errorf("in one transaction: %+v, want %+v", got, want)
		}
		return err
	})
	if got, err := d.Rooms().Conduct(d.bob); err != nil || got != want {
		t.Errorf("Conduct = %+v, %v; want %+v", got, err, want)
	}
	if got, err := d.Rooms().Conduct(99); !errors.Is(err, room.ErrNotFound) {
		t.Errorf("conduct of nobody: %+v, %v", got, err)
	}
	pace := room.Pace{From: header(0).At, N: 7}
	d.change(func(tx writeTx) error {
		none, err := tx.Pace(d.bob)
		if err := errors.Join(err, tx.SetPace(d.bob, pace)); err != nil {
			return err
		}
		some, err := tx.Pace(d.bob)
		if none != (room.Pace{}) || some != pace {
			t.Errorf("pace %+v, then %+v; want none, then %+v", none, some, pace)
		}
		return err
	})
	sound(t, d.Store)
}

// BenchmarkPenalties asks what one of many people may not do in one of many rooms,
// as each message does, and in all of them, as each session does.
func BenchmarkPenalties(b *testing.B) {
	const people, in = 1000, 50
	s := open(b, b.TempDir(), data.Options{})
	err := s.Change(func(tx data.WriteTx) error {
		for id := room.ID(1); id <= in; id++ {
			for who := room.UserID(1); who <= people; who++ {
				if err := tx.SetPenalty(id, who, room.Penalty{Muted: since(time.Hour)}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("of one", func(b *testing.B) {
		b.ReportAllocs()
		err := s.Change(func(tx data.WriteTx) error {
			for i := 0; b.Loop(); i++ {
				if p, err := tx.Penalty(room.ID(i%in+1), room.UserID(i%people+1)); err != nil || p == (room.Penalty{}) {
					return fmt.Errorf("%+v: %w", p, err)
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	})
	b.Run("of one in all rooms", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if all, err := s.Rooms().PenaltiesOf(room.UserID(i%people + 1)); err != nil || len(all) != in {
				b.Fatal(len(all), err)
			}
		}
	})
}
