package roomtest

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"time"

	"snug/room"
)

func (h *house) reply(by room.Person, in room.ID, to uint64, text string) room.Posted {
	h.Helper()
	return h.do(room.Post{Header: header(by), Room: in, Text: text, Reply: to}).(room.Posted)
}

func threads(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	lobby := h.lobby().ID
	h.post(ann, lobby, "something else")
	root := h.post(ann, lobby, strings.Repeat("é", room.QuoteBytes)) // cut in the middle of a letter
	first := h.reply(bob, lobby, root.Seq, "first")
	second := h.reply(ann, lobby, first.Message.Seq, "second")
	h.post(bob, lobby, "something else")
	third := h.reply(bob, lobby, root.Seq, "third")

	for i, p := range []room.Posted{first, second, third} {
		if p.Message.Root != root.Seq || p.Root == nil || p.Root.Seq != root.Seq || p.Root.Thread.Replies != i+1 {
			h.Errorf("reply %d is %+v, and its thread begins with %+v", i+1, p.Message, p.Root)
		}
	}
	if q := first.Message.Reply; q.Author != ann || q.Deleted || q.Text != strings.Repeat("é", room.QuoteBytes/2) {
		h.Errorf("the first reply quotes %+v", q)
	}
	if q := second.Message.Reply; q.Seq != first.Message.Seq || q.Text != "first" {
		h.Errorf("the second reply quotes %+v", q)
	}
	if q, want := *first.Message.Reply, room.QuoteOf(root); q != want {
		h.Errorf("the reply quotes %+v, want %+v", q, want)
	}
	if got := h.message(lobby, root.Seq); !reflect.DeepEqual(got, third.Root) || !got.Thread.Last.Equal(at) {
		h.Errorf("the thread begins with\n%+v, the event with\n%+v", got, third.Root)
	}
	for _, tt := range []struct {
		limit int
		want  []uint64
	}{
		{100, []uint64{2, 3, 4, 6}},
		{3, []uint64{2, 4, 6}},
		{1, []uint64{2}},
	} {
		got, err := h.rooms.Thread(lobby, root.Seq, tt.limit)
		if err != nil || !slices.Equal(seqs(got), tt.want) {
			h.Errorf("at most %d of the thread are %v, %v; want %v", tt.limit, seqs(got), err, tt.want)
		}
	}
	if got, err := h.rooms.Thread(lobby, 1, 10); err != nil || !slices.Equal(seqs(got), []uint64{1}) {
		h.Errorf("the thread of a message without replies is %v, %v", seqs(got), err)
	}

	h.refused(room.Post{Header: header(bob), Room: lobby, Text: "to nothing", Reply: 99}, room.ErrNotFound)
	h.refused(room.Post{Header: header(bob), Room: lobby, Text: "to nothing", Reply: 1 << 63}, room.ErrNotFound)
	// The number means the message of this room, not of another.
	den := h.room(bob, "den")
	h.refused(room.Post{Header: header(bob), Room: den.ID, Text: "to another room", Reply: root.Seq}, room.ErrNotFound)

	again := room.Post{Header: header(bob), Room: lobby, Text: "once", Reply: root.Seq}
	once := h.do(again).(room.Posted)
	once.Again = true
	if twice := h.do(again).(room.Posted); !reflect.DeepEqual(once, twice) {
		h.Errorf("the repeated reply led to %+v, want %+v", twice, once)
	}
	if got := h.message(lobby, root.Seq).Thread.Replies; got != 4 {
		h.Errorf("the thread counts %d replies, want 4", got)
	}
}

func seqAt(h *house) {
	ann := h.person("ann")
	den := h.room(ann, "den")
	check := func(t time.Time, want uint64) {
		h.Helper()
		if got, err := h.rooms.SeqAt(den.ID, t); err != nil || got != want {
			h.Errorf("the first message at %v is number %d, %v; want %d", t, got, err, want)
		}
	}
	check(at, 1)
	for i := range 100 {
		h.do(room.Post{Header: later(ann, time.Duration(i/2)*time.Hour), Room: den.ID, Text: "tick"}) // two an hour
	}
	check(at.Add(-time.Hour), 1)
	check(at, 1)
	check(at.Add(time.Nanosecond), 1) // times are kept in microseconds
	check(at.Add(time.Microsecond), 3)
	check(at.Add(20*time.Hour), 41)
	check(at.Add(49*time.Hour), 99)
	check(at.Add(50*time.Hour), 101)
	check(time.Time{}, 1)
	if _, err := h.rooms.SeqAt(77, at); !errors.Is(err, room.ErrNotFound) {
		h.Errorf("SeqAt of an unknown room: %v, want an error that wraps %q", err, room.ErrNotFound)
	}
}
