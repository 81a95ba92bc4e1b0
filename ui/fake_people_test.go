package ui_test

import (
	"time"

	"snug/room"
)

// people are those of the tests about rooms and conversations.
var (
	ann  = room.Person{ID: 2, Name: "ann"}
	bob  = room.Person{ID: 3, Name: "bob", Display: "鲍勃"}
	cyd  = room.Person{ID: 4, Name: "cyd"}
	dave = room.Person{ID: 5, Name: "dave"}
)

// with makes a conversation with others; the name is what the broker gives it.
func with(id room.ID, others ...room.Person) *fakeRoom {
	r := &fakeRoom{Room: room.Room{ID: id, Kind: room.Direct, Name: "@you"}, with: others}
	for i, p := range others {
		if i == 0 {
			r.Name = ""
		} else {
			r.Kind = room.Group
			r.Name += ","
		}
		r.Name += "@" + p.Name
	}
	r.present = []room.Presence{{Person: room.Person{ID: 1, Name: "you"}}}
	return r
}

// here puts people into a room.
func (r *fakeRoom) here(all ...room.Person) *fakeRoom {
	for _, p := range all {
		r.present = append(r.present, room.Presence{Person: p})
	}
	r.there = len(r.present)
	return r
}

// said has somebody say something, a minute after what was said before.
func (r *fakeRoom) said(who room.Person, text string) *fakeRoom {
	r.append(&room.Message{At: now.Add(time.Duration(r.Last) * time.Minute), Author: who, Text: text})
	return r
}

// invitation is a room that ann invites to.
func invitation(id room.ID, name, topic string) room.Listing {
	return room.Listing{
		Room:       room.Room{ID: id, Name: name, Topic: topic, Settings: room.Settings{Private: true}},
		Invitation: &room.Invitation{Room: id, Who: 1, By: ann.ID, At: now}, InvitedBy: ann,
	}
}

// village is a seat in rooms of every kind, with conversations and an
// invitation.
func village() *fakeSeat {
	me := room.Person{ID: 1, Name: "you"}
	lobby := (&fakeRoom{Room: room.Room{ID: 1, Name: "lobby", Topic: "hello"}}).here(me, ann, bob, cyd).said(ann, "good morning").said(bob, "早上好")
	books := (&fakeRoom{
		Room: room.Room{
			ID: 2, Name: "books", Topic: "what we read", Owner: ann.ID, Members: 4,
			Settings: room.Settings{Private: true, Slow: 10 * time.Second},
		},
	}).here(me, ann, bob).said(ann, "who has read it?")
	books.present[1].Role, books.present[2].Role = room.Owner, room.Moderator
	books.present = append(books.present, room.Presence{Person: cyd, Away: true, Why: "lunch"})
	seat := newFakeSeat(
		lobby, books,
		(&fakeRoom{Room: room.Room{ID: 3, Name: "news", Settings: room.Settings{Announce: true}}}).said(ann, "release").said(ann, "another"),
		(&fakeRoom{Room: room.Room{ID: 4, Name: "old", Archived: now}}).said(ann, "the end"),
		(&fakeRoom{Room: room.Room{ID: 12, Name: "Books"}}),
		with(20, bob).here(bob).said(bob, "psst"),
		with(21, cyd),
		with(22, ann, bob, cyd, dave).here(ann).said(dave, "all of us"),
		with(23),
	)
	seat.rooms[7].msgs[0].At = now.Add(-time.Hour)
	for _, r := range seat.rooms {
		r.read = r.Last
	}
	seat.rooms[5].read, seat.rooms[2].read = 0, 0
	seat.invited = []room.Listing{invitation(30, "garden", "plants")}
	return seat
}
