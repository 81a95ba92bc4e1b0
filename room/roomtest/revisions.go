package roomtest

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"time"

	"snug/room"
)

// changes reads what has happened in a room.
func (h *house) changes(in room.ID, s room.Since) []*room.Message {
	h.Helper()
	found, err := h.rooms.Changes(in, s)
	if err != nil {
		h.Fatalf("Changes(%d, %+v): %v", in, s, err)
	}
	return found
}

// revised fails unless a room's changes are those of some messages, in order.
func (h *house) revised(in room.ID, after uint64, want ...uint64) {
	h.Helper()
	found := h.changes(in, room.Since{Rev: after, Limit: room.MaxPage})
	if got := seqs(found); !slices.Equal(got, want) {
		h.Errorf("since %d something has happened to %v, want %v", after, got, want)
	}
	for i, m := range found {
		h.same(m)
		if m.Rev <= after || i > 0 && m.Rev <= found[i-1].Rev {
			h.Errorf("behind %d comes message %d of revision %d", after, m.Seq, m.Rev)
		}
	}
}

// revisions holds that whatever happens to a message is one revision of its room,
// and that only the latest of each counts.
func revisions(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	den, other := h.room(ann, "den"), h.room(ann, "other")
	h.enter(den.ID, bob)
	h.post(ann, den.ID, "one")
	h.post(bob, den.ID, "two")
	h.post(ann, den.ID, "three")
	h.reply(bob, den.ID, 1, "four")
	if m, r := h.message(den.ID, 1), h.find(den.ID); m.Rev != 0 || r.Rev != 0 {
		h.Errorf("a longer thread is revision %d of message 1 and %d of the room", m.Rev, r.Rev)
	}
	for i, tt := range []struct {
		c    room.Command
		want []uint64 // what has changed since the beginning
	}{
		{room.Edit{Header: header(ann), Room: den.ID, Seq: 1, Text: "1"}, []uint64{1}},
		{room.React{Header: header(bob), Room: den.ID, Seq: 3, Emoji: "+1", On: true}, []uint64{1, 3}},
		{room.Pin{Header: header(ann), Room: den.ID, Seq: 1, On: true}, []uint64{3, 1}},
		{room.React{Header: header(bob), Room: den.ID, Seq: 3, Emoji: "+1"}, []uint64{1, 3}},
		{room.Delete{Header: header(bob), Room: den.ID, Seq: 2}, []uint64{1, 3, 2}},
		{room.Pin{Header: header(ann), Room: den.ID, Seq: 1}, []uint64{3, 2, 1}},
	} {
		rev := uint64(i) + 1
		for range 2 { // once more, it is what it was
			if e := h.change(tt.c); e.Rev != rev || e.Message.Rev != rev {
				h.Errorf("%T is revision %d of message %d that has %d, want %d", tt.c, e.Rev, e.Message.Seq, e.Message.Rev, rev)
			}
		}
		if r := h.find(den.ID); r.Rev != rev {
			h.Errorf("after %T the room has revision %d, want %d", tt.c, r.Rev, rev)
		}
		h.revised(den.ID, 0, tt.want...)
		h.revised(den.ID, rev-1, tt.want[len(tt.want)-1])
		h.revised(den.ID, rev)
	}
	h.refused(room.Edit{Header: header(bob), Room: den.ID, Seq: 1, Text: "mine"}, room.ErrDenied)
	h.refused(room.Delete{Header: header(bob), Room: den.ID, Seq: 2}, room.ErrConflict)
	h.do(room.Rename{Header: header(ann), Room: den.ID, Name: "cave"})
	h.revised(den.ID, 6)
	h.revised(den.ID, ^uint64(0))
	h.revised(other.ID, 0)
	for _, tt := range []struct {
		s    room.Since
		want []uint64
	}{
		{room.Since{Limit: 2}, []uint64{3, 2}},
		{room.Since{Rev: 4, Limit: 1}, []uint64{2}},
		{room.Since{Above: 1, Limit: 1}, []uint64{3}},
		{room.Since{Above: 2, Limit: 10}, []uint64{3}},
		{room.Since{Above: 3, Limit: 10}, nil},
		{room.Since{}, nil},
	} {
		if got := seqs(h.changes(den.ID, tt.s)); !slices.Equal(got, tt.want) {
			h.Errorf("%+v picks %v, want %v", tt.s, got, tt.want)
		}
	}
	if _, err := h.rooms.Changes(999, room.Since{Limit: 1}); !errors.Is(err, room.ErrNotFound) {
		h.Errorf("changes of no room: %v", err)
	}
}

// manyRevisions holds that what is deleted at once is as many revisions, and that
// nothing that is trimmed lets a number be used twice.
func manyRevisions(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	den := h.roomWith(ann, "den", room.Settings{KeepLast: 1})
	h.enter(den.ID, bob)
	for _, by := range []room.Person{bob, ann, bob, ann, bob} {
		h.post(by, den.ID, "so it goes")
	}
	c := purge(ann, den.ID)
	c.Of = ids(ann)
	e := h.do(c).(room.Purged)
	for i, one := range e.Gone {
		if want := uint64(i) + 1; one.Rev != want || one.Message.Rev != want {
			h.Errorf("of the purge, message %d is revision %d, and has %d, want %d", one.Message.Seq, one.Rev, one.Message.Rev, want)
		}
	}
	h.revised(den.ID, 0, 4, 2)
	h.change(room.React{Header: header(bob), Room: den.ID, Seq: 3, Emoji: "+1", On: true})
	h.revised(den.ID, 0, 4, 2, 3)

	h.do(trim(den.ID, 3, 0))
	h.revised(den.ID, 0, 4)
	h.do(trim(den.ID, 4, 0))
	h.revised(den.ID, 0)
	if r := h.find(den.ID); r.Rev != 3 {
		h.Errorf("with nothing left of it the room has revision %d, want 3", r.Rev)
	}
	if e := h.change(room.React{Header: header(ann), Room: den.ID, Seq: 5, Emoji: "+1", On: true}); e.Rev != 4 {
		h.Errorf("the next revision is %d, want 4", e.Rev)
	}

	h.remove(bob, true)
	heard := len(h.events())
	h.departs(bob)
	var revs []uint64
	for _, e := range h.events()[heard:] {
		if gone, is := e.(room.Departed); is {
			for _, one := range gone.Erased {
				revs = append(revs, one.Rev)
			}
		}
	}
	if !slices.Equal(revs, []uint64{5}) {
		h.Errorf("what was erased is revision %v, want 5", revs)
	}
	h.revised(den.ID, 0, 5)
}

// repeatedPost says things under IDs that were used.
func repeatedPost(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	den, other := h.roomWith(ann, "den", room.Settings{KeepLast: 1}), h.room(ann, "other")
	h.enter(den.ID, bob)
	h.post(bob, den.ID, "a question")
	c := room.Post{Header: header(ann), Room: den.ID, Text: "once", Reply: 1}
	said := h.do(c).(room.Posted).Message
	heard := len(h.events())
	again := func(what string) {
		h.Helper()
		e, is := h.do(c).(room.Posted)
		if now := h.message(den.ID, said.Seq); !is || !reflect.DeepEqual(e.Message, now) {
			h.Errorf("%s, it led to\n%+v, want\n%+v", what, e.Message, now)
		}
	}
	again("said again")
	c.At = c.At.Add(time.Hour)
	again("said again later")
	for name, other := range map[string]func(*room.Post){
		"another text":   func(c *room.Post) { c.Text = "twice" },
		"a longer text":  func(c *room.Post) { c.Text += " " },
		"another style":  func(c *room.Post) { c.Style = room.Action },
		"another reply":  func(c *room.Post) { c.Reply = 0 },
		"another room":   func(c *room.Post) { c.Room = other.ID },
		"another person": func(c *room.Post) { c.By = bob.ID },
	} {
		c := c
		other(&c)
		_, err := h.rooms.Do(h.Context(), c)
		if !errors.Is(err, room.ErrConflict) || strings.Contains(err.Error(), "another message") != (c.By == ann.ID) {
			h.Errorf("with %s it led to %v", name, err)
		}
	}
	h.change(room.Edit{Header: header(ann), Room: den.ID, Seq: said.Seq, Text: "edited"})
	again("after an edit")
	h.change(room.Delete{Header: header(ann), Room: den.ID, Seq: said.Seq})
	again("after it was deleted")
	h.post(bob, den.ID, "the last")
	h.do(trim(den.ID, said.Seq, 0))
	h.refused(c, room.ErrConflict)
	if n := len(h.events()) - heard; n != 4 {
		h.Errorf("%d events were delivered, want the edit, the delete, the last and the trim", n)
	}
}
