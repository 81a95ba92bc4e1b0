package data_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"snug/room"
)

func TestQuoteIsOfTheMessageAsItIsNow(t *testing.T) {
	d := newDesk(t)
	d.say(room.Message{Text: "the question"})
	if m := d.answer(1, 1, "the answer"); m.Reply == nil || *m.Reply != (room.Quote{Seq: 1, Author: room.Person{ID: d.ann, Name: "ann", Rank: 1}, Text: "the question"}) {
		t.Errorf("quoted is %+v", m.Reply)
	}
	d.set(1, func(m *room.Message) { m.Text = strings.Repeat("x", room.QuoteBytes-1) + "日本語" })
	if m := d.message(2); m.Reply.Text != strings.Repeat("x", room.QuoteBytes-1) {
		t.Errorf("a long text is quoted as %q", m.Reply.Text)
	}
	d.set(1, func(m *room.Message) { m.Text, m.Deleted = "", m.At })
	if m := d.message(2); m.Reply.Text != "" || !m.Reply.Deleted {
		t.Errorf("a deleted message is quoted as %+v", m.Reply)
	}
	sound(t, d.Store)
}

func TestReactions(t *testing.T) {
	d := newDesk(t)
	d.say(room.Message{Text: "cake"})
	for _, step := range []struct {
		emoji string
		by    room.UserID
		on    bool
		did   bool
		want  string // each emoji with who is under it
	}{
		{"+1", d.ann, false, false, ""},
		{"+1", d.ann, true, true, "+1[1]"},
		{"+1", d.ann, true, false, "+1[1]"},
		{"+1", d.cid, true, true, "+1[1 3]"},
		{"+", d.bob, true, true, "+1[1 3] +[2]"},
		{"cake", d.bob, true, true, "+1[1 3] +[2] cake[2]"},
		// An emoji keeps its place while anybody is under it.
		{"+1", d.ann, false, true, "+1[3] +[2] cake[2]"},
		{"+", d.bob, false, true, "+1[3] cake[2]"},
		{"+1", d.cid, false, true, "cake[2]"},
		{"+1", d.ann, true, true, "cake[2] +1[1]"},
	} {
		if did := d.react(step.emoji, step.by, step.on); did != step.did {
			t.Errorf("%s by %d, %v: changed %v", step.emoji, step.by, step.on, did)
		}
		var got []string
		for _, r := range d.message(1).Reactions {
			got = append(got, fmt.Sprint(r.Emoji, r.By))
		}
		if got := strings.Join(got, " "); got != step.want {
			t.Errorf("%s by %d, %v: %s, want %s", step.emoji, step.by, step.on, got, step.want)
		}
		sound(t, d.Store)
	}
	d.change(func(tx writeTx) error { return tx.DropReactions(d.den, 1) })
	if got := d.message(1).Reactions; got != nil {
		t.Errorf("dropped, and still %v", got)
	}
	sound(t, d.Store)
}

func TestVersions(t *testing.T) {
	d := newDesk(t)
	d.say(room.Message{Text: "third"})
	want := []room.Version{{Text: "first", At: header(0).At}, {Text: "second", At: header(0).At.Add(time.Minute)}}
	d.change(func(tx writeTx) error {
		return errors.Join(tx.AddVersion(d.den, 1, want[0]), tx.AddVersion(d.den, 1, want[1]))
	})
	if got, err := d.Rooms().Versions(d.den, 1); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("versions %v, %v; want %v", got, err, want)
	}
	d.change(func(tx writeTx) error {
		if n, err := tx.Versions(d.den, 1); n != 2 {
			t.Errorf("%d versions, %v; want 2", n, err)
		}
		return tx.DropVersions(d.den, 1)
	})
	if got, err := d.Rooms().Versions(d.den, 1); err != nil || len(got) != 0 {
		t.Errorf("dropped, and still %v, %v", got, err)
	}
	if _, err := d.Rooms().Versions(d.den, 2); !errors.Is(err, room.ErrNotFound) {
		t.Errorf("versions of no message: %v", err)
	}
	sound(t, d.Store)
}

func TestThreads(t *testing.T) {
	d := newDesk(t)
	d.say(room.Message{Text: "one thread"})
	d.say(room.Message{Text: "another"})
	for i := range 6 {
		d.answer(1, 1, fmt.Sprint("reply ", i))
		d.answer(2, 2, "elsewhere")
	}
	d.answer(3, 1, "to the first reply")
	for _, tt := range []struct {
		root  uint64
		limit int
		want  []uint64
	}{
		{1, 100, []uint64{1, 3, 5, 7, 9, 11, 13, 15}},
		{1, 3, []uint64{1, 13, 15}},
		{1, 1, []uint64{1}},
		{1, 0, nil},
		{2, 100, []uint64{2, 4, 6, 8, 10, 12, 14}},
		{3, 100, []uint64{3}},
	} {
		got, err := d.Rooms().Thread(d.den, tt.root, tt.limit)
		if err != nil || !slices.Equal(numbers(got), tt.want) {
			t.Errorf("thread of %d, at most %d: %v, %v; want %v", tt.root, tt.limit, numbers(got), err, tt.want)
		}
	}
	if m := d.message(1); m.Thread != (room.Thread{Replies: 7, Last: header(0).At}) {
		t.Errorf("the thread is counted as %+v", m.Thread)
	}
	if _, err := d.Rooms().Thread(d.den, 99, 10); !errors.Is(err, room.ErrNotFound) {
		t.Errorf("thread of no message: %v", err)
	}
	sound(t, d.Store)
}

func TestPins(t *testing.T) {
	d := newDesk(t)
	for range 3 {
		d.say(room.Message{Text: "rules"})
	}
	pin := func(seq uint64, on bool) { d.set(seq, func(m *room.Message) { m.Pinned = on }) }
	check := func(want ...uint64) {
		t.Helper()
		got, err := d.Rooms().Pinned(d.den)
		if err != nil || !slices.Equal(numbers(got), want) {
			t.Errorf("pinned %v, %v; want %v", numbers(got), err, want)
		}
		if all, err := d.Rooms().Rooms(); err != nil || all[1].Pins != len(want) || all[1].Last != 3 {
			t.Errorf("the room is %+v, %v; want %d pins", all, err, len(want))
		}
		sound(t, d.Store)
	}
	check()
	pin(3, true)
	pin(1, true)
	pin(1, true)
	check(1, 3)
	pin(3, false)
	check(1)
}
