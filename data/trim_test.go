package data_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"snug/data"
	"snug/room"
)

// trim trims a room as far as it goes, slice by slice, and returns how many it
// took.
func (d *desk) trim(in room.ID, upTo uint64) (slices int) {
	d.Helper()
	for was := d.room(in).Trimmed; ; slices++ {
		var to uint64
		d.change(func(tx writeTx) (err error) {
			to, err = tx.Trim(in, upTo)
			return err
		})
		if r := d.room(in); r.Trimmed != to {
			d.Fatalf("came to %d, the room says %d", to, r.Trimmed)
		}
		if to == was {
			return slices
		}
		was = to
	}
}

// A message goes with everything that belongs to it, and what is left says
// nothing of it.
func TestTrim(t *testing.T) {
	d := newDesk(t)
	first := d.say(room.Message{Text: "question", Mentions: []room.UserID{d.bob, d.cid}})
	d.answer(1, 1, "answer")
	d.answer(2, 1, "answer to that")
	d.react("+1", d.bob, true)
	d.react("cake", d.cid, true)
	d.set(1, func(m *room.Message) { m.Pinned, m.Edited = true, m.At })
	d.change(func(tx writeTx) error {
		return errors.Join(
			tx.AddVersion(d.den, 1, room.Version{Text: "question?"}),
			tx.Record(room.NewCommandID(), room.Outcome{Room: d.den, Seq: 1}), // of the edit
			tx.SetMark(room.Mark{User: d.bob, Room: d.den, Seq: 3}),
			tx.Record(first.ID, room.Outcome{Room: d.den, Seq: 1, Body: [8]byte{1, 2, 3}}),
		)
	})
	d.happens(2)
	d.happens(1)
	d.say(room.Message{Text: "to be deleted", At: header(0).At.Add(time.Hour)})
	d.set(4, func(m *room.Message) { m.Text, m.Deleted, m.Removed = "", m.At, true })
	sound(t, d.Store)
	if m := d.message(4); !m.Removed {
		t.Errorf("somebody else deleted it, and it says %+v", m)
	}
	if got, err := d.Rooms().Tombstones(d.den); err != nil || !slices.Equal(got, []uint64{4}) {
		t.Errorf("tombstones %v, %v; want the fourth", got, err)
	}

	if n := d.trim(d.den, 1); n != 1 {
		t.Errorf("one message took %d slices", n)
	}
	sound(t, d.Store)
	if r := d.room(d.den); r.Trimmed != 1 || r.Last != 4 || r.Pins != 0 {
		t.Errorf("the room is %+v", r)
	}
	if got, err := d.Rooms().Mentions(d.bob); err != nil || len(got) != 0 {
		t.Errorf("bob is still named by %v, %v", got, err)
	}
	if m := d.message(2); m.Root != 1 || *m.Reply != (room.Quote{Seq: 1, Deleted: true}) {
		t.Errorf("the reply is %+v to %+v", m, m.Reply)
	}
	if m := d.message(3); m.Reply.Text != "answer" {
		t.Errorf("the reply to what is left quotes %+v", m.Reply)
	}
	if left, err := d.Rooms().Thread(d.den, 1, 10); err != nil || fmt.Sprint(numbers(left)) != "[2 3]" {
		t.Errorf("of the thread there is %v, %v; want the replies", numbers(left), err)
	}
	if c, err := d.Rooms().Changes(d.den, room.Since{Limit: 10}); err != nil || fmt.Sprint(numbers(c)) != "[2]" {
		t.Errorf("changed are %v, %v; want what is left", numbers(c), err)
	}
	d.change(func(tx writeTx) error {
		o, known, err := tx.Outcome(first.ID)
		if want := (room.Outcome{Room: d.den, Seq: 1}); o != want || !known {
			t.Errorf("the outcome of a trimmed message is %+v, %v; want %+v", o, known, want)
		}
		return err
	})
	if v, err := d.Rooms().Versions(d.den, 1); !errors.Is(err, room.ErrNotFound) {
		t.Errorf("a trimmed message has versions %v, %v", v, err)
	}
	if in, seq, err := d.Rooms().MessageSeq(first.ID); !errors.Is(err, room.ErrNotFound) {
		t.Errorf("a trimmed message is found: %d of room %d, %v", seq, in, err)
	}
	if pinned, err := d.Rooms().Pinned(d.den); err != nil || len(pinned) != 0 {
		t.Errorf("pinned is still %v, %v", pinned, err)
	}
	late := room.Message{Text: "the thread goes on", Reply: &room.Quote{Seq: 2}, Root: 1}
	if got := d.say(late); got.Root != 1 || got.Reply.Text != "answer" {
		t.Errorf("a reply to what is left is %+v", got)
	}
	sound(t, d.Store)
}

// Numbers go on where they were, also when nothing is left.
func TestTrimEverything(t *testing.T) {
	d := newDesk(t)
	for i := range 5 {
		d.say(room.Message{Text: fmt.Sprint("message ", i+1), At: header(0).At.Add(time.Duration(i) * time.Hour)})
	}
	d.trim(d.den, 3)
	for _, tt := range []struct {
		at   time.Duration
		want uint64
	}{{-time.Hour, 4}, {2 * time.Hour, 4}, {3 * time.Hour, 4}, {4 * time.Hour, 5}, {5 * time.Hour, 6}} {
		if seq, err := d.Rooms().SeqAt(d.den, header(0).At.Add(tt.at)); seq != tt.want || err != nil {
			t.Errorf("from %v on is number %d, %v; want %d", tt.at, seq, err, tt.want)
		}
	}
	got, err := d.Rooms().Scan(context.Background(), d.den, room.Scan{Words: []string{"message"}, Limit: 10})
	if err != nil || fmt.Sprint(numbers(got.Found)) != "[5 4]" || got.Next != 0 {
		t.Errorf("found %v and then %d, %v; want the two that are left", numbers(got.Found), got.Next, err)
	}
	if all, err := d.Rooms().History(d.den, room.Range{Limit: 10}); err != nil || fmt.Sprint(numbers(all)) != "[4 5]" {
		t.Errorf("history is %v, %v", numbers(all), err)
	}

	d.trim(d.den, 99)
	sound(t, d.Store)
	if r := d.room(d.den); r.Trimmed != 5 || r.Last != 5 {
		t.Errorf("the room is %+v", r)
	}
	if all, err := d.Rooms().Rooms(); err != nil || all[1].Last != 5 {
		t.Errorf("Rooms() = %+v, %v; want the last number to stay", all, err)
	}
	if seq, err := d.Rooms().SeqAt(d.den, header(0).At); seq != 6 || err != nil {
		t.Errorf("of nothing, the first number is %d, %v; want 6", seq, err)
	}
	if got, err := d.Rooms().Scan(context.Background(), d.den, room.Scan{Limit: 10}); err != nil || len(got.Found) != 0 || got.Next != 0 {
		t.Errorf("of nothing, found %+v, %v", got, err)
	}
	if m := d.say(room.Message{Text: "goes on"}); m.Seq != 6 {
		t.Errorf("the next message has number %d, want 6", m.Seq)
	}
	d.change(func(tx writeTx) error { return tx.SetMark(room.Mark{User: d.bob, Room: d.den, Seq: 5}) })
	sound(t, d.Store)
}

// A thread whose start was trimmed goes on without it.
func TestReplyBehindATrimmedStart(t *testing.T) {
	d := newDesk(t)
	d.say(room.Message{Text: "question"})
	d.answer(1, 1, "answer")
	d.trim(d.den, 1)
	reply := room.Post{Header: header(d.ann), Room: d.den, Text: "thanks", Reply: 2}
	for _, step := range []string{"said", "repeated"} {
		e := do(t, d.Store, reply).(room.Posted)
		if m := e.Message; m.Seq != 3 || m.Reply.Seq != 2 || m.Root != 1 || e.Root != nil {
			t.Errorf("%s, the reply is %+v in the thread of %+v", step, m, e.Root)
		}
		sound(t, d.Store)
	}
	d.trim(d.den, 3)
	sound(t, d.Store)
}

// What is posted while a room of a hundred thousand messages is trimmed waits for
// the slice under way, and for no other.
func TestTrimHoldsNobodyUp(t *testing.T) {
	const all = 20_000
	synctest.Test(t, func(t *testing.T) {
		var g gate
		commits := 0 // of the writer's goroutine, as is what it delivers
		s := open(t, t.TempDir(), data.Options{}.WithCommit(func(commit func() error) error {
			commits++
			return g.commit(commit)
		}))
		ann := signUp(t, s, "ann")
		den := create(t, s, ann, "den")
		fill(t, s, ann, den, all)
		var waited []int
		s.Rooms().Subscribe(func(e room.Event) {
			if _, ok := e.(room.Posted); ok {
				waited = append(waited, commits)
			}
		})
		commits = 0
		reopen := g.close()
		var trimmed []uint64
		go func() {
			for to := uint64(0); to < all; trimmed = append(trimmed, to) {
				if err := s.Change(func(tx data.WriteTx) (err error) {
					to, err = tx.Trim(den, all)
					return err
				}); err != nil {
					t.Error(err)
					return
				}
			}
		}()
		synctest.Wait() // until the first slice is being committed
		var answers []*answer
		for range 100 {
			answers = append(answers, submit(context.Background(), s, room.Post{Header: header(ann), Room: den, Text: "hello"}))
		}
		reopen()
		synctest.Wait()
		for i, a := range answers {
			if a.err != nil || waited[i] != 2 {
				t.Errorf("post %d was in commit %d, %v; want the second", i, waited[i], a.err)
			}
		}
		was := uint64(0)
		for _, to := range trimmed {
			if records := 2 * (to - was); records > room.SliceKeys {
				t.Errorf("the slice from %d to %d removed %d records, want at most %d", was, to, records, room.SliceKeys)
			}
			was = to
		}
		// The second slice may or may not have come in time for the posts' commit.
		if n := len(trimmed); was != all || n != commits && n != commits-1 {
			t.Errorf("trimmed to %d in %d slices and %d commits", was, n, commits)
		}
		sound(t, s)
	})
}

// fill adds messages with their outcomes to a room, past the rules and with few
// commits.
func fill(t testing.TB, s *data.Store, by room.UserID, in room.ID, n int) {
	t.Helper()
	for n > 0 {
		err := s.Change(func(tx data.WriteTx) error {
			for range min(n, 10_000) {
				m := room.Message{ID: room.NewCommandID(), Room: in, At: header(0).At, Author: room.Person{ID: by}, Text: "message"}
				said, err := tx.AddMessage(m)
				if err != nil {
					return err
				}
				if err := tx.Record(m.ID, room.Outcome{Room: in, Seq: said.Seq}); err != nil {
					return err
				}
				n--
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
