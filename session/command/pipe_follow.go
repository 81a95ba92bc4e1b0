package command

import (
	"context"

	"snug/room"
)

type subscribeOrder struct {
	orderHead
	Room     string `json:"room"`
	Since    string `json:"since"`
	Presence bool   `json:"presence"`
	Typing   bool   `json:"typing"`
}

func (*subscribeOrder) like() string { return "tail" }

func (o *subscribeOrder) run(ctx context.Context, p *pipe, c *Invocation) (any, error) {
	if o.Room == "" && o.Since == "" {
		return nil, fail(Usage, "the field %s is missing", "room")
	}
	if err := p.hear(ctx); err != nil { // it may be out of the room by now
		return nil, err
	}
	place, err := c.placeAt(o.Room, o.Since)
	if err != nil {
		return nil, err
	}
	if p.rooms[place.room.ID] != nil && place.since != nil {
		return nil, fail(Conflict, "you hear %s already; unsubscribe first to go back in it", place.room.Label())
	}
	if err := p.follow(ctx, c, place, room.Hears{Presence: o.Presence, Typing: o.Typing}); err != nil {
		return nil, err
	}
	return o.ackWith(p.rooms[place.room.ID]), nil
}

// ackWith is the ack with where in a room the pipe is.
func (h orderHead) ackWith(r *piped) ackObject {
	a := h.ack()
	a.RoomID, a.Room, a.Cursor = roomID(r.room.ID), r.room.Name, r.cursor()
	return a
}

type unsubscribeOrder struct {
	orderHead
	Room string `json:"room"`
}

func (*unsubscribeOrder) like() string { return "" }

func (o *unsubscribeOrder) run(ctx context.Context, p *pipe, c *Invocation) (any, error) {
	if err := p.hear(ctx); err != nil { // so that the cursor is behind all that was told
		return nil, err
	}
	r, err := c.pipedRoom(o.Room)
	if err != nil {
		return nil, err
	}
	heard := p.rooms[r.ID]
	if heard == nil {
		return nil, notHeard(r)
	}
	p.tap.Unfollow(r.ID)
	delete(p.rooms, r.ID)
	return o.ackWith(heard), nil
}

func (r *piped) cursor() string { return cursor(r.room.ID, r.at) }

// follow begins to hear a room, after what was missed since the place.
func (p *pipe) follow(ctx context.Context, c *Invocation, place pipePlace, what room.Hears) error {
	if p.rooms[place.room.ID] == nil && len(p.rooms) == room.MaxTapped {
		return fail(Conflict, "a program hears at most %d rooms at once; let it give up one of them first", int(room.MaxTapped))
	}
	r := &piped{tailed: tailed{room: place.room}}
	if place.since != nil {
		r.at = *place.since
		if err := p.approach(ctx, c, r); err != nil {
			return err
		}
	}
	start, err := p.tap.Follow(ctx, r.room.ID, what)
	if err != nil {
		return err
	}
	if known := p.rooms[r.room.ID]; known != nil {
		r = known // it goes on where it is
	} else if p.rooms[r.room.ID] = r; place.since == nil {
		r.at = position{start.Room.Last, start.Room.Rev}
	}
	r.room = start.Room
	if err := p.catchUp(ctx, c, r, start.Room, start.Floor); err != nil {
		p.tap.Unfollow(r.room.ID)
		delete(p.rooms, r.room.ID)
		return err
	}
	if what.Presence {
		return p.tellPresence(ctx, r, start.There)
	}
	return nil
}
