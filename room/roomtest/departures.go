package roomtest

import (
	"fmt"
	"slices"
	"time"

	"snug/room"
)

// departs clears away what a deleted account has left, and returns the events.
func (h *house) departs(who room.Person) []room.Departed {
	h.Helper()
	var all []room.Departed
	h.untilDone(room.Depart{Header: header(room.Person{}), Who: who.ID}, func(e room.Event) bool {
		all = append(all, e.(room.Departed))
		return e.(room.Departed).More
	})
	if left, err := h.rooms.Departing(); err != nil || slices.Contains(left, who.ID) {
		h.Errorf("departing are %v, %v; want %d to be done", left, err, who.ID)
	}
	return all
}

func departures(h *house) {
	ann, bob, cyd, dan := h.person("ann"), h.person("bob"), h.person("cyd"), h.person("dan")
	den := h.room(ann, "den")
	h.enter(den.ID, bob, cyd, dan)
	h.do(room.Appoint{Header: header(ann), Room: den.ID, Who: dan.ID, Role: room.Moderator})
	hut := h.room(ann, "hut")
	h.enter(hut.ID, cyd, bob)
	nook, cave := h.room(ann, "nook"), h.roomWith(ann, "cave", room.Settings{Private: true})
	two, notes, three := h.converse(ann, bob), h.converse(ann), h.converse(ann, bob, cyd)
	said := h.post(ann, den.ID, "@bob remember me")
	h.post(ann, two.ID, "and here")
	h.post(bob, den.ID, "@ann yes")
	h.do(room.SaveDraft{Header: header(ann), Room: den.ID, Draft: room.Draft{Text: "unsent"}})
	h.do(room.Ignore{Header: header(ann), Who: bob.ID, On: true})
	club := h.roomWith(bob, "club", room.Settings{InviteOnly: true})
	h.do(invite(bob, ann, club.ID, time.Hour))
	h.do(room.Block{Header: header(bob), Who: ann.ID, On: true})

	h.remove(ann, false)
	if left, err := h.rooms.Departing(); err != nil || !slices.Equal(left, ids(ann)) {
		h.Errorf("departing are %v, %v; want ann", left, err)
	}
	events := h.departs(ann)
	var left, ended []room.ID
	owners := make(map[room.ID]room.UserID)
	for _, e := range events {
		left, ended = append(left, e.Left...), append(ended, e.Ended...)
		for _, r := range e.Owned {
			owners[r.ID] = r.Owner
		}
	}
	slices.Sort(left)
	if want := []room.ID{den.ID, hut.ID, nook.ID, cave.ID, notes.ID, three.ID}; !slices.Equal(left, want) {
		h.Errorf("ann has left %v, want %v", left, want)
	}
	if want := []room.ID{cave.ID, notes.ID}; !slices.Equal(slices.Sorted(slices.Values(ended)), want) {
		h.Errorf("rooms %v have ended, want %v", ended, want)
	}
	// The room goes to the moderator, or else to who came first of all; or to nobody.
	if fmt.Sprint(owners) != fmt.Sprint(map[room.ID]room.UserID{den.ID: dan.ID, hut.ID: bob.ID, nook.ID: 0}) {
		h.Errorf("rooms belong to %v now", owners)
	}
	for who, in := range map[room.Person]room.ID{dan: den.ID, bob: hut.ID} {
		if m := h.place(who, in); m.Role != room.Owner || h.find(in).Owner != who.ID {
			h.Errorf("%s is %+v in room %d", who.Name, m, in)
		}
	}

	// What was said stays, under a made-up name that the other still talks with.
	is := h.message(den.ID, said.Seq)
	if is.Text != said.Text || !is.Author.Gone || is.Author.Name == ann.Name {
		h.Errorf("what ann has said is %+v", is)
	}
	members, err := h.rooms.Members(two.ID, 0, 10)
	if err != nil || len(members) != 2 || !members[0].Person.Gone {
		h.Errorf("members of the conversation are %+v, %v", members, err)
	}
	h.refused(room.Post{Header: header(bob), Room: two.ID, Text: "hello?"}, room.ErrDenied)
	h.refused(room.Block{Header: header(bob), Who: ann.ID, On: true}, room.ErrNotFound)
	h.invitees(club.ID, at)
	for what, got := range map[string]int{
		"drafts":  len(must1(h.rooms.Drafts(ann.ID))),
		"marks":   len(must1(h.rooms.Marks(ann.ID))),
		"calls":   len(must1(h.rooms.Mentions(ann.ID))),
		"ignored": len(must1(h.rooms.Ignored(ann.ID))),
		"blocks":  len(must1(h.rooms.Blocked(bob.ID))),
	} {
		if got != 0 {
			h.Errorf("%d %s are left", got, what)
		}
	}
	// Marks that arrive late, from a session that has ended, leave nothing.
	h.do(room.Read{Header: header(room.Person{}), Marks: []room.Mark{{User: ann.ID, Room: den.ID, Seq: 1}}})
	if got := must1(h.rooms.Marks(ann.ID)); len(got) != 0 {
		h.Errorf("marks %v are left", got)
	}

	// The conversation ends with the other.
	h.remove(bob, false)
	h.departs(bob)
	if r := h.all(); slices.ContainsFunc(r, func(r room.Room) bool { return r.ID == two.ID }) {
		h.Errorf("the conversation of two who have gone is there")
	}
	heard := len(h.events())
	h.departs(bob)
	if got := h.events()[heard:]; len(got) > 0 {
		h.Errorf("a departure that is over delivered %+v", got)
	}
}

func must1[T any](v T, err error) T {
	if err != nil {
		panic(err) // a store that cannot be read fails whatever runs
	}
	return v
}

func erasure(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	den := h.room(ann, "den")
	h.enter(den.ID, bob)
	const many = 450
	for i := range many {
		h.post(bob, den.ID, fmt.Sprint("mine ", i))
	}
	kept := h.reply(ann, den.ID, 1, "@bob you said it").Message
	h.change(room.React{Header: header(ann), Room: den.ID, Seq: 2, Emoji: "+1", On: true})
	h.change(room.Pin{Header: header(ann), Room: den.ID, Seq: 2, On: true})
	h.post(bob, den.ID, "@ann last")
	two := h.converse(bob, ann)
	h.post(bob, two.ID, "in private")
	h.do(room.Leave{Header: header(bob), Room: den.ID})
	h.remove(bob, true)
	events := h.departs(bob)
	erased := 0
	for _, e := range events {
		if len(e.Erased) > room.SliceKeys/10 {
			h.Errorf("%d messages were erased at once", len(e.Erased))
		}
		for _, c := range e.Erased {
			if erased++; c.Change != room.WasDeleted || c.Message.Text != "" || c.Message.Removed {
				h.Errorf("a message was erased with %+v", c)
			}
		}
	}
	if erased != many+2 || len(events) < 3 {
		h.Errorf("%d messages were erased by %d commands, want %d by several", erased, len(events), many+2)
	}
	for _, m := range h.history(den.ID, room.Range{Limit: room.MaxPage}) {
		if m.Author.ID == bob.ID && (m.Text != "" || m.Deleted.IsZero() || m.Pinned || len(m.Reactions) > 0) {
			h.Errorf("what bob has said is %+v", m)
		}
	}
	if is := h.message(den.ID, kept.Seq); is.Text != kept.Text || !is.Reply.Deleted || is.Reply.Text != "" {
		h.Errorf("what ann has answered is %+v, quoting %+v", is, is.Reply)
	}
	if m := h.message(two.ID, 1); m.Text != "" {
		h.Errorf("in private there is %+v", m)
	}
	h.unseen(ann, nil)
	if r := h.find(den.ID); r.Pins != 0 || r.Owner != ann.ID {
		h.Errorf("the room is %+v", r)
	}
}

// manyRooms lets an account depart that is in more rooms than one command leaves.
func manyRooms(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	for i := range room.MaxOwned {
		h.enter(h.room(ann, word("room", i)).ID, bob)
		if i < 10 {
			h.enter(h.room(bob, word("hall", i)).ID, ann)
		}
	}
	h.remove(ann, false)
	for _, e := range h.departs(ann) {
		if len(e.Owned) > 1 { // for each, the members are gone through
			h.Errorf("one command gave away %d rooms, want one", len(e.Owned))
		}
	}
	for _, r := range h.all()[1:] {
		if r.Owner != bob.ID || r.Members != 1 {
			h.Errorf("the room is %+v", r)
		}
	}
}
