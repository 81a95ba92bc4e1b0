package roomtest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"snug/room"
)

func conversations(h *house) {
	ann, bob, cyd := h.person("ann"), h.person("bob"), h.person("cyd")
	e := h.do(talk(bob, ann)).(room.Created)
	if r := e.Room; r.Kind != room.Direct || r.Name != "" || r.Owner != 0 || r.Members != 2 || !slices.Equal(e.People, []room.Person{ann, bob}) {
		h.Errorf("the conversation begins with %+v", e)
	}
	heard := len(h.events())
	if again := h.converse(ann, bob); again.ID != e.Room.ID {
		h.Errorf("the conversation from the other side is room %d, want %d", again.ID, e.Room.ID)
	}
	if got := h.events()[heard:]; len(got) > 0 {
		h.Errorf("a conversation that is there delivered %+v", got)
	}
	notes := h.converse(ann)
	three := h.converse(ann, bob, cyd)
	if notes.Kind != room.Direct || notes.Members != 1 || three.Kind != room.Group || three.Members != 3 {
		h.Errorf("notes are %+v, and three people talk in %+v", notes, three)
	}
	if id, err := h.rooms.Conversation(ids(ann, bob, cyd)); err != nil || id != three.ID {
		h.Errorf("the conversation of three is %d, %v; want %d", id, err, three.ID)
	}
	if id, err := h.rooms.Conversation(ids(bob, cyd)); !errors.Is(err, room.ErrNotFound) {
		h.Errorf("the conversation that never began is %d, %v", id, err)
	}
	h.refused(room.Converse{Header: header(ann), With: ids(ann)}, room.ErrInvalid)
	h.refused(room.Converse{Header: header(ann), With: ids(cyd, bob)}, room.ErrInvalid)
	h.refused(room.Converse{Header: header(ann), With: ids(bob, bob)}, room.ErrInvalid)
	h.refused(room.Converse{Header: header(ann), With: []room.UserID{99}}, room.ErrNotFound)

	// Nobody is above the others, and nobody comes later.
	m := h.post(bob, three.ID, "hello @ann")
	h.refused(room.Delete{Header: header(ann), Room: three.ID, Seq: m.Seq}, room.ErrDenied)
	h.refused(room.Leave{Header: header(ann), Room: e.Room.ID}, room.ErrDenied)
	h.refused(room.Invite{Header: header(ann), Room: three.ID, Who: 99, Until: at.Add(time.Hour)}, room.ErrDenied)
	for _, c := range []room.Command{
		room.Rename{Header: header(ann), Room: three.ID, Name: "gang"},
		room.Configure{Header: header(ann), Room: three.ID, Is: room.Settings{Announce: true}},
		room.Archive{Header: header(ann), Room: three.ID, On: true},
		room.Discard{Header: header(ann), Room: three.ID},
		room.Appoint{Header: header(ann), Room: three.ID, Who: bob.ID, Role: room.Moderator},
		room.Transfer{Header: header(ann), Room: three.ID, Who: bob.ID},
	} {
		h.refused(c, room.ErrDenied)
	}
	h.change(room.Pin{Header: header(ann), Room: three.ID, Seq: m.Seq, On: true})
	topic := "plans"
	h.do(room.Describe{Header: header(cyd), Room: three.ID, Topic: &topic})
	h.refused(room.Describe{Header: header(ann), Room: e.Room.ID, Topic: &topic}, room.ErrDenied)

	// A group that somebody has left is another one than a new one of them all.
	h.do(room.Leave{Header: header(cyd), Room: three.ID})
	if anew := h.converse(cyd, ann, bob); anew.ID == three.ID || anew.Last != 0 {
		h.Errorf("the new group is %+v", anew)
	}
	h.post(ann, three.ID, "the two of us")
	h.do(room.Leave{Header: header(ann), Room: three.ID})
	if left := h.do(room.Leave{Header: header(bob), Room: three.ID}).(room.Left); !left.Ended {
		h.Errorf("the last has left with %+v", left)
	}
}

// largeGroups holds conversations to their size.
func largeGroups(h *house) {
	ann := h.person("ann")
	var others []room.Person
	for i := range room.MaxGroup {
		others = append(others, h.person(word("pal", i)))
	}
	h.refused(talk(ann, others...), room.ErrInvalid)
	if r := h.converse(ann, others[1:]...); r.Members != room.MaxGroup {
		h.Errorf("the group has %d members, want %d", r.Members, room.MaxGroup)
	}
}

// oneConversation begins the same one from both sides at once.
func oneConversation(h *house) {
	ann, bob := h.person("ann"), h.person("bob")
	var wg sync.WaitGroup
	found := make([]room.ID, 40)
	for i := range found {
		wg.Go(func() {
			c := talk(ann, bob)
			if i%2 == 1 {
				c = talk(bob, ann)
			}
			e, err := h.rooms.Do(context.Background(), c)
			if err != nil {
				h.Errorf("Do: %v", err)
				return
			}
			found[i] = e.(room.Created).Room.ID
		})
	}
	wg.Wait()
	if one := slices.Compact(found); len(one) != 1 || len(h.all()) != 2 || len(h.events()) != 1 {
		h.Errorf("conversations are %v, of %d rooms, told of %d times; want one", one, len(h.all()), len(h.events()))
	}
}

func blocking(h *house) {
	ann, bob, eve, admin := h.person("ann"), h.person("bob"), h.person("eve"), h.admin("adm")
	two := h.converse(eve, ann)
	m := h.post(eve, two.ID, "hello")
	theirs := h.post(ann, two.ID, "who are you?")
	block := room.Block{Header: header(ann), Who: eve.ID, On: true}
	if e, want := h.do(block), (room.Blocking{User: ann.ID, Who: eve.ID, On: true}); e != want {
		h.Errorf("blocking led to %+v, want %+v", e, want)
	}
	h.do(block)
	for _, c := range []room.Command{
		room.Post{Header: header(eve), Room: two.ID, Text: "listen!"},
		room.Edit{Header: header(eve), Room: two.ID, Seq: m.Seq, Text: "listen!"},
		room.React{Header: header(eve), Room: two.ID, Seq: theirs.Seq, Emoji: "eyes", On: true},
		room.Pin{Header: header(eve), Room: two.ID, Seq: m.Seq, On: true},
		room.Post{Header: header(ann), Room: two.ID, Text: "and another thing"}, // unblock first
		talk(eve, ann, bob),
	} {
		h.refused(c, room.ErrDenied)
	}
	h.change(room.Delete{Header: header(eve), Room: two.ID, Seq: m.Seq})
	if again := h.converse(eve, ann); again.ID != two.ID {
		h.Errorf("the conversation is %d, want %d", again.ID, two.ID)
	}
	// Nor does an invitation reach past a block, in other words than a message.
	club := h.roomWith(eve, "club", room.Settings{Private: true})
	nook := h.roomWith(ann, "nook", room.Settings{})
	_, invited := h.rooms.Do(context.Background(), invite(eve, ann, club.ID, time.Hour))
	_, written := h.rooms.Do(context.Background(), talk(eve, ann, bob))
	if kind(invited) != room.ErrDenied || fmt.Sprint(invited) != fmt.Sprint(written) {
		h.Errorf("an invitation is refused with %v, a message with %v; want one text", invited, written)
	}
	h.refused(invite(ann, eve, nook.ID, time.Hour), room.ErrDenied)
	// In rooms and groups a block hides and refuses nothing.
	three := h.converse(bob, ann, eve)
	h.post(eve, three.ID, "@ann listen!")
	h.post(eve, h.lobby().ID, "@ann listen!")

	// Rank opens nothing. A block is told in the words of a choice for all.
	h.do(room.Block{Header: header(bob), Who: admin.ID, On: true})
	_, blocked := h.rooms.Do(context.Background(), talk(admin, bob))
	h.do(room.Block{Header: header(bob), Who: admin.ID})
	h.lets(bob, "nobody")
	_, policy := h.rooms.Do(context.Background(), talk(admin, bob))
	if kind(blocked) != room.ErrDenied || fmt.Sprint(blocked) != fmt.Sprint(policy) {
		h.Errorf("a block says %v, a policy %v; want one text", blocked, policy)
	}
	h.refused(room.Block{Header: header(ann), Who: ann.ID, On: true}, room.ErrInvalid)
	h.do(room.Block{Header: header(ann), Who: eve.ID})
	h.post(eve, two.ID, "thank you")
	if got, err := h.rooms.Blocked(ann.ID); err != nil || len(got) != 0 {
		h.Errorf("ann blocks %v, %v; want nobody", got, err)
	}
}

func policies(h *house) {
	ann, bob, cyd := h.person("ann"), h.person("bob"), h.person("cyd")
	h.lets(ann, "rooms")
	h.refused(talk(bob, ann), room.ErrDenied)
	den := h.room(ann, "den")
	h.enter(den.ID, bob)
	two := h.converse(bob, ann)
	h.post(bob, two.ID, "hello")
	// Who has not answered can close the door; who has, only by blocking.
	h.do(room.Leave{Header: header(bob), Room: den.ID})
	h.refused(room.Post{Header: header(bob), Room: two.ID, Text: "still there?"}, room.ErrDenied)
	h.lets(ann, "nobody")
	h.post(ann, two.ID, "yes")
	h.post(bob, two.ID, "good")
	h.refused(talk(cyd, ann), room.ErrDenied)
	h.refused(talk(cyd, ann, bob), room.ErrDenied)
	h.converse(ann, cyd) // one's own policy is about others
	if m := h.place(ann, two.ID); !m.Spoke {
		h.Errorf("ann's place is %+v, want her to have spoken", m)
	}
	// A deleted room is shared no more.
	dan := h.person("dan")
	h.lets(dan, "rooms")
	hut := h.room(dan, "hut")
	h.enter(hut.ID, cyd)
	h.do(room.Discard{Header: header(dan), Room: hut.ID})
	h.refused(talk(cyd, dan), room.ErrDenied)
	// Sharing a conversation, or the lobby, is not sharing a room.
	h.converse(dan, bob, cyd)
	h.refused(talk(cyd, dan), room.ErrDenied)
}
