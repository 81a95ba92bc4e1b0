package data_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"snug/keys"
	"snug/keys/audit"
	"snug/room"
)

// sliceSlack is what one thing may have in records beyond the bound of a slice: a
// message that calls everybody, or some people in a room.
const sliceSlack = 1200

// crowd signs up people, many at once.
func (d *desk) crowd(n int) []room.UserID {
	d.Helper()
	all := make([]room.UserID, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { all[i] = signUp(d, d.Store, fmt.Sprintf("person%04d", i)) })
	}
	wg.Wait()
	slices.Sort(all)
	return all
}

// sliced does something slice by slice, and checks that each is bounded and
// leaves a sound store. It returns how many slices it took.
func (d *desk) sliced(next func() (more bool)) int {
	d.Helper()
	for n := 1; ; n++ {
		before := d.Records()
		more := next()
		if gone := before - d.Records(); gone > room.SliceKeys+sliceSlack {
			d.Errorf("slice %d removed %d records", n, gone)
		}
		sound(d, d.Store)
		if !more {
			return n
		}
	}
}

func (d *desk) discarded() []room.ID {
	d.Helper()
	left, err := d.Rooms().Discarded()
	if err != nil {
		d.Fatal(err)
	}
	return left
}

func TestSweep(t *testing.T) {
	d := newDesk(t)
	people := d.crowd(600)
	shed := d.make(room.Room{Name: "shed", Owner: d.bob}).ID
	for _, in := range []room.ID{d.den, shed} {
		d.join(in, people...)
		d.change(func(tx writeTx) error {
			for i, who := range people {
				at := header(0).At
				err := errors.Join(
					tx.SetDraft(who, in, room.Draft{Text: "unsent"}),
					tx.SetLevel(who, in, room.All),
					tx.SetPosted(in, who, at),
				)
				if i < 50 {
					err = errors.Join(err, tx.SetInvitation(room.Invitation{Room: in, Who: who, By: d.ann, At: at, Until: at.Add(time.Hour)}))
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
		fill(t, d.Store, d.ann, in, 1500)
		do(t, d.Store, room.Read{Header: header(0), Marks: []room.Mark{{User: d.ann, Room: in, Seq: 700}}})
	}
	d.say(room.Message{Text: "all of you", Mentions: people})
	d.set(7, func(m *room.Message) { m.Pinned = true })
	d.set(8, func(m *room.Message) { m.Text, m.Deleted = "", m.At })
	sound(t, d.Store)
	d.discard(d.den)
	n := d.sliced(func() bool {
		if left := d.discarded(); !slices.Equal(left, []room.ID{d.den}) {
			t.Errorf("while the den is cleared away, left are %v", left)
		}
		return do(t, d.Store, room.Sweep{Header: header(0), Room: d.den}).(room.Swept).More
	})
	if n < 3 {
		t.Errorf("it took %d slices, too few to be bounded", n)
	}
	if left := d.discarded(); left != nil {
		t.Errorf("cleared away, and left are %v", left)
	}
	if r := d.room(d.den); r.Members != 0 || r.Pins != 0 || r.Trimmed != 1501 || r.Last != 1501 {
		t.Errorf("of the den there is %+v", r)
	}
	var b strings.Builder
	personal(t, &b, d.Store, people[0])
	if want := fmt.Sprintf(`has a draft in room %[1]d: {Text:unsent Reply:0 Edit:0}
of room %[1]d wants to be told as 1
is invited: {Room:%[1]d Who:%[2]d By:%[3]d At:2026-09-21 14:13:20 +0000 UTC Until:2026-09-21 15:13:20 +0000 UTC}
`, shed, people[0], d.ann); b.String() != want {
		t.Errorf("somebody has\n%swant what is of the other room:\n%s", b.String(), want)
	}
	d.change(func(tx writeTx) error {
		for _, id := range []room.ID{d.den, shed} { // cleared away, and in use
			if more, err := tx.Sweep(id); more || err != nil {
				t.Errorf("room %d: there is more %v, %v", id, more, err)
			}
		}
		return nil
	})
	// A mark that was seen before, and comes to be written now.
	do(t, d.Store, room.Read{Header: header(0), Marks: []room.Mark{{User: d.ann, Room: d.den, Seq: 900}}})
	sound(t, d.Store)
	if r := d.room(shed); r.Members != 601 || r.Last != 1500 {
		t.Errorf("the room in use is now %+v", r)
	}
}

// end deletes an account as its owner would.
func (d *desk) end(who room.UserID, erase bool) {
	d.Helper()
	p, err := d.Rooms().Person(who)
	if err != nil {
		d.Fatal(err)
	}
	h := header(0)
	me := audit.Actor{Account: uint64(who), Key: keys.Fingerprint(sha256.Sum256([]byte(p.Name))).String()}
	_, err = d.Accounts().Do(context.Background(), keys.Delete{
		Header:  keys.Header{ID: h.ID, At: h.At, By: me},
		Account: keys.AccountID(who), Erase: erase,
	})
	if err != nil {
		d.Fatalf("Delete: %v", err)
	}
}

// knows makes somebody have all that an account can have, of which others have
// some about it.
func (d *desk) knows(who room.UserID, people []room.UserID) {
	d.Helper()
	shed := d.make(room.Room{Name: "shed", Owner: d.ann}).ID
	d.join(d.den, who)
	at := header(0).At
	d.say(room.Message{Text: "hello", Mentions: []room.UserID{who, d.ann}})
	d.change(func(tx writeTx) error {
		err := errors.Join(
			tx.SetInvitation(room.Invitation{Room: shed, Who: who, By: d.ann, At: at, Until: at.Add(time.Hour)}),
			tx.SetPosted(d.den, who, at),
			tx.SetDraft(who, d.den, room.Draft{Text: "unsent"}),
			tx.SetLevel(who, 1, room.None),
			tx.SetMark(room.Mark{User: who, Room: d.den, Seq: 1}),
		)
		for _, other := range people {
			err = errors.Join(
				err,
				tx.SetIgnored(who, other, true), tx.SetIgnored(other, who, true),
				tx.SetBlocked(who, other, true), tx.SetBlocked(other, who, true),
			)
		}
		return err
	})
	sound(d, d.Store)
}

func TestDeparture(t *testing.T) {
	d := newDesk(t)
	people := d.crowd(1300)
	d.knows(d.cid, people)
	d.change(func(tx writeTx) error {
		return errors.Join(tx.SetIgnored(people[0], d.ann, true), tx.SetBlocked(people[0], d.ann, true))
	})
	d.end(d.cid, false)
	sound(t, d.Store)
	n := d.sliced(func() bool {
		if left, err := d.Rooms().Departing(); err != nil || !slices.Equal(left, []room.UserID{d.cid}) {
			t.Errorf("while cid departs, departing are %v, %v", left, err)
		}
		return do(t, d.Store, room.Depart{Header: header(0), Who: d.cid}).(room.Departed).More
	})
	if n < 4 {
		t.Errorf("it took %d slices, too few to be bounded", n)
	}
	if left, err := d.Rooms().Departing(); err != nil || left != nil {
		t.Errorf("departed, and still departing are %v, %v", left, err)
	}
	var b strings.Builder
	personal(t, &b, d.Store, d.cid)
	personal(t, &b, d.Store, people[1])
	if b.Len() != 0 {
		t.Errorf("left is\n%s", b.String())
	}
	personal(t, &b, d.Store, people[0])
	if want := fmt.Sprintf("ignores %[1]d\nblocks %[1]d\n", d.ann); b.String() != want {
		t.Errorf("of others there is\n%swant\n%s", b.String(), want)
	}
	do(t, d.Store, room.Read{Header: header(0), Marks: []room.Mark{{User: d.cid, Room: 1, Seq: 1}, {User: d.cid, Room: d.den, Seq: 1}}})
	sound(t, d.Store)
	if p, err := d.Rooms().Person(d.cid); err != nil || !p.Gone {
		t.Errorf("the account is %+v, %v; want it to be gone", p, err)
	}
	if m := d.message(1); !slices.Equal(m.Mentions, []room.UserID{d.ann, d.cid}) && !slices.Equal(m.Mentions, []room.UserID{d.cid, d.ann}) {
		t.Errorf("the message names %v now", m.Mentions)
	}
}

func TestForgetPersonIsForWhoDeparts(t *testing.T) {
	d := newDesk(t)
	err := d.Change(func(tx writeTx) error {
		_, err := tx.ForgetPerson(d.cid)
		return err
	})
	if !errors.Is(err, room.ErrNotFound) {
		t.Errorf("ForgetPerson: %v, want %q", err, room.ErrNotFound)
	}
}

func TestSaidBy(t *testing.T) {
	d := newDesk(t)
	fill(t, d.Store, d.ann, d.den, 2*room.SliceKeys)
	var want []uint64
	for i := range 5 {
		want = append(want, d.say(room.Message{Text: "mine", Author: room.Person{ID: d.bob}}).Seq)
		d.say(room.Message{Text: fmt.Sprint("not mine ", i)})
	}
	d.set(want[1], func(m *room.Message) { m.Text, m.Deleted = "", m.At })
	want = slices.Delete(want, 1, 2)
	for _, limit := range []int{1, 2, 100} {
		var all []uint64
		calls := 0
		for from, first := uint64(0), true; first || from != 0; first = false {
			d.change(func(tx writeTx) error {
				found, next, err := tx.SaidBy(d.den, d.bob, from, limit)
				if len(found) > limit || next != 0 && next-max(from, 1) > room.SliceKeys {
					t.Errorf("from %d found %v and came to %d", from, found, next)
				}
				all, from = append(all, found...), next
				return err
			})
			if calls++; calls > 20 {
				t.Fatalf("no end, found %v", all)
			}
		}
		if !slices.Equal(all, want) || calls < 3 {
			t.Errorf("%d at a time, found %v in %d calls, want %v", limit, all, calls, want)
		}
	}
	d.change(func(tx writeTx) error {
		found, next, err := tx.SaidBy(d.den, d.cid, 2*room.SliceKeys, 10)
		if len(found) != 0 || next != 0 {
			t.Errorf("who said nothing said %v, and then %d", found, next)
		}
		return err
	})
}
