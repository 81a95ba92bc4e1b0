package command

import (
	"cmp"
	"context"
	"time"

	"snug/room"
)

// hear tells what has happened in the rooms that are heard.
func (p *pipe) hear(ctx context.Context) error { return p.hearOthers(ctx, nil) }

// hearOthers is hear while one room is caught up with. When that one is followed
// already, what comes of all waits in the rings for the little that is left to do.
func (p *pipe) hearOthers(ctx context.Context, but *piped) error {
	if but != nil && p.rooms[but.room.ID] == but {
		return ctx.Err()
	}
	c := p.invocation()
	for _, heard := range p.tap.Pull().Heard {
		r := p.rooms[heard.Room.ID]
		if r == nil {
			continue
		}
		if err := p.tellHeard(ctx, c, r, heard); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// tellHeard tells what has happened in one room.
func (p *pipe) tellHeard(ctx context.Context, c *Invocation, r *piped, is room.Tapped) error {
	if is.Lost {
		if err := p.lost(ctx, r, position{is.Room.Last, is.Room.Rev}); err != nil {
			return err
		}
	}
	for _, e := range is.Events {
		if err := p.tellEvent(ctx, c, r, e); err != nil {
			return err
		}
		r.leaves(c, e)
	}
	r.room = is.Room
	if is.Ended {
		return p.tellGone(ctx, r)
	}
	if !is.Lost { // what is not for the caller has moved the room on, too
		r.at = position{max(r.at.seq, is.Room.Last), max(r.at.rev, is.Room.Rev)}
	}
	if is.Present != nil {
		if err := p.tellPresence(ctx, r, is.Present); err != nil {
			return err
		}
	}
	if is.Typing != nil {
		return p.tellTyping(ctx, r, is.Typing)
	}
	return nil
}

// tellEvent tells one thing that has happened in a room.
func (p *pipe) tellEvent(ctx context.Context, c *Invocation, r *piped, e room.Event) error {
	var object any
	var err error
	switch e := e.(type) {
	case room.Posted:
		if e.Message.Seq <= r.at.seq {
			return nil // it was told by then
		}
		return p.tellMessage(ctx, c, r, e.Message)
	case room.Changed:
		var o changeObject
		o, err = c.changeObject(r.room, e)
		r.at.rev = max(r.at.rev, e.Rev)
		object = pipedChangeObject{o, roomID(r.room.ID), r.cursor()}
	case room.Revised:
		r.room = e.Is
		var o roomChangeObject
		o, _, err = c.roomChange(e)
		object = pipedRoomChangeObject{o, roomID(r.room.ID), r.cursor()}
	case room.Appointed:
		object = pipedRoleObject{newRoleObject(r.room, e), roomID(r.room.ID), r.cursor()}
	case room.Joined:
		object = r.memberEvent("join", e.Who, room.Person{}, e.At)
	case room.Left:
		object = r.memberEvent("leave", e.Who, room.Person{}, e.At)
	case room.Kicked:
		object = r.memberEvent("kick", e.Who, e.By, e.At)
	case room.Punished:
		object = r.punished(e)
	default:
		return nil // nothing is told of the rest
	}
	if err != nil {
		return err
	}
	return p.tell(ctx, object)
}

func (r *piped) memberEvent(what string, who, by room.Person, at time.Time) memberEventObject {
	o := memberEventObject{
		V: 1, Type: what, RoomID: roomID(r.room.ID), Room: r.room.Name,
		User: who.Name, UserID: userID(who.ID), Name: who.Called(), TS: stamp(at), Cursor: r.cursor(),
	}
	if by.ID != 0 {
		o.By = &by.Name
	}
	return o
}

func (r *piped) punished(e room.Punished) memberEventObject {
	what := map[room.Measure]string{room.Mute: "mute", room.Ban: "ban"}[e.What]
	if e.Is.At.IsZero() {
		what = "un" + what
	}
	o := r.memberEvent(what, e.Who, e.By, e.At)
	if !e.Is.Until.IsZero() {
		until := stamp(e.Is.Until)
		o.Until = &until
	}
	return o
}

// tellGone tells that a room is not heard any more.
func (p *pipe) tellGone(ctx context.Context, r *piped) error {
	delete(p.rooms, r.room.ID)
	return p.tell(ctx, roomGoneObject{1, "room_gone", roomID(r.room.ID), r.room.Name, newErrorObject(p.c.table.Explain(cmp.Or(r.gone, p.c.noLonger(r.room)))), r.cursor()})
}

// Of gaps this many in gapTime are one reader who is too slow.
const (
	maxGaps = 3
	gapTime = time.Minute
)

// lost tells that what happened in a room was more than its ring holds until somebody
// reads, and ends the pipe of whoever is too slow time and again.
func (p *pipe) lost(ctx context.Context, r *piped, to position) error {
	if err := p.tellGap(ctx, r, to, "slow"); err != nil {
		return err
	}
	now := time.Now()
	p.gaps = append(p.gaps, now)
	if len(p.gaps) < maxGaps {
		return nil
	}
	first := p.gaps[0]
	p.gaps = p.gaps[1:]
	if now.Sub(first) > gapTime {
		return nil
	}
	p.over = fail(Limited, "this pipe is read too slowly; connect again, go on from the last cursor and read faster")
	return p.over
}

func (p *pipe) tellPresence(ctx context.Context, r *piped, there []room.Presence) error {
	o := presenceObject{1, "presence", roomID(r.room.ID), r.room.Name, make([]presentObject, len(there))}
	for i, one := range there {
		o.People[i] = newPresentObject(one)
	}
	return p.tell(ctx, o)
}

func (p *pipe) tellTyping(ctx context.Context, r *piped, who []room.Person) error {
	o := typingObject{1, "typing", roomID(r.room.ID), r.room.Name, make([]personObject, len(who))}
	for i, one := range who {
		o.People[i] = newPersonObject(one)
	}
	return p.tell(ctx, o)
}
