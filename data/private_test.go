package data_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"snug/keys"
	"snug/room"
)

// converse makes a conversation.
func (d *desk) converse(kind room.Kind, people ...room.UserID) room.ID {
	d.Helper()
	var r room.Room
	d.change(func(tx writeTx) (err error) {
		r, err = tx.AddConversation(room.Room{Kind: kind, Created: header(0).At}, people, header(0).At)
		return err
	})
	if r.Members != len(people) || r.Kind != kind || r != d.room(r.ID) {
		d.Errorf("made\n%+v, stored\n%+v", r, d.room(r.ID))
	}
	return r.ID
}

func TestConversations(t *testing.T) {
	d := newDesk(t)
	notes := d.converse(room.Direct, d.ann)
	pair := d.converse(room.Direct, d.ann, d.bob)
	group := d.converse(room.Group, d.ann, d.bob, d.cid)
	check := func(step string, want room.ID, people ...room.UserID) {
		t.Helper()
		id, err := d.Rooms().Conversation(people)
		if id != want || (want == 0) != errors.Is(err, room.ErrNotFound) {
			t.Errorf("%s: %v talk in %d, %v; want %d", step, people, id, err, want)
		}
	}
	check("made", notes, d.ann)
	check("made", pair, d.ann, d.bob)
	check("made", group, d.ann, d.bob, d.cid)
	check("never made", 0, d.ann, d.cid)
	check("never made", 0, d.bob)
	sound(t, d.Store)

	// Who is left in a group may be the people of another conversation.
	d.change(func(tx writeTx) error { return tx.RemoveMember(group, d.cid) })
	check("one left", 0, d.ann, d.bob, d.cid)
	check("one left", pair, d.ann, d.bob)
	sound(t, d.Store)
	again := d.converse(room.Group, d.ann, d.bob, d.cid)
	check("made again", again, d.ann, d.bob, d.cid)
	d.change(func(tx writeTx) error { return tx.RemoveMember(group, d.bob) })
	check("two left", pair, d.ann, d.bob)
	d.change(func(tx writeTx) error { return tx.RemoveMember(group, d.ann) })
	check("all left", notes, d.ann)
	d.discard(group)
	d.discard(again)
	check("deleted", 0, d.ann, d.bob, d.cid)
	sound(t, d.Store)

	d.change(func(tx writeTx) error {
		return tx.SetMembership(pair, d.ann, room.Membership{At: header(0).At, Spoke: true})
	})
	if all, err := d.Rooms().Memberships(d.ann); err != nil || !all[pair].Spoke || all[notes].Spoke {
		t.Errorf("Memberships = %+v, %v; want to have spoken in %d alone", all, err, pair)
	}
	check("spoken", pair, d.ann, d.bob)
	sound(t, d.Store)
}

func TestBlocks(t *testing.T) {
	d := newDesk(t)
	set := func(who room.UserID, on bool) {
		d.change(func(tx writeTx) error { return tx.SetBlocked(d.ann, who, on) })
	}
	set(d.cid, true)
	set(d.bob, true)
	set(d.bob, true)
	check := func(want ...room.UserID) {
		t.Helper()
		if got, err := d.Rooms().Blocked(d.ann); err != nil || !slices.Equal(got, want) {
			t.Errorf("ann blocks %v, %v; want %v", got, err, want)
		}
		d.change(func(tx writeTx) error {
			n, err := tx.Blocked(d.ann)
			does, err2 := tx.Blocks(d.ann, d.bob)
			inTurn, err3 := tx.Blocks(d.bob, d.ann)
			if n != len(want) || does != slices.Contains(want, d.bob) || inTurn {
				t.Errorf("ann blocks %d, bob %v, and bob her %v", n, does, inTurn)
			}
			return errors.Join(err, err2, err3)
		})
		sound(t, d.Store)
	}
	check(d.bob, d.cid)
	set(d.bob, false)
	check(d.cid)
	set(d.cid, false)
	check()
}

func TestPolicyIsASetting(t *testing.T) {
	d := newDesk(t)
	for _, tt := range []struct {
		value string
		want  room.Policy
	}{
		{"", room.FromAll},
		{"rooms", room.FromRooms},
		{"nobody", room.FromNone},
		{"everyone", room.FromAll},
	} {
		d.change(func(tx writeTx) error {
			if err := tx.SetSetting(keys.AccountID(d.ann), "dm", tt.value); err != nil {
				return err
			}
			got, err := tx.Policy(d.ann)
			if got != tt.want {
				t.Errorf("%q is policy %d, want %d", tt.value, got, tt.want)
			}
			return err
		})
	}
}

func TestPaces(t *testing.T) {
	d := newDesk(t)
	last := header(0).At.Add(1500 * time.Millisecond)
	d.change(func(tx writeTx) error {
		if got, err := tx.Posted(d.den, d.ann); !got.IsZero() || err != nil {
			t.Errorf("posted at %v, %v; want never", got, err)
		}
		if err := tx.SetPosted(d.den, d.ann, last); err != nil {
			return err
		}
		if got, err := tx.Posted(d.den, d.ann); !got.Equal(last) || err != nil {
			t.Errorf("posted at %v, %v; want %v", got, err, last)
		}
		return nil
	})
	// Leaving and joining again is no way around slow mode.
	d.join(d.den, d.bob)
	d.change(func(tx writeTx) error {
		if err := errors.Join(tx.SetPosted(d.den, d.bob, last), tx.RemoveMember(d.den, d.bob)); err != nil {
			return err
		}
		got, err := tx.Posted(d.den, d.bob)
		if !got.Equal(last) {
			t.Errorf("after leaving, posted at %v, want %v", got, last)
		}
		return err
	})
	sound(t, d.Store)
}
