package data_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"snug/data"
	"snug/room"
)

// A desk is a store at whose transactions the tests work without the rules.
type desk struct {
	*testing.T
	*data.Store
	dir           string
	ann, bob, cid room.UserID
	den           room.ID
}

type writeTx = data.WriteTx

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{T: t, dir: t.TempDir()}
	d.Store = open(t, d.dir, data.Options{})
	d.ann, d.bob, d.cid = signUp(t, d.Store, "ann"), signUp(t, d.Store, "bob"), signUp(t, d.Store, "cid")
	d.den = d.make(room.Room{Name: "den", Creator: d.ann, Owner: d.ann}).ID
	return d
}

// make adds a common room with its owner, if it has one, as its first member.
func (d *desk) make(r room.Room) room.Room {
	d.Helper()
	r.Created = header(0).At
	d.change(func(tx writeTx) (err error) {
		if r, err = tx.AddRoom(r); err != nil || r.Owner == 0 {
			return err
		}
		return tx.SetMembership(r.ID, r.Owner, room.Membership{Role: room.Owner, At: r.Created})
	})
	return d.room(r.ID)
}

// room reads a room, also a deleted one.
func (d *desk) room(id room.ID) room.Room {
	d.Helper()
	var r room.Room
	d.change(func(tx writeTx) (err error) {
		r, err = tx.Room(id)
		return err
	})
	return r
}

// revise changes a room.
func (d *desk) revise(id room.ID, how func(*room.Room)) {
	d.Helper()
	r := d.room(id)
	how(&r)
	d.change(func(tx writeTx) error { return tx.SetRoom(r) })
	if now := d.room(id); now != r {
		d.Errorf("the room is now\n%+v, want\n%+v", now, r)
	}
}

// discard deletes a room as its owner would.
func (d *desk) discard(id room.ID) {
	d.Helper()
	d.revise(id, func(r *room.Room) { r.Deleted = header(0).At })
}

// join makes people members of a room.
func (d *desk) join(in room.ID, people ...room.UserID) {
	d.Helper()
	d.change(func(tx writeTx) error {
		for _, who := range people {
			if err := tx.SetMembership(in, who, room.Membership{At: header(0).At}); err != nil {
				return err
			}
		}
		return nil
	})
}

// change runs one transaction that must succeed.
func (d *desk) change(f func(tx writeTx) error) {
	d.Helper()
	if err := d.Change(f); err != nil {
		d.Fatal(err)
	}
}

// say adds a message, with its outcome, as it is given.
func (d *desk) say(m room.Message) *room.Message {
	d.Helper()
	if m.Author.ID == 0 {
		m.Author.ID = d.ann
	}
	if m.At.IsZero() {
		m.At = header(0).At
	}
	m.Room, m.ID = d.den, room.NewCommandID()
	var said *room.Message
	d.change(func(tx writeTx) (err error) {
		if said, err = tx.AddMessage(m); err != nil {
			return err
		}
		return tx.Record(m.ID, room.Outcome{Room: d.den, Seq: said.Seq})
	})
	return said
}

// answer adds a reply and lets the thread count it.
func (d *desk) answer(to, root uint64, text string) *room.Message {
	d.Helper()
	said := d.say(room.Message{Text: text, Author: room.Person{ID: d.bob}, Reply: &room.Quote{Seq: to}, Root: root})
	d.set(root, func(m *room.Message) { m.Thread.Replies++; m.Thread.Last = said.At })
	return said
}

// set changes a message.
func (d *desk) set(seq uint64, how func(*room.Message)) *room.Message {
	d.Helper()
	var changed *room.Message
	d.change(func(tx writeTx) error {
		m, err := tx.Message(d.den, seq)
		if err != nil {
			return err
		}
		how(m)
		changed, err = tx.SetMessage(m)
		return err
	})
	if now := d.message(seq); !reflect.DeepEqual(changed, now) {
		d.Errorf("SetMessage returned\n%+v, stored is\n%+v", changed, now)
	}
	return changed
}

func (d *desk) message(seq uint64) *room.Message {
	d.Helper()
	found, err := d.Rooms().History(d.den, room.Range{After: seq - 1, Before: seq + 1, Limit: 1})
	if err != nil || len(found) != 1 {
		d.Fatalf("message %d: %v, %v", seq, found, err)
	}
	return found[0]
}

// react sets reactions of the first message and reports what changed.
func (d *desk) react(emoji string, by room.UserID, on bool) (changed bool) {
	d.Helper()
	d.change(func(tx writeTx) (err error) {
		changed, err = tx.SetReaction(d.den, 1, emoji, by, header(0).At, on)
		return err
	})
	return changed
}

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

func numbers(found []*room.Message) []uint64 {
	var all []uint64
	for _, m := range found {
		all = append(all, m.Seq)
	}
	return all
}
