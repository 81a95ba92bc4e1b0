package roomtest

import (
	"context"
	"errors"
	"slices"
	"time"

	"snug/room"
)

func floors(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	for _, tt := range []struct {
		name    string
		history room.History
	}{{"since-joined", room.HistoryJoined}, {"while-there", room.HistoryNone}} {
		den := h.roomWith(ann, tt.name, room.Settings{History: tt.history})
		old := h.post(ann, den.ID, "before he came")
		h.enter(den.ID, bob)
		if m := h.place(bob, den.ID); m.Since != old.Seq {
			h.Errorf("%s: bob is in since message %d, want %d", tt.name, m.Since, old.Seq)
		}
		h.do(room.Appoint{Header: header(ann), Room: den.ID, Who: bob.ID, Role: room.Moderator})
		for _, c := range []room.Command{
			room.Post{Header: header(bob), Room: den.ID, Text: "about that", Reply: old.Seq},
			room.React{Header: header(bob), Room: den.ID, Seq: old.Seq, Emoji: "eyes", On: true},
			room.Delete{Header: header(bob), Room: den.ID, Seq: old.Seq},
			room.Pin{Header: header(bob), Room: den.ID, Seq: old.Seq, On: true},
			room.SaveDraft{Header: header(bob), Room: den.ID, Draft: room.Draft{Reply: old.Seq}},
		} {
			h.refused(c, room.ErrNotFound)
		}
		mine := h.post(bob, den.ID, "hello")
		if read, err := h.rooms.Marks(bob.ID); err != nil || read[den.ID] != mine.Seq {
			h.Errorf("%s: bob has read to %v, %v; want what he said himself", tt.name, read, err)
		}
		h.reply(ann, den.ID, old.Seq, "as I said")
		h.reply(bob, den.ID, 3, "as she said") // in a thread whose start is not for him
		// Who comes back does not see what they said themselves.
		h.do(room.Leave{Header: header(bob), Room: den.ID})
		h.enter(den.ID, bob)
		h.refused(room.Edit{Header: header(bob), Room: den.ID, Seq: mine.Seq, Text: "hi"}, room.ErrNotFound)
		h.configure(ann, den.ID, func(s *room.Settings) { s.History = room.HistoryAll })
		h.change(room.Edit{Header: header(bob), Room: den.ID, Seq: mine.Seq, Text: "hi"})
	}
}

func trim(in room.ID, upTo uint64, after time.Duration) room.Trim {
	return room.Trim{Header: later(room.Person{}, after), Room: in, UpTo: upTo}
}

func trims(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	den := h.roomWith(ann, "den", room.Settings{KeepLast: 3})
	h.enter(den.ID, bob)
	first := h.post(ann, den.ID, "@bob one")
	h.reply(bob, den.ID, 1, "two")
	h.change(room.Pin{Header: header(ann), Room: den.ID, Seq: 1, On: true})
	h.change(room.React{Header: header(bob), Room: den.ID, Seq: 1, Emoji: "+1", On: true})
	h.change(room.Edit{Header: header(ann), Room: den.ID, Seq: 1, Text: "@bob 1"})
	h.post(ann, den.ID, "@bob three")
	h.change(room.Delete{Header: header(ann), Room: den.ID, Seq: 3})
	h.reply(bob, den.ID, 2, "four")
	h.refused(trim(den.ID, 2, 0), room.ErrConflict) // there are four, and three are kept
	h.post(bob, den.ID, "five")

	// Two are too many now, not three.
	h.refused(trim(den.ID, 3, 0), room.ErrConflict)
	e := h.do(trim(den.ID, 1, 0)).(room.Trimmed)
	if want := (room.Trimmed{Room: den.ID, UpTo: 1}); e != want {
		h.Errorf("the trim led to %+v, want %+v", e, want)
	}
	if r := h.find(den.ID); r.Trimmed != 1 || r.Last != 5 || r.Pins != 0 {
		h.Errorf("the room is %+v", r)
	}
	if got := seqs(h.history(den.ID, room.Range{Limit: 10})); !slices.Equal(got, []uint64{2, 3, 4, 5}) {
		h.Errorf("history has %v", got)
	}
	h.unseen(bob, nil)
	if q := h.message(den.ID, 2).Reply; q == nil || q.Seq != 1 || !q.Deleted || q.Text != "" || q.Author != (room.Person{}) {
		h.Errorf("the reply to what was trimmed quotes %+v", q)
	}
	if _, _, err := h.rooms.MessageSeq(first.ID); !errors.Is(err, room.ErrNotFound) {
		h.Errorf("the ID of what was trimmed: %v, want an error that wraps %q", err, room.ErrNotFound)
	}
	for _, c := range []room.Command{
		room.Post{Header: header(bob), Room: den.ID, Text: "to nothing", Reply: 1},
		room.React{Header: header(bob), Room: den.ID, Seq: 1, Emoji: "+1", On: true},
		room.Delete{Header: header(ann), Room: den.ID, Seq: 1},
		room.Pin{Header: header(ann), Room: den.ID, Seq: 1},
	} {
		h.refused(c, room.ErrNotFound)
	}
	// The thread goes on without its start.
	more := h.reply(ann, den.ID, 4, "six")
	if more.Message.Root != 1 || more.Root != nil {
		h.Errorf("the next of the thread is %+v, and begins with %+v", more.Message, more.Root)
	}
	if got, err := h.rooms.Thread(den.ID, 1, 10); err != nil || !slices.Equal(seqs(got), []uint64{2, 4, 6}) {
		h.Errorf("the thread is %v, %v; want 2, 4 and 6", seqs(got), err)
	}

	// Nothing twice, and numbers are never used again.
	heard := len(h.events())
	h.do(trim(den.ID, 1, 0))
	if got := h.events()[heard:]; len(got) > 0 {
		h.Errorf("a trim of what is gone delivered %+v", got)
	}
	h.configure(ann, den.ID, func(s *room.Settings) { s.KeepLast = 1 })
	h.do(trim(den.ID, 5, 0))
	if next := h.post(ann, den.ID, "seven"); next.Seq != 7 {
		h.Errorf("the next message has number %d, want 7", next.Seq)
	}
	if gone, err := h.rooms.Tombstones(den.ID); err != nil || len(gone) != 0 {
		h.Errorf("tombstones are %v, %v; want none", gone, err)
	}
}

// agedMessages are trimmed by their age, if the room's owner has not thought
// better of it.
func agedMessages(h *house) {
	ann := h.person("ann")
	den := h.roomWith(ann, "den", room.Settings{KeepFor: time.Hour})
	for i := range 4 {
		h.do(room.Post{Header: later(ann, time.Duration(i)*20*time.Minute), Room: den.ID, Text: "tick"})
	}
	h.refused(trim(den.ID, 1, 59*time.Minute), room.ErrConflict)
	h.do(trim(den.ID, 1, time.Hour))
	h.refused(trim(den.ID, 3, 90*time.Minute), room.ErrConflict)
	h.configure(ann, den.ID, func(s *room.Settings) { s.KeepFor = 0 })
	h.refused(trim(den.ID, 2, 24*time.Hour), room.ErrConflict)
	h.refused(trim(den.ID, 99, 24*time.Hour), room.ErrConflict)
	h.refused(trim(77, 1, 24*time.Hour), room.ErrNotFound)
	if r := h.find(den.ID); r.Trimmed != 1 {
		h.Errorf("messages up to %d are trimmed, want 1", r.Trimmed)
	}
}

// slices of a trim: a room that has more than one command may remove.
func longTrim(h *house) {
	ann := h.person("ann")
	const last = room.SliceKeys + 500
	den := h.roomWith(ann, "den", room.Settings{KeepLast: 1})
	for range last {
		h.post(ann, den.ID, "tick")
	}
	for n := 0; ; n++ {
		e := h.do(trim(den.ID, last-1, 0)).(room.Trimmed)
		if e.UpTo == last-1 {
			if n == 0 {
				h.Error("everything was trimmed at once")
			}
			break
		}
		if n > 10 {
			h.Fatalf("%d trims came to %d only", n, e.UpTo)
		}
		// What is there between two slices is whole.
		if got := h.history(den.ID, room.Range{Limit: room.MaxPage}); len(got) == 0 || h.find(den.ID).Trimmed != e.UpTo {
			h.Fatalf("after %+v the room is %+v", e, h.find(den.ID))
		}
		if _, err := h.rooms.Do(context.Background(), room.Post{Header: header(ann), Room: den.ID, Text: "x", Reply: e.UpTo}); kind(err) != room.ErrNotFound {
			h.Fatalf("a reply to what is trimmed: %v", err)
		}
	}
	if got := seqs(h.history(den.ID, room.Range{Limit: 10})); !slices.Equal(got, []uint64{last}) {
		h.Errorf("history has %v", got)
	}
}
