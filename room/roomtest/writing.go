package roomtest

import (
	"errors"
	"slices"
	"time"

	"snug/room"
)

func announcements(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	board := h.room(ann, "board")
	h.enter(board.ID, bob)
	mine := h.post(bob, board.ID, "before")
	h.configure(ann, board.ID, func(s *room.Settings) { s.Announce = true })
	news := h.post(ann, board.ID, "news")
	h.refused(room.Post{Header: header(bob), Room: board.ID, Text: "may I?"}, room.ErrDenied)
	h.refused(room.Edit{Header: header(bob), Room: board.ID, Seq: mine.Seq, Text: "may I?"}, room.ErrDenied)
	h.change(room.React{Header: header(bob), Room: board.ID, Seq: news.Seq, Emoji: "+1", On: true})
	h.change(room.Delete{Header: header(bob), Room: board.ID, Seq: mine.Seq})
	h.do(room.Appoint{Header: header(ann), Room: board.ID, Who: bob.ID, Role: room.Moderator})
	h.post(bob, board.ID, "more news")
}

// waits submits a command that must be refused until some time has passed.
func (h *house) waits(c room.Command, after time.Duration) {
	h.Helper()
	_, err := h.rooms.Do(h.Context(), c)
	var r *room.Refusal
	if !errors.As(err, &r) || r.Kind != room.ErrLimited || r.After != after {
		h.Errorf("Do(%T): %+v; want a refusal for %v", c, err, after)
	}
}

func slowMode(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	den := h.roomWith(ann, "den", room.Settings{Slow: time.Minute})
	h.enter(den.ID, bob)
	say := func(who room.Person, after time.Duration) room.Post {
		return room.Post{Header: later(who, after), Room: den.ID, Text: "well"}
	}
	h.do(say(bob, 0))
	h.refused(say(bob, 0), room.ErrLimited)
	h.waits(say(bob, 59500*time.Millisecond), 500*time.Millisecond)
	h.do(say(ann, 0)) // moderators never wait
	h.do(say(ann, time.Second))
	h.do(say(bob, time.Minute))
	h.refused(say(bob, 90*time.Second), room.ErrLimited)
	// A clock that was set back far makes nobody wait for it.
	h.do(say(bob, -24*time.Hour))
	h.configure(ann, den.ID, func(s *room.Settings) { s.Slow = 0 })
	h.do(say(bob, -24*time.Hour))
	h.refused(room.Configure{Header: header(ann), Room: den.ID, Is: room.Settings{Slow: room.MaxSlow + 1}}, room.ErrInvalid)
	h.refused(room.Configure{Header: header(ann), Room: den.ID, Is: room.Settings{Slow: -1}}, room.ErrInvalid)
}

func archives(h *house) {
	ann, bob, cyd := h.person("ann"), h.person("bob"), h.person("cyd")
	den := h.room(ann, "den")
	h.enter(den.ID, bob)
	h.post(ann, den.ID, "last words")
	h.do(room.Archive{Header: header(ann), Room: den.ID, On: true})
	h.refused(room.Archive{Header: header(ann), Room: den.ID, On: true}, room.ErrConflict)
	for _, c := range attempts(ann, den.ID, bob) {
		switch c.(type) {
		case room.Join, room.Leave, room.SaveDraft, room.Notify, room.Discard, room.Archive, room.Uninvite:
		default:
			h.refused(c, room.ErrConflict)
		}
	}
	h.refused(purge(ann, den.ID), room.ErrConflict)
	h.do(kick(ann, den.ID, bob)) // whoever is in it can still be put out
	h.enter(den.ID, bob, cyd)
	h.do(room.Leave{Header: header(cyd), Room: den.ID})
	h.do(room.Notify{Header: header(bob), Room: den.ID, Level: room.None})
	h.refused(room.Create{Header: header(bob), Name: "den"}, room.ErrConflict)
	h.do(room.Archive{Header: header(ann), Room: den.ID})
	h.refused(room.Archive{Header: header(ann), Room: den.ID}, room.ErrConflict)
	h.post(bob, den.ID, "and yet")
	h.do(room.Archive{Header: header(ann), Room: den.ID, On: true})
	h.do(room.Discard{Header: header(ann), Room: den.ID})
}

func descriptions(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	den := h.room(ann, "den")
	h.enter(den.ID, bob)
	topic, about := "tea", "two\nlines"
	e := h.do(room.Describe{Header: header(ann), Room: den.ID, Topic: &topic, Description: &about}).(room.Revised)
	if e.Was.Topic != "" || e.Is.Topic != topic || e.Is.Description != about || h.find(den.ID) != e.Is {
		h.Errorf("describing led to %+v", e)
	}
	h.refused(room.Describe{Header: header(ann), Room: den.ID, Topic: &topic}, room.ErrConflict)
	h.refused(room.Describe{Header: header(ann), Room: den.ID}, room.ErrInvalid)
	coffee, none := "coffee", ""
	h.refused(room.Describe{Header: header(bob), Room: den.ID, Topic: &coffee}, room.ErrDenied)
	h.configure(ann, den.ID, func(s *room.Settings) { s.OpenTopic = true })
	h.do(room.Describe{Header: header(bob), Room: den.ID, Topic: &coffee})
	h.refused(room.Describe{Header: header(bob), Room: den.ID, Topic: &none, Description: &none}, room.ErrDenied)
	h.do(room.Describe{Header: header(ann), Room: den.ID, Description: &none})
	if r := h.find(den.ID); r.Topic != coffee || r.Description != "" {
		h.Errorf("the room is %+v", r)
	}
}

// twoOwners changes settings of which somebody else has changed one meanwhile.
func twoOwners(h *house) {
	ann, admin := h.person("ann"), h.admin("adm")
	den := h.room(ann, "den")
	first := room.Configure{Header: header(ann), Room: den.ID, Is: room.Settings{Announce: true}}
	h.do(first)
	h.refused(room.Configure{Header: header(admin), Room: den.ID, Is: room.Settings{OpenTopic: true}}, room.ErrConflict)
	h.refused(room.Configure{Header: header(ann), Room: den.ID, Was: first.Is, Is: first.Is}, room.ErrConflict)
	for _, bad := range []room.Settings{
		{History: room.HistoryNone + 1}, {KeepFor: time.Minute}, {KeepFor: -time.Hour}, {KeepLast: -1}, {MaxMembers: -1},
	} {
		h.refused(room.Configure{Header: header(ann), Room: den.ID, Was: first.Is, Is: bad}, room.ErrInvalid)
		h.refused(room.Create{Header: header(ann), Name: "other", Settings: bad}, room.ErrInvalid)
	}
	if got := h.find(den.ID).Settings; got != first.Is {
		h.Errorf("settings are %+v, want %+v", got, first.Is)
	}
}

func callingEverybody(h *house) {
	ann, bob, cyd, eve := h.person("ann"), h.person("bob"), h.person("cyd"), h.person("eve")
	den := h.room(ann, "den")
	h.enter(den.ID, bob, cyd)
	say := func(who room.Person, text string, there ...room.Person) *room.Message {
		h.Helper()
		return h.do(room.Post{Header: header(who), Room: den.ID, Text: text, Here: ids(there...)}).(room.Posted).Message
	}
	for _, tt := range []struct {
		name, text string
		by         room.Person
		want       []room.UserID
	}{
		{"the owner", "tea, @here!", ann, ids(bob, cyd)},
		{"in Chinese", "喝茶＠所有人", ann, ids(bob, cyd)},
		{"all", "@ALL", ann, ids(bob, cyd)},
		{"with names", "@cyd @在线的各位", ann, ids(cyd, bob)},
		{"a member", "tea, @here!", bob, nil},
		{"a member with names", "@here @ann", bob, ids(ann)},
		{"an address", "ann@here.example", ann, nil},
		{"a longer word", "@hereafter @all-hands", ann, nil},
		{"no mark", "here", ann, nil},
	} {
		if got := say(tt.by, tt.text, ann, bob, cyd, eve, room.Person{ID: 99}).Mentions; !slices.Equal(got, tt.want) {
			h.Errorf("%s: %q calls %v, want %v", tt.name, tt.text, got, tt.want)
		}
	}
	m := say(ann, "@here one", ann, bob)
	e := h.change(room.Edit{Header: header(ann), Room: den.ID, Seq: m.Seq, Text: "@here two @cyd"})
	if want := ids(cyd, bob); !slices.Equal(e.Message.Mentions, want) || len(e.Unnamed) != 0 {
		h.Errorf("the edit calls %v, and %v no longer; want %v and nobody", e.Message.Mentions, e.Unnamed, want)
	}
	e = h.change(room.Edit{Header: header(ann), Room: den.ID, Seq: m.Seq, Text: "three"})
	if len(e.Message.Mentions) != 0 || len(e.Unnamed) != 2 {
		h.Errorf("the edit calls %v, and %v no longer; want nobody, and two", e.Message.Mentions, e.Unnamed)
	}
	e = h.change(room.Edit{Header: header(ann), Room: den.ID, Seq: m.Seq, Text: "@here four"})
	if len(e.Message.Mentions) != 0 {
		h.Errorf("an edit calls %v, want nobody anew", e.Message.Mentions)
	}
	many := make([]room.UserID, room.MaxHere+1)
	h.refused(room.Post{Header: header(ann), Room: den.ID, Text: "@here", Here: many}, room.ErrInvalid)
	h.refused(room.Post{Header: header(ann), Room: den.ID, Text: "@here", Here: []room.UserID{3, 2}}, room.ErrInvalid)
	h.unseen(eve, nil)
}
