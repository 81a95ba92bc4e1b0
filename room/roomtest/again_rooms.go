package roomtest

import (
	"context"
	"reflect"
	"time"

	"snug/room"
)

// repeatedRoomCommand submits each kind of command about rooms twice, with
// something in between that would be undone if it took effect again.
func repeatedRoomCommand(h *house) {
	ann, bob, cyd := h.person("ann"), h.person("bob"), h.person("cyd")
	den := h.room(ann, "den")
	tea, coffee := "tea", "coffee"
	set := func(from, to room.Settings) room.Command {
		return room.Configure{Header: header(ann), Room: den.ID, Was: from, Is: to}
	}
	announce := room.Settings{Announce: true}
	for _, pair := range [][2]room.Command{
		{room.Join{Header: header(bob), Room: den.ID}, room.Leave{Header: header(bob), Room: den.ID}},
		{room.Rename{Header: header(ann), Room: den.ID, Name: "hut"}, room.Rename{Header: header(ann), Room: den.ID, Name: "nest"}},
		{room.Describe{Header: header(ann), Room: den.ID, Topic: &tea}, room.Describe{Header: header(ann), Room: den.ID, Topic: &coffee}},
		{set(room.Settings{}, announce), set(announce, room.Settings{})},
		{room.Archive{Header: header(ann), Room: den.ID, On: true}, room.Archive{Header: header(ann), Room: den.ID}},
		{invite(ann, bob, den.ID, time.Hour), room.Uninvite{Header: header(bob), Room: den.ID, Who: bob.ID}},
		{room.Join{Header: header(cyd), Room: den.ID}, room.Describe{Header: header(ann), Room: den.ID, Topic: &tea}},
		{
			room.Appoint{Header: header(ann), Room: den.ID, Who: cyd.ID, Role: room.Moderator},
			room.Appoint{Header: header(ann), Room: den.ID, Who: cyd.ID},
		},
		{room.Transfer{Header: header(ann), Room: den.ID, Who: cyd.ID}, room.Transfer{Header: header(cyd), Room: den.ID, Who: ann.ID}},
	} {
		h.do(pair[0])
		h.do(pair[1])
		is, heard := h.everythingOf(den.ID), len(h.events())
		for _, c := range pair {
			h.do(c)
		}
		if got := h.everythingOf(den.ID); got != is {
			h.Errorf("the repeated %T and %T changed the room from\n%s\nto\n%s", pair[0], pair[1], is, got)
		}
		if got := h.events()[heard:]; len(got) > 0 {
			h.Errorf("the repeated %T and %T delivered %+v", pair[0], pair[1], got)
		}
	}
	gone := room.Discard{Header: header(ann), Room: den.ID}
	h.do(gone)
	if e := h.do(gone).(room.Discarded); e.Room.ID != den.ID || e.Room.Name != "" {
		h.Errorf("the repeated deletion led to %+v, want no more than that the room is gone", e)
	}
	group := talk(ann, bob, cyd)
	three := h.do(group).(room.Created)
	h.do(room.Leave{Header: header(cyd), Room: three.Room.ID})
	if again := h.do(group).(room.Created); again.Room.ID != three.Room.ID || len(again.People) != 2 {
		h.Errorf("the repeated beginning led to %+v", again)
	}
}

func (h *house) everythingOf(id room.ID) string {
	h.Helper()
	var w written
	h.roomOf(&w, h.find(id), at)
	return w.String()
}

// borrowedIDs submits commands under the IDs of others, which are in every link
// to a message.
func borrowedIDs(h *house) {
	ann, bob, eve := h.person("ann"), h.person("bob"), h.person("eve")
	cave := h.roomWith(ann, "cave", room.Settings{Private: true})
	h.letIn(ann, cave.ID, bob)
	m := h.post(ann, cave.ID, "hidden")
	create := room.Create{Header: header(ann), Name: "attic", Settings: room.Settings{Private: true}}
	h.do(create)
	begin := talk(ann, bob)
	h.do(begin)
	for _, id := range []room.CommandID{m.ID, create.ID, begin.ID} {
		for _, in := range []room.ID{cave.ID, h.lobby().ID} {
			for _, c := range append(allAttempts(eve, in, bob), room.Create{Header: header(eve), Name: "mine"}, talk(eve, bob)) {
				switch c.(type) {
				case room.SaveDraft, room.Notify:
					continue // lead to no outcome
				}
				c = under(id, c)
				e, err := h.rooms.Do(context.Background(), c)
				switch e.(type) {
				case room.Left, room.Uninvited, room.Kicked, room.Punished: // say what was asked, and nothing else
					continue
				}
				if k := kind(err); k != room.ErrConflict && k != room.ErrNotFound && k != room.ErrDenied {
					h.Errorf("%T under the ID of somebody else led to %+v, %v", c, e, err)
				}
			}
		}
	}
	if got := h.message(cave.ID, m.Seq); got.Text != "hidden" {
		h.Errorf("the message is %+v", got)
	}
}

// under gives a command another ID.
func under(id room.CommandID, c room.Command) room.Command {
	v := reflect.New(reflect.TypeOf(c)).Elem()
	v.Set(reflect.ValueOf(c))
	v.FieldByName("ID").Set(reflect.ValueOf(id))
	return v.Interface().(room.Command)
}
