package data_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"snug/room"
	"snug/text"
)

func TestRoomKeepsAllThatItIs(t *testing.T) {
	d := newDesk(t)
	at := header(0).At
	made := d.make(room.Room{
		Name: "Books", Topic: "what we read", Description: "two\nlines", Creator: d.bob, Owner: d.bob,
		Settings: room.Settings{Announce: true, History: room.HistoryNone, KeepLast: 7},
	})
	is := room.Room{
		ID: made.ID, Name: "Library", Topic: "read", Description: "one line", Creator: d.bob, Owner: d.bob,
		Created: at, Archived: at.Add(time.Hour), Members: 1,
		Settings: room.Settings{
			InviteOnly: true, OpenTopic: true, Slow: 12 * time.Second, History: room.HistoryJoined,
			KeepFor: 36 * time.Hour, KeepLast: 1000, MaxMembers: 25,
			Files: room.FilesByModerators, FilesFor: 90 * time.Minute,
		},
	}
	d.change(func(tx writeTx) error { return tx.SetRoom(is) })
	if got := d.room(is.ID); got != is {
		t.Errorf("kept:\n%+v\nwant:\n%+v", got, is)
	}
	all, err := d.Rooms().Rooms()
	if err != nil || !slices.Contains(all, is) {
		t.Errorf("Rooms() = %+v, %v; want one of them\n%+v", all, err, is)
	}
	sound(t, d.Store)
}

// Only rooms that everybody may know of have a place among the names.
func TestNamesOfRooms(t *testing.T) {
	d := newDesk(t)
	books := d.make(room.Room{Name: "Books", Owner: d.ann}).ID
	check := func(step string, want map[string]room.ID) {
		t.Helper()
		d.change(func(tx writeTx) error {
			for name, id := range want {
				named, errNamed := tx.RoomNamed(text.Fold(name))
				like, errLike := tx.RoomLike(text.Skeleton(name))
				if named.ID != id || like.ID != id || id == 0 && !(errors.Is(errNamed, room.ErrNotFound) && errors.Is(errLike, room.ErrNotFound)) {
					t.Errorf("%s: %s leads to %d (%v) and looks like %d (%v); want %d", step, name, named.ID, errNamed, like.ID, errLike, id)
				}
			}
			return nil
		})
		sound(t, d.Store)
	}
	check("made", map[string]room.ID{"BOOKS": books, "library": 0})
	d.revise(books, func(r *room.Room) { r.Name = "books" })
	check("written another way", map[string]room.ID{"Books": books})
	d.revise(books, func(r *room.Room) { r.Name = "Library" })
	check("renamed", map[string]room.ID{"books": 0, "library": books})
	d.revise(books, func(r *room.Room) { r.Private = true })
	check("private", map[string]room.ID{"library": 0})
	public := d.make(room.Room{Name: "Library", Owner: d.bob}).ID
	d.revise(books, func(r *room.Room) { r.Name = "library" })
	check("private under the name of another", map[string]room.ID{"library": public})
	d.make(room.Room{Name: "library", Owner: d.cid, Settings: room.Settings{Private: true}})
	check("a third one, private from the start", map[string]room.ID{"library": public})
	d.discard(public)
	check("deleted", map[string]room.ID{"library": 0})
	d.revise(books, func(r *room.Room) { r.Private = false })
	check("public again", map[string]room.ID{"library": books})
}

func TestMembersAreCounted(t *testing.T) {
	d := newDesk(t)
	member := room.Membership{Role: room.Moderator, At: header(0).At, Since: 17}
	d.join(d.den, d.cid, d.bob)
	d.change(func(tx writeTx) error {
		return errors.Join(
			tx.SetMembership(d.den, d.bob, member), // is one already
			tx.SetDraft(d.cid, d.den, room.Draft{Text: "unsent"}), tx.SetLevel(d.cid, d.den, room.All),
		)
	})
	if r := d.room(d.den); r.Members != 3 {
		t.Errorf("%d members, want 3", r.Members)
	}
	if all, err := d.Rooms().Memberships(d.bob); err != nil || len(all) != 1 || all[d.den] != member {
		t.Errorf("Memberships = %+v, %v; want %+v", all, err, member)
	}
	for _, tt := range []struct {
		in    room.ID
		after room.UserID
		limit int
		want  string
	}{
		{d.den, 0, 10, "ann/2 bob/1 cid/0"},
		{d.den, 0, 2, "ann/2 bob/1"},
		{d.den, d.ann, 10, "bob/1 cid/0"},
		{d.den, d.cid, 10, ""},
		{d.den, 0, 0, ""},
		{1, 0, 2, "ann/0 bob/0"},
		{1, d.bob, 2, "cid/0"},
	} {
		found, err := d.Rooms().Members(tt.in, tt.after, tt.limit)
		var got []string
		for _, p := range found {
			got = append(got, fmt.Sprintf("%s/%d", p.Person.Name, p.Membership.Role))
		}
		if fmt.Sprint(got) != "["+tt.want+"]" || err != nil {
			t.Errorf("at most %d members of room %d behind %d: %v, %v; want %s", tt.limit, tt.in, tt.after, got, err, tt.want)
		}
	}
	for range 2 { // the second time there is nobody to remove
		d.change(func(tx writeTx) error { return tx.RemoveMember(d.den, d.cid) })
	}
	if r := d.room(d.den); r.Members != 2 {
		t.Errorf("%d members, want 2", r.Members)
	}
	drafts, err := d.Rooms().Drafts(d.cid)
	levels, err2 := d.Rooms().Levels(d.cid)
	if len(drafts)+len(levels) != 0 || errors.Join(err, err2) != nil {
		t.Errorf("who has left has drafts %v and levels %v (%v, %v)", drafts, levels, err, err2)
	}
	sound(t, d.Store)
}

func TestDeletedRoomIsInNoList(t *testing.T) {
	d := newDesk(t)
	shed := d.make(room.Room{Name: "shed", Owner: d.ann}).ID
	d.make(room.Room{Name: "hall", Owner: d.bob})
	said := d.say(room.Message{Text: "hello"})
	count := func() (joined []room.ID, owned int) {
		d.change(func(tx writeTx) (err error) {
			if joined, err = tx.Joined(d.ann); err != nil {
				return err
			}
			owned, err = tx.Owned(d.ann)
			return err
		})
		return joined, owned
	}
	if joined, owned := count(); !slices.Equal(joined, []room.ID{d.den, shed}) || owned != 2 {
		t.Errorf("is in %v and owns %d, want both and 2", joined, owned)
	}
	if in, seq, err := d.Rooms().MessageSeq(said.ID); err != nil || in != d.den || seq != 1 {
		t.Errorf("the message is %d of room %d, %v", seq, in, err)
	}
	invitation := room.Invitation{Room: d.den, Who: d.cid, By: d.ann, At: header(0).At, Until: header(0).At.Add(time.Hour)}
	d.change(func(tx writeTx) error { return tx.SetInvitation(invitation) })
	d.discard(d.den)
	if joined, owned := count(); !slices.Equal(joined, []room.ID{shed}) || owned != 1 {
		t.Errorf("is in %v and owns %d, want the one that is left", joined, owned)
	}
	if all, err := d.Rooms().Memberships(d.ann); err != nil || len(all) != 1 {
		t.Errorf("Memberships = %+v, %v; want the one that is left", all, err)
	}
	if all, err := d.Rooms().Rooms(); err != nil || slices.ContainsFunc(all, func(r room.Room) bool { return r.ID == d.den }) {
		t.Errorf("Rooms() = %+v, %v", all, err)
	}
	if in, seq, err := d.Rooms().MessageSeq(said.ID); !errors.Is(err, room.ErrNotFound) {
		t.Errorf("a message of a deleted room is found: %d of room %d, %v", seq, in, err)
	}
	if open, err := d.Rooms().Invitations(d.cid, header(0).At); err != nil || open != nil {
		t.Errorf("invited to a deleted room: %+v, %v", open, err)
	}
	if next := d.make(room.Room{Name: "den", Owner: d.cid}).ID; next <= shed {
		t.Errorf("a new room of the same name has ID %d again", next)
	}
	sound(t, d.Store)
}
