package roomtest

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"snug/room"
)

func historyRanges(h *house) {
	const last = 1100
	ann := h.person("ann")
	den, shed := h.room(ann, "den"), h.room(ann, "shed")
	h.post(ann, h.lobby().ID, "in the room before")
	h.post(ann, shed.ID, "in the room after")
	for range last {
		h.post(ann, den.ID, "filler")
	}
	empty := h.room(ann, "empty")

	for _, tt := range []struct {
		name        string
		room        room.ID
		q           room.Range
		first, last uint64 // both inclusive; zero for nothing
	}{
		{"the newest", den.ID, room.Range{Limit: 50}, 1051, 1100},
		{"all but more than a page", den.ID, room.Range{Limit: 5000}, 101, 1100},
		{"one", den.ID, room.Range{Limit: 1}, 1100, 1100},
		{"no limit is none", den.ID, room.Range{}, 0, 0},
		{"a negative limit is none", den.ID, room.Range{Limit: -1}, 0, 0},
		{"the first page", den.ID, room.Range{Before: 4, Limit: 10}, 1, 3},
		{"before the first", den.ID, room.Range{Before: 1, Limit: 10}, 0, 0},
		{"before the middle", den.ID, room.Range{Before: 500, Limit: 10}, 490, 499},
		{"before far beyond the last", den.ID, room.Range{Before: 1 << 60, Limit: 2}, 1099, 1100},
		{"after the middle, cut to the newest", den.ID, room.Range{After: 500, Limit: 10}, 1091, 1100},
		{"after nearly the last", den.ID, room.Range{After: 1098, Limit: 10}, 1099, 1100},
		{"after the last", den.ID, room.Range{After: 1100, Limit: 10}, 0, 0},
		{"after far beyond the last", den.ID, room.Range{After: 1 << 60, Limit: 10}, 0, 0},
		{"both ends are exclusive", den.ID, room.Range{After: 10, Before: 14, Limit: 10}, 11, 13},
		{"neighbours have nothing between them", den.ID, room.Range{After: 10, Before: 11, Limit: 10}, 0, 0},
		{"ends in the wrong order", den.ID, room.Range{After: 20, Before: 10, Limit: 10}, 0, 0},
		{"another room", shed.ID, room.Range{Limit: 10}, 1, 1},
		{"an empty room", empty.ID, room.Range{Limit: 10}, 0, 0},
	} {
		h.Run(tt.name, func(t *testing.T) {
			var want []uint64
			for seq := tt.first; seq != 0 && seq <= tt.last; seq++ {
				want = append(want, seq)
			}
			got, err := h.rooms.History(tt.room, tt.q)
			if err != nil || !slices.Equal(seqs(got), want) {
				t.Errorf("numbers %v, %v; want %d to %d", seqs(got), err, tt.first, tt.last)
			}
		})
	}
	if _, err := h.rooms.History(77, room.Range{Limit: 1}); !errors.Is(err, room.ErrNotFound) {
		h.Errorf("history of an unknown room: %v, want an error that wraps %q", err, room.ErrNotFound)
	}
}

func historyContent(h *house) {
	ann, bob := h.person("Ann"), h.person("bob")
	var want []*room.Message
	for _, said := range []struct {
		who   room.Person
		style room.Style
		text  string
	}{
		{ann, room.Plain, "hello"},
		{bob, room.Action, "waves"},
		{ann, room.Plain, "two\nlines"},
		{bob, room.Plain, "日本語 👩‍👩‍👧 é"},
		{ann, room.Plain, strings.Repeat("x", room.MaxTextBytes)},
	} {
		c := room.Post{Header: header(said.who), Room: h.lobby().ID, Style: said.style, Text: said.text}
		h.do(c)
		want = append(want, &room.Message{
			ID: c.ID, Room: c.Room, Seq: uint64(len(want) + 1), At: at,
			Author: said.who, Style: said.style, Text: said.text,
		})
	}
	if got := h.history(h.lobby().ID, room.Range{Limit: 10}); !reflect.DeepEqual(got, want) {
		h.Errorf("history gives back\n%+v, want\n%+v", got, want)
	}
}

func messageSeq(h *house) {
	ann := h.person("ann")
	create := room.Create{Header: header(ann), Name: "den"}
	den := h.do(create).(room.Created).Room
	h.post(ann, den.ID, "first")
	m := h.post(ann, den.ID, "second")
	if in, seq, err := h.rooms.MessageSeq(m.ID); err != nil || in != den.ID || seq != 2 {
		h.Errorf("MessageSeq = %d, %d, %v; want %d, 2", in, seq, err, den.ID)
	}
	for name, id := range map[string]room.CommandID{"an unknown ID": room.NewCommandID(), "a room's ID": create.ID} {
		if in, seq, err := h.rooms.MessageSeq(id); !errors.Is(err, room.ErrNotFound) || in != 0 || seq != 0 {
			h.Errorf("MessageSeq of %s = %d, %d, %v; want an error that wraps %q", name, in, seq, err, room.ErrNotFound)
		}
	}
}

func marks(h *house) {
	ann, bob, cid := h.person("ann"), h.person("bob"), h.person("cid")
	den, lobby := h.room(cid, "den"), h.lobby()
	for range 5 {
		h.post(cid, den.ID, "something")
		h.post(cid, lobby.ID, "something")
	}
	for _, step := range []struct {
		name  string
		set   []room.Mark
		moved []room.Mark
		want  map[room.ID]uint64 // ann's marks afterwards
	}{
		{"the first", []room.Mark{{User: ann.ID, Room: den.ID, Seq: 3}}, []room.Mark{{User: ann.ID, Room: den.ID, Seq: 3}}, map[room.ID]uint64{den.ID: 3}},
		{"an older one", []room.Mark{{User: ann.ID, Room: den.ID, Seq: 2}}, nil, map[room.ID]uint64{den.ID: 3}},
		{"the same", []room.Mark{{User: ann.ID, Room: den.ID, Seq: 3}}, nil, map[room.ID]uint64{den.ID: 3}},
		{"past the end", []room.Mark{{User: ann.ID, Room: den.ID, Seq: 99}}, []room.Mark{{User: ann.ID, Room: den.ID, Seq: 5}}, map[room.ID]uint64{den.ID: 5}},
		{
			"several, one of somebody else",
			[]room.Mark{{User: ann.ID, Room: lobby.ID, Seq: 1}, {User: bob.ID, Room: den.ID, Seq: 4}},
			[]room.Mark{{User: ann.ID, Room: lobby.ID, Seq: 1}, {User: bob.ID, Room: den.ID, Seq: 4}},
			map[room.ID]uint64{lobby.ID: 1, den.ID: 5},
		},
		{"an unknown room", []room.Mark{{User: ann.ID, Room: 77, Seq: 1}}, nil, map[room.ID]uint64{lobby.ID: 1, den.ID: 5}},
	} {
		e := h.do(room.Read{Header: header(ann), Marks: step.set}).(room.Marked)
		if !slices.Equal(e.Marks, step.moved) {
			h.Errorf("%s: moved %v, want %v", step.name, e.Marks, step.moved)
		}
		if got, err := h.rooms.Marks(ann.ID); err != nil || !reflect.DeepEqual(got, step.want) {
			h.Errorf("%s: marks are %v, %v; want %v", step.name, got, err, step.want)
		}
	}
	if got, err := h.rooms.Marks(bob.ID); err != nil || !reflect.DeepEqual(got, map[room.ID]uint64{den.ID: 4}) {
		h.Errorf("bob's marks are %v, %v; want 4", got, err)
	}
	// Who has read everything has also read what they say.
	if got, err := h.rooms.Marks(cid.ID); err != nil || !reflect.DeepEqual(got, map[room.ID]uint64{den.ID: 5, lobby.ID: 5}) {
		h.Errorf("the writer's marks are %v, %v; want 5 and 5", got, err)
	}
	// What was said before somebody had an account is not new to them.
	dan := h.person("dan")
	if got, err := h.rooms.Marks(dan.ID); err != nil || !reflect.DeepEqual(got, map[room.ID]uint64{lobby.ID: 5}) {
		h.Errorf("the marks of who has just come are %v, %v; want 5 in the lobby", got, err)
	}
	if got, err := h.rooms.Marks(77); err != nil || len(got) != 0 {
		h.Errorf("nobody's marks are %v, %v; want none", got, err)
	}
}
