package roomtest

import (
	"context"
	"fmt"
	"slices"
	"time"

	"snug/room"
)

// rights tries everything in a public room as everybody that there can be, and
// compares with who may.
func rights(h *house) {
	topic := "another"
	// Who may, from left to right: an outsider, the owner of another room, a
	// member, a moderator, the owner, a moderator of the server outside and
	// inside, and an admin outside and inside.
	const nobody = "........."
	for n, tt := range []struct {
		name string
		may  string
		do   func(by, member room.Person, r room.Room, other uint64) room.Command
	}{
		{"post", "..xxx.x.x", func(by, _ room.Person, r room.Room, _ uint64) room.Command {
			return room.Post{Header: header(by), Room: r.ID, Text: "hello"}
		}},
		{"react", "..xxx.x.x", func(by, _ room.Person, r room.Room, other uint64) room.Command {
			return room.React{Header: header(by), Room: r.ID, Seq: other, Emoji: "eyes", On: true}
		}},
		{"edit what another has said", nobody, func(by, _ room.Person, r room.Room, other uint64) room.Command {
			return room.Edit{Header: header(by), Room: r.ID, Seq: other, Text: "I am a fool"}
		}},
		{"delete what another has said", "...xx.x.x", func(by, _ room.Person, r room.Room, other uint64) room.Command {
			return room.Delete{Header: header(by), Room: r.ID, Seq: other}
		}},
		{"pin", "...xx.x.x", func(by, _ room.Person, r room.Room, other uint64) room.Command {
			return room.Pin{Header: header(by), Room: r.ID, Seq: other, On: true}
		}},
		{"topic", "...xxxxxx", func(by, _ room.Person, r room.Room, _ uint64) room.Command {
			return room.Describe{Header: header(by), Room: r.ID, Topic: &topic}
		}},
		{"description", "...xxxxxx", func(by, _ room.Person, r room.Room, _ uint64) room.Command {
			return room.Describe{Header: header(by), Room: r.ID, Description: &topic}
		}},
		{"rename", "....x..xx", func(by, _ room.Person, r room.Room, _ uint64) room.Command {
			return room.Rename{Header: header(by), Room: r.ID, Name: r.Name + "-too"}
		}},
		{"configure", "....x..xx", func(by, _ room.Person, r room.Room, _ uint64) room.Command {
			return room.Configure{Header: header(by), Room: r.ID, Is: room.Settings{Announce: true}}
		}},
		{"archive", "....x..xx", func(by, _ room.Person, r room.Room, _ uint64) room.Command {
			return room.Archive{Header: header(by), Room: r.ID, On: true}
		}},
		{"delete", "....x..xx", func(by, _ room.Person, r room.Room, _ uint64) room.Command {
			return room.Discard{Header: header(by), Room: r.ID}
		}},
		{"appoint", "....x..xx", func(by, member room.Person, r room.Room, _ uint64) room.Command {
			return room.Appoint{Header: header(by), Room: r.ID, Who: member.ID, Role: room.Moderator}
		}},
		{"appoint oneself", nobody, func(by, _ room.Person, r room.Room, _ uint64) room.Command {
			return room.Appoint{Header: header(by), Room: r.ID, Who: by.ID, Role: room.Owner}
		}},
		{"give away", "....x..xx", func(by, member room.Person, r room.Room, _ uint64) room.Command {
			return room.Transfer{Header: header(by), Room: r.ID, Who: member.ID}
		}},
		{"invite", "..xxxxxxx", func(by, _ room.Person, r room.Room, _ uint64) room.Command {
			return room.Invite{Header: header(by), Room: r.ID, Who: 1, Until: at.Add(time.Hour)}
		}},
		{"take an invitation back", "...xxxxxx", func(by, _ room.Person, r room.Room, _ uint64) room.Command {
			return room.Uninvite{Header: header(by), Room: r.ID, Who: 2}
		}},
		{"kick", "...xxxxxx", func(by, member room.Person, r room.Room, _ uint64) room.Command {
			return kick(by, r.ID, member)
		}},
		{"mute", "...xxxxxx", func(by, member room.Person, r room.Room, _ uint64) room.Command {
			return mute(by, r.ID, member)
		}},
		{"ban", "...xxxxxx", func(by, member room.Person, r room.Room, _ uint64) room.Command {
			return ban(by, r.ID, member)
		}},
		{"kick oneself", nobody, func(by, _ room.Person, r room.Room, _ uint64) room.Command {
			return kick(by, r.ID, by)
		}},
		{"purge", "...xxxxxx", func(by, _ room.Person, r room.Room, _ uint64) room.Command {
			return purge(by, r.ID)
		}},
		{"report", "..xxx.x.x", func(by, member room.Person, r room.Room, other uint64) room.Command {
			return complaint(by, member, r.ID, other)
		}},
	} {
		if n == 0 {
			h.person("guest-one") // account 1, in no room
			h.person("guest-two") // account 2, invited
		}
		v := h.village(word("village", n))
		for i, may := range tt.may {
			r, other := v.room(h, word(word("place", n)+"x", i))
			_, err := h.rooms.Do(context.Background(), tt.do(v.people[i], v.other, r, other))
			switch {
			case may == 'x' && err != nil:
				h.Errorf("%s as %s: %v", tt.name, v.names[i], err)
			case may == '.' && !slices.Contains([]error{room.ErrDenied, room.ErrInvalid, room.ErrConflict}, kind(err)):
				h.Errorf("%s as %s: %v; want it refused", tt.name, v.names[i], err)
			}
		}
	}
}

// A village has one person of each sort.
type village struct {
	names  []string
	people []room.Person
	other  room.Person // another member
}

func (h *house) village(name string) village {
	h.Helper()
	v := village{names: []string{
		"an outsider", "the owner of another room", "a member", "a moderator", "the owner",
		"a moderator of the server, outside", "one inside", "an admin, outside", "one inside",
	}}
	for i := range v.names {
		who := fmt.Sprintf("%s-%c", name, 'a'+i)
		switch {
		case i >= 7:
			v.people = append(v.people, h.admin(who))
		case i >= 5:
			v.people = append(v.people, h.moderator(who))
		default:
			v.people = append(v.people, h.person(who))
		}
	}
	h.room(v.people[1], name)
	v.other = h.person(name + "-z")
	return v
}

// room makes a room with a message of a member who is none of the others.
func (v village) room(h *house, name string) (r room.Room, other uint64) {
	h.Helper()
	owner := v.people[4]
	r = h.room(owner, name)
	h.enter(r.ID, v.people[2], v.people[3], v.people[6], v.people[8], v.other)
	h.do(room.Appoint{Header: header(owner), Room: r.ID, Who: v.people[3].ID, Role: room.Moderator})
	h.do(room.Invite{Header: header(owner), Room: r.ID, Who: 2, Until: at.Add(time.Hour)})
	return h.find(r.ID), h.post(v.other, r.ID, "theirs").Seq
}

func ownership(h *house) {
	ann, bob, cyd, admin := h.person("ann"), h.person("bob"), h.person("cyd"), h.admin("adm")
	den := h.room(ann, "den")
	h.enter(den.ID, bob, cyd)
	h.refused(room.Leave{Header: header(ann), Room: den.ID}, room.ErrConflict)
	e := h.do(room.Appoint{Header: header(ann), Room: den.ID, Who: bob.ID, Role: room.Moderator}).(room.Appointed)
	if want := (room.Appointed{Room: den.ID, Who: bob, Role: room.Moderator, By: ann, At: at}); e != want {
		h.Errorf("appointing led to %+v, want %+v", e, want)
	}
	h.refused(room.Appoint{Header: header(bob), Room: den.ID, Who: ann.ID}, room.ErrDenied)
	h.refused(room.Appoint{Header: header(ann), Room: den.ID, Who: ann.ID}, room.ErrDenied)
	h.refused(room.Appoint{Header: header(ann), Room: den.ID, Who: admin.ID, Role: room.Moderator}, room.ErrNotFound)
	h.refused(room.Transfer{Header: header(ann), Room: den.ID, Who: admin.ID}, room.ErrNotFound)
	h.refused(room.Transfer{Header: header(ann), Room: den.ID, Who: ann.ID}, room.ErrConflict)

	given := h.do(room.Transfer{Header: header(ann), Room: den.ID, Who: cyd.ID}).(room.Revised)
	if given.Was.Owner != ann.ID || given.Is.Owner != cyd.ID || given.By != ann {
		h.Errorf("giving the room away led to %+v", given)
	}
	for who, want := range map[room.Person]room.Role{ann: room.Moderator, bob: room.Moderator, cyd: room.Owner} {
		if got := h.place(who, den.ID).Role; got != want {
			h.Errorf("%s is %d, want %d", who.Name, got, want)
		}
	}
	h.refused(room.Rename{Header: header(ann), Room: den.ID, Name: "mine"}, room.ErrDenied)
	h.do(room.Leave{Header: header(ann), Room: den.ID})
	h.do(room.Leave{Header: header(bob), Room: den.ID})
	left := h.do(room.Leave{Header: header(cyd), Room: den.ID}).(room.Left)
	if r := h.find(den.ID); left.Ended || r.Owner != 0 || r.Members != 0 {
		h.Errorf("everybody has left, %+v, and the room is %+v", left, r)
	}
	// Whoever comes next owns nothing; staff can give the room to them.
	h.enter(den.ID, bob)
	h.refused(room.Rename{Header: header(bob), Room: den.ID, Name: "mine"}, room.ErrDenied)
	h.do(room.Transfer{Header: header(admin), Room: den.ID, Who: bob.ID})
	h.do(room.Rename{Header: header(bob), Room: den.ID, Name: "mine"})

	// A private room that nobody is left in could be entered by nobody.
	cave := h.roomWith(ann, "cave", room.Settings{Private: true})
	h.do(room.Invite{Header: header(ann), Room: cave.ID, Who: bob.ID, Until: at.Add(time.Hour)})
	if left := h.do(room.Leave{Header: header(ann), Room: cave.ID}).(room.Left); !left.Ended {
		h.Errorf("leaving led to %+v", left)
	}
	h.hiddenFrom(bob, cave.ID, ann)
}

// lobbyStays tries as an admin what cannot be done to the lobby.
func lobbyStays(h *house) {
	bob, admin := h.person("bob"), h.admin("adm")
	lobby := h.lobby()
	for _, c := range []room.Command{
		room.Rename{Header: header(admin), Room: lobby.ID, Name: "hall"},
		room.Archive{Header: header(admin), Room: lobby.ID, On: true},
		room.Discard{Header: header(admin), Room: lobby.ID},
		room.Leave{Header: header(admin), Room: lobby.ID},
		room.Transfer{Header: header(admin), Room: lobby.ID, Who: bob.ID},
		room.Appoint{Header: header(admin), Room: lobby.ID, Who: bob.ID, Role: room.Moderator},
		room.Configure{Header: header(admin), Room: lobby.ID, Is: room.Settings{Private: true}},
		room.Configure{Header: header(admin), Room: lobby.ID, Is: room.Settings{InviteOnly: true}},
		room.Configure{Header: header(admin), Room: lobby.ID, Is: room.Settings{MaxMembers: 1}},
	} {
		h.refused(c, room.ErrDenied)
	}
	h.configure(admin, lobby.ID, func(s *room.Settings) { s.Announce = true })
	h.refused(room.Post{Header: header(bob), Room: lobby.ID, Text: "hello"}, room.ErrDenied)
	h.post(admin, lobby.ID, "welcome")
	if r := h.lobby(); !r.Announce || r.Name != room.Lobby {
		h.Errorf("the lobby is %+v", r)
	}
}
