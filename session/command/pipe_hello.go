package command

import (
	"cmp"
	"context"

	"snug/room"
)

// begin says hello and hears the rooms that the pipe begins with.
func (p *pipe) begin(ctx context.Context, places []pipePlace, what room.Hears) error {
	c := p.invocation()
	hello := c.hello()
	// Those that begin now have begun when hello says where.
	starts := make(map[room.ID]room.Start)
	for _, one := range places {
		r := &piped{tailed: tailed{room: one.room}}
		if one.since != nil {
			r.at = *one.since
		} else {
			s, err := p.tap.Follow(ctx, one.room.ID, what)
			if err != nil {
				return err
			}
			r.room, r.at = s.Room, position{s.Room.Last, s.Room.Rev}
			starts[one.room.ID], p.rooms[one.room.ID] = s, r
		}
		hello.Rooms = append(hello.Rooms, pipedRoomObject{roomID(r.room.ID), r.room.Name, r.room.Last, r.cursor()})
	}
	if err := p.tell(ctx, hello); err != nil {
		return err
	}
	for _, one := range places {
		var err error
		if s, begun := starts[one.room.ID]; begun && what.Presence {
			err = p.tellPresence(ctx, p.rooms[one.room.ID], s.There)
		} else if !begun {
			err = p.follow(ctx, c, one, what)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// hello makes the first line of a pipe.
func (c *Invocation) hello() helloObject {
	a := c.Who.Account
	o := helloObject{
		V: 1, Type: "hello", Server: c.Name, Version: c.Version, User: a.Name, UserID: accountID(a.ID),
		Name: cmp.Or(a.Display, a.Name), Bot: a.Bot(), Role: c.Who.Role.String(), Rooms: []pipedRoomObject{},
		Limits: pipeLimitsObject{
			Line: pipeLine, Text: room.MaxTextBytes, Lines: room.MaxTextLines, TextLine: room.MaxLineBytes, Rooms: room.MaxTapped, Idem: maxIdem,
			Edit: int(room.EditWindow.Seconds()), Unanswered: pipeAhead,
		},
	}
	switch rate := 60 * c.Broker.SendRate(); {
	case a.Bot():
		o.Limits.Rate = &a.Rate
	case rate > 0:
		o.Limits.Rate = &rate
	}
	return o
}
