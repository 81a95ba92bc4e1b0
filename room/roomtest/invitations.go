package roomtest

import (
	"slices"
	"time"

	"snug/room"
)

// invitees checks who is invited to a room at a time.
func (h *house) invitees(in room.ID, now time.Time, want ...room.Person) {
	h.Helper()
	found, err := h.rooms.InvitationsTo(in, now)
	var got []room.UserID
	for _, i := range found {
		got = append(got, i.Who)
	}
	if err != nil || !slices.Equal(got, ids(want...)) {
		h.Errorf("invited to room %d are %v, %v; want %v", in, got, err, ids(want...))
	}
}

func invite(by, who room.Person, in room.ID, lasting time.Duration) room.Invite {
	return room.Invite{Header: header(by), Room: in, Who: who.ID, Until: at.Add(lasting)}
}

func invitations(h *house) {
	ann, bob, cyd, eve := h.person("ann"), h.person("bob"), h.person("cyd"), h.person("eve")
	club := h.roomWith(ann, "club", room.Settings{InviteOnly: true})
	h.refused(room.Join{Header: header(bob), Room: club.ID}, room.ErrDenied)
	h.refused(invite(bob, bob, club.ID, time.Hour), room.ErrDenied)
	h.refused(invite(bob, eve, club.ID, time.Hour), room.ErrDenied)

	e := h.do(invite(ann, bob, club.ID, time.Hour)).(room.Invited)
	if e.Room.ID != club.ID || e.Who != bob.ID || e.By != ann || !e.Until.Equal(at.Add(time.Hour)) {
		h.Errorf("inviting led to %+v", e)
	}
	h.invitees(club.ID, at, bob)
	h.invitees(club.ID, at.Add(time.Hour))
	if got, err := h.rooms.Invitations(bob.ID, at); err != nil || len(got) != 1 || got[0].Room != club.ID || got[0].By != ann.ID {
		h.Errorf("bob's invitations are %+v, %v", got, err)
	}
	// An invitation lets in once, and nobody else.
	h.refused(room.Join{Header: header(eve), Room: club.ID}, room.ErrDenied)
	h.refused(room.Post{Header: header(bob), Room: club.ID, Text: "not yet in"}, room.ErrDenied)
	h.do(room.Join{Header: header(bob), Room: club.ID})
	h.invitees(club.ID, at)
	h.do(room.Leave{Header: header(bob), Room: club.ID})
	h.refused(room.Join{Header: header(bob), Room: club.ID}, room.ErrDenied)

	// Any member invites. Who sent one takes it back, and moderators; nobody
	// shortens what another has offered.
	h.letIn(ann, club.ID, bob)
	h.do(invite(bob, eve, club.ID, time.Hour))
	h.refused(invite(ann, eve, club.ID, time.Minute), room.ErrConflict)
	h.do(invite(ann, eve, club.ID, 2*time.Hour))
	h.refused(room.Uninvite{Header: header(bob), Room: club.ID, Who: eve.ID}, room.ErrDenied)
	h.refused(room.Uninvite{Header: header(cyd), Room: club.ID, Who: eve.ID}, room.ErrDenied)
	h.do(room.Uninvite{Header: header(ann), Room: club.ID, Who: eve.ID})
	h.refused(room.Uninvite{Header: header(ann), Room: club.ID, Who: eve.ID}, room.ErrNotFound)
	h.refused(room.Join{Header: header(eve), Room: club.ID}, room.ErrDenied)
	h.do(invite(bob, cyd, club.ID, time.Hour))
	h.do(room.Uninvite{Header: header(bob), Room: club.ID, Who: cyd.ID})
	h.do(invite(bob, cyd, club.ID, time.Hour))
	h.do(room.Uninvite{Header: header(cyd), Room: club.ID, Who: cyd.ID}) // declined
	h.invitees(club.ID, at)

	for _, bad := range []time.Duration{0, -time.Hour, room.MaxInviteFor + 1} {
		h.refused(invite(ann, eve, club.ID, bad), room.ErrInvalid)
	}
	h.refused(invite(ann, bob, club.ID, time.Hour), room.ErrConflict)
	h.refused(invite(ann, bob, h.lobby().ID, time.Hour), room.ErrConflict)
	h.refused(invite(ann, room.Person{ID: 99}, club.ID, time.Hour), room.ErrNotFound)
}

func endedInvitations(h *house) {
	ann, bob, cyd := h.person("ann"), h.person("bob"), h.person("cyd")
	cave := h.roomWith(ann, "cave", room.Settings{Private: true})
	h.do(invite(ann, bob, cave.ID, time.Minute))
	h.do(invite(ann, cyd, cave.ID, time.Hour))
	h.refused(room.Join{Header: later(bob, time.Minute), Room: cave.ID}, room.ErrNotFound)
	h.refused(room.Uninvite{Header: later(ann, time.Minute), Room: cave.ID, Who: bob.ID}, room.ErrNotFound)
	sweep := room.Sweep{Header: later(room.Person{}, time.Minute)}
	h.untilDone(sweep, func(e room.Event) bool { return e.(room.Swept).More })
	h.invitees(cave.ID, at, cyd) // bob's is gone also for whoever looks back
	heard := len(h.events())
	h.do(room.Sweep{Header: later(room.Person{}, time.Minute)})
	if got := h.events()[heard:]; len(got) > 0 {
		h.Errorf("a sweep that found nothing delivered %+v", got)
	}
	h.do(room.Join{Header: later(cyd, 59*time.Minute), Room: cave.ID})
}

func fullRooms(h *house) {
	ann, bob, cyd := h.person("ann"), h.person("bob"), h.person("cyd")
	nook := h.roomWith(ann, "nook", room.Settings{MaxMembers: 2})
	h.enter(nook.ID, bob)
	h.refused(room.Join{Header: header(cyd), Room: nook.ID}, room.ErrConflict)
	h.do(invite(ann, cyd, nook.ID, time.Hour))
	h.refused(room.Join{Header: header(cyd), Room: nook.ID}, room.ErrConflict)
	h.do(room.Leave{Header: header(bob), Room: nook.ID})
	h.enter(nook.ID, cyd)
	if r := h.find(nook.ID); r.Members != 2 {
		h.Errorf("the room has %d members, want 2", r.Members)
	}
}

// limits fills what has a limit.
func limits(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	var first room.Room
	for i := range room.MaxOwned {
		if r := h.room(ann, word("room", i)); i == 0 {
			first = r
		}
	}
	h.refused(room.Create{Header: header(ann), Name: "one-more"}, room.ErrConflict)
	hut := h.room(bob, "hut")
	h.enter(hut.ID, ann)
	h.refused(room.Transfer{Header: header(bob), Room: hut.ID, Who: ann.ID}, room.ErrConflict)
	h.do(room.Discard{Header: header(ann), Room: first.ID})
	h.do(room.Transfer{Header: header(bob), Room: hut.ID, Who: ann.ID})

	var people []room.Person
	for i := range room.MaxInvitations + 1 {
		people = append(people, h.person(word("pal", i)))
	}
	for _, p := range people[1:] {
		h.do(invite(bob, p, hut.ID, time.Hour))
	}
	h.refused(invite(bob, people[0], hut.ID, time.Hour), room.ErrConflict)
	h.do(invite(bob, people[1], hut.ID, 2*time.Hour)) // has one already
	after := invite(bob, people[0], hut.ID, 3*time.Hour)
	after.At = at.Add(time.Hour) // when all but one have ended
	h.do(after)
}

// crowdedPeople are in as many rooms, or have chosen as many people, as they can.
func crowdedPeople(h *house) {
	ann := h.person("ann")
	var owner room.Person
	for i := range room.MaxRooms {
		if i%room.MaxOwned == 0 {
			owner = h.person(word("owner", i))
		}
		h.enter(h.room(owner, word("room", i)).ID, ann)
	}
	bob := h.person("bob")
	den := h.room(bob, "den")
	h.refused(room.Join{Header: header(ann), Room: den.ID}, room.ErrConflict)
	h.refused(room.Create{Header: header(ann), Name: "nook"}, room.ErrConflict)
	h.refused(talk(ann, bob), room.ErrConflict)
	h.refused(talk(bob, ann), room.ErrConflict)
	h.do(room.Leave{Header: header(ann), Room: 2})
	h.converse(bob, ann)
	h.refused(room.Join{Header: header(ann), Room: den.ID}, room.ErrConflict)

	for i := range room.MaxBlocked {
		p := h.person(word("troll", i/1000) + word("x", i%1000))
		h.do(room.Block{Header: header(ann), Who: p.ID, On: true})
		h.do(room.Ignore{Header: header(ann), Who: p.ID, On: true})
		owner = p
	}
	for _, c := range []func(who room.UserID, on bool) room.Command{
		func(who room.UserID, on bool) room.Command {
			return room.Block{Header: header(ann), Who: who, On: on}
		},
		func(who room.UserID, on bool) room.Command {
			return room.Ignore{Header: header(ann), Who: who, On: on}
		},
	} {
		h.refused(c(bob.ID, true), room.ErrConflict)
		h.do(c(owner.ID, true)) // is chosen already
		h.do(c(owner.ID, false))
		h.do(c(bob.ID, true))
	}
}
