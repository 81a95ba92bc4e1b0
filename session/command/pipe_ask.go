package command

import (
	"context"

	"snug/room"
	"snug/session/ndjson"
)

type readOrder struct {
	orderHead
	Room string           `json:"room"`
	Seq  ndjson.Reference `json:"seq"`
}

func (*readOrder) like() string { return "room read" }

func (o *readOrder) run(ctx context.Context, _ *pipe, c *Invocation) (any, error) {
	r, err := c.pipedRoom(o.Room)
	if err != nil {
		return nil, err
	}
	a := o.ack()
	a.RoomID, a.Room, a.Seq = roomID(r.ID), r.Name, r.Last
	if o.Seq != "" {
		if a.Seq, err = c.saidAlready(r, string(o.Seq)); err != nil {
			return nil, err
		}
	}
	return a, c.markRead(ctx, r, a.Seq)
}

// pipedRoom is room for a field that has to be there.
func (c *Invocation) pipedRoom(name string) (room.Room, error) {
	if name == "" {
		return room.Room{}, fail(Usage, "the field %s is missing", "room")
	}
	return c.room(name)
}

type typingOrder struct {
	orderHead
	Room string `json:"room"`
	On   bool   `json:"on"`
}

func (*typingOrder) like() string { return "message send" }

func (o *typingOrder) run(_ context.Context, p *pipe, c *Invocation) (any, error) {
	r, err := c.pipedRoom(o.Room)
	if err != nil {
		return nil, err
	}
	if p.rooms[r.ID] == nil {
		return nil, notHeard(r)
	}
	p.tap.Typing(r.ID, o.On)
	a := o.ack()
	a.RoomID, a.Room = roomID(r.ID), r.Name
	return a, nil
}

func notHeard(r room.Room) error {
	return fail(Conflict, "you do not hear %s; subscribe to it first", r.Label())
}

// pipePage is how many messages a pipe reads at once.
const pipePage = 200

type historyOrder struct {
	orderHead
	Room   string           `json:"room"`
	After  ndjson.Reference `json:"after"`
	Before ndjson.Reference `json:"before"`
	Limit  *int             `json:"limit"`
}

func (*historyOrder) like() string { return "history" }

func (o *historyOrder) run(ctx context.Context, _ *pipe, c *Invocation) (any, error) {
	limit := 50
	if o.Limit != nil {
		limit = *o.Limit
	}
	if limit < 1 || limit > pipePage {
		return nil, fail(Usage, "the field %s takes a number from 1 to %d", "limit", int(pipePage))
	}
	r, err := c.pipedRoom(o.Room)
	if err != nil {
		return nil, err
	}
	floor, err := c.floor(r)
	if err != nil {
		return nil, err
	}
	q, forward, err := c.page(ctx, r, span{before: string(o.Before), after: string(o.After)}, limit, floor)
	if err != nil {
		return nil, err
	}
	found, err := c.Broker.History(c.user(), r.ID, q)
	if err != nil {
		return nil, err
	}
	answer := historyObject{V: 1, Type: "result", Re: o.ID, Cmd: o.Cmd, RoomID: roomID(r.ID), Room: r.Name, Items: []any{}}
	if len(found) == 0 {
		return answer, nil
	}
	first, last := found[0], found[len(found)-1]
	if next := last.ID.String(); forward && last.Seq < r.Last {
		answer.Next = &next
	} else if next := first.ID.String(); !forward && first.Seq > floor+1 {
		answer.Next = &next
	}
	answer.Items, err = c.messageObjects(r, found)
	return answer, err
}

type pingOrder struct{ orderHead }

func (*pingOrder) like() string { return "" }

func (o *pingOrder) run(context.Context, *pipe, *Invocation) (any, error) { return o.ack(), nil }

type quitOrder struct{ orderHead }

func (*quitOrder) like() string { return "" }

func (o *quitOrder) run(_ context.Context, p *pipe, _ *Invocation) (any, error) {
	p.quit = true
	return o.ack(), nil
}
