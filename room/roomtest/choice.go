package roomtest

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"snug/keys"
	"snug/room"
	"snug/text"
)

func drafts(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	den, lobby := h.room(ann, "den"), h.lobby()
	m := h.post(ann, den.ID, "hello")
	save := func(in room.ID, d room.Draft) {
		h.Helper()
		c := room.SaveDraft{Header: header(ann), Room: in, Draft: d}
		if e, want := h.do(c), (room.Drafted{User: ann.ID, Room: in, Draft: d}); e != want {
			h.Errorf("the draft led to %+v, want %+v", e, want)
		}
		h.do(c) // the same again changes nothing
	}
	check := func(want map[room.ID]room.Draft) {
		h.Helper()
		if got, err := h.rooms.Drafts(ann.ID); err != nil || !maps.Equal(got, want) {
			h.Errorf("drafts are %v, %v; want %v", got, err, want)
		}
	}
	check(nil)
	long := room.Draft{Text: strings.Repeat("文", room.MaxTextBytes/3), Reply: m.Seq}
	save(den.ID, long)
	save(lobby.ID, room.Draft{Text: " as typed \n"})
	check(map[room.ID]room.Draft{den.ID: long, lobby.ID: {Text: " as typed \n"}})
	save(den.ID, room.Draft{Edit: m.Seq})
	save(lobby.ID, room.Draft{})
	check(map[room.ID]room.Draft{den.ID: {Edit: m.Seq}})
	h.refused(room.SaveDraft{Header: header(ann), Room: den.ID, Draft: room.Draft{Reply: 99}}, room.ErrNotFound)
	h.refused(room.SaveDraft{Header: header(ann), Room: 77, Draft: room.Draft{Text: "x"}}, room.ErrNotFound)
	check(map[room.ID]room.Draft{den.ID: {Edit: m.Seq}})
	if got, err := h.rooms.Drafts(bob.ID); err != nil || len(got) != 0 {
		h.Errorf("bob's drafts are %v, %v; want none", got, err)
	}
}

func levels(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	den, lobby := h.room(ann, "den"), h.lobby()
	set := func(in room.ID, l room.Level) {
		h.Helper()
		c := room.Notify{Header: header(ann), Room: in, Level: l}
		if e, want := h.do(c), (room.Notified{User: ann.ID, Room: in, Level: l}); e != want {
			h.Errorf("the choice led to %+v, want %+v", e, want)
		}
		h.do(c)
	}
	check := func(want map[room.ID]room.Level) {
		h.Helper()
		if got, err := h.rooms.Levels(ann.ID); err != nil || !maps.Equal(got, want) {
			h.Errorf("levels are %v, %v; want %v", got, err, want)
		}
	}
	set(den.ID, room.All)
	set(lobby.ID, room.None)
	check(map[room.ID]room.Level{den.ID: room.All, lobby.ID: room.None})
	set(den.ID, room.None)
	set(lobby.ID, room.Mentions)
	check(map[room.ID]room.Level{den.ID: room.None})
	h.refused(room.Notify{Header: header(ann), Room: den.ID, Level: room.None + 1}, room.ErrInvalid)
	if got, err := h.rooms.Levels(bob.ID); err != nil || len(got) != 0 {
		h.Errorf("bob's levels are %v, %v; want none", got, err)
	}
}

func ignoring(h *house) {
	ann, bob, cyd := h.person("ann"), h.person("bob"), h.person("cyd")
	set := func(who room.Person, on bool) {
		h.Helper()
		c := room.Ignore{Header: header(ann), Who: who.ID, On: on}
		if e, want := h.do(c), (room.Ignoring{User: ann.ID, Who: who.ID, On: on}); e != want {
			h.Errorf("ignoring led to %+v, want %+v", e, want)
		}
		h.do(c)
	}
	check := func(who room.Person, want ...room.UserID) {
		h.Helper()
		if got, err := h.rooms.Ignored(who.ID); err != nil || !slices.Equal(got, want) {
			h.Errorf("%s ignores %v, %v; want %v", who.Name, got, err, want)
		}
	}
	set(cyd, true)
	set(bob, true)
	check(ann, bob.ID, cyd.ID)
	check(bob)
	set(bob, false)
	check(ann, cyd.ID)
	h.refused(room.Ignore{Header: header(ann), Who: ann.ID, On: true}, room.ErrInvalid)
	h.refused(room.Ignore{Header: header(ann), Who: 77, On: true}, room.ErrNotFound)
	check(ann, cyd.ID)
}

// called gives somebody a display name.
func (h *house) called(who room.Person, display string) room.Person {
	h.Helper()
	_, err := h.accounts.Do(context.Background(), keys.SetDisplay{
		Header: keys.Header{ID: room.NewCommandID(), At: at}, Account: keys.AccountID(who.ID), Display: display,
	})
	if err != nil {
		h.Fatalf("SetDisplay(%s): %v", display, err)
	}
	who.Display = display
	return who
}

func persons(h *house) {
	ann, bob := h.person("Ann"), h.person("bob")
	wang := h.called(h.person("wangxm"), "王小明")
	bob = h.called(bob, "Robert É")
	for _, tt := range []struct {
		name string
		want room.Person
	}{
		{"ann", ann},
		{"ANN", ann},
		{"bob", bob},
		{"robert é", bob},
		{"Ｒobert É", bob},
		{"wangxm", wang},
		{"王小明", wang},
	} {
		if got, err := h.rooms.PersonNamed(text.Fold(tt.name)); err != nil || got != tt.want {
			h.Errorf("%s is %+v, %v; want %+v", tt.name, got, err, tt.want)
		}
	}
	for _, nobody := range []string{"", "an", "annn", "王小", "王小明你", "robert", "\x00", strings.Repeat("x", 1<<16)} {
		if got, err := h.rooms.PersonNamed(text.Fold(nobody)); !errors.Is(err, room.ErrNotFound) {
			h.Errorf("%.20q is %+v, %v; want an error that wraps %q", nobody, got, err, room.ErrNotFound)
		}
	}
	wang = h.called(wang, "")
	if got, err := h.rooms.PersonNamed("王小明"); !errors.Is(err, room.ErrNotFound) {
		h.Errorf("a name that was given up is %+v's, %v", got, err)
	}
	if got, err := h.rooms.Person(wang.ID); err != nil || got != wang {
		h.Errorf("Person = %+v, %v; want %+v", got, err, wang)
	}
	if got, err := h.rooms.Person(77); !errors.Is(err, room.ErrNotFound) {
		h.Errorf("Person of nobody = %+v, %v; want an error that wraps %q", got, err, room.ErrNotFound)
	}
	// Messages show what their author is called now.
	m := h.post(wang, h.lobby().ID, "hi")
	wang = h.called(wang, "小明")
	if got := h.message(m.Room, m.Seq).Author; got != wang {
		h.Errorf("the author is %+v, want %+v", got, wang)
	}
}
