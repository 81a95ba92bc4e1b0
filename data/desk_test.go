package data_test

import (
	"reflect"
	"testing"

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
	d.Hurry()
	d.ann, d.bob, d.cid = signUp(t, d.Store, "ann"), signUp(t, d.Store, "bob"), signUp(t, d.Store, "cid")
	d.den = d.make(room.Room{Name: "den", Creator: d.ann, Owner: d.ann}).ID
	return d
}

// reopen closes the store, which must be sound, and opens it again.
func (d *desk) reopen() {
	d.Helper()
	sound(d.T, d.Store)
	if err := d.Close(); err != nil {
		d.Fatal(err)
	}
	d.Store = open(d.T, d.dir, data.Options{})
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

// happens gives a message of the den the next revision.
func (d *desk) happens(seq uint64) {
	d.Helper()
	was := d.room(d.den).Rev
	var is *room.Message
	d.change(func(tx writeTx) error {
		m, err := tx.Message(d.den, seq)
		if err == nil {
			is, err = tx.Revise(m)
		}
		return err
	})
	if now := d.message(seq); is.Rev != was+1 || !reflect.DeepEqual(is, now) {
		d.Errorf("Revise returned\n%+v, stored is\n%+v, and the room had %d", is, now, was)
	}
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

func numbers(found []*room.Message) []uint64 {
	var all []uint64
	for _, m := range found {
		all = append(all, m.Seq)
	}
	return all
}
