package command

import (
	"context"
	"fmt"
	"strings"

	"snug/room"
	"snug/session/ndjson"
)

type sendOrder struct {
	orderHead
	Room  string           `json:"room"`
	Text  string           `json:"text"`
	Reply ndjson.Reference `json:"reply"`
	Style string           `json:"style"`
	Idem  *string          `json:"idem"`
}

func (*sendOrder) like() string { return "message send" }

func (o *sendOrder) run(ctx context.Context, _ *pipe, c *Invocation) (any, error) {
	if o.Style != "" && o.Style != "action" {
		return nil, fail(Usage, "the field %s can only be %s, or left out", "style", "action")
	}
	idem := ""
	if o.Idem != nil {
		idem = *o.Idem
	}
	switch {
	case o.Idem != nil && idem == "":
		return nil, fail(Usage, "the field %s is empty; give each message its own, or leave it out", "idem")
	case len(idem) > maxIdem:
		return nil, fail(Usage, "the field %s has %d bytes and the limit is %d", "idem", len(idem), int(maxIdem))
	case strings.ContainsFunc(idem, isControl):
		return nil, fail(Usage, "the field %s has a control character in it; leave that out", "idem")
	}
	r, err := c.addressee(ctx, o.Room, o.Text)
	if err != nil {
		return nil, err
	}
	m, again, err := c.utter(ctx, r, manner{action: o.Style != "", reply: string(o.Reply)}, o.Text, idem)
	if err != nil {
		return nil, err
	}
	a := o.ackOf(r, m)
	a.Duplicate = &again
	return a, nil
}

// addressee finds the room for a text. A conversation that there is not yet is made
// when there is something to say.
func (c *Invocation) addressee(ctx context.Context, name, said string) (room.Room, error) {
	switch {
	case name == "":
		return room.Room{}, fail(Usage, "the field %s is missing", "room")
	case !isConversation(name):
		return c.room(name)
	case strings.TrimSpace(said) == "":
		return room.Room{}, fail(Usage, "the message is empty; write something first")
	}
	if err := c.checkPeople(name); err != nil {
		return room.Room{}, err
	}
	return c.converse(ctx, name)
}

func (h orderHead) ackOf(in room.Room, m *room.Message) ackObject {
	a := h.ack()
	a.Msg, a.Seq, a.RoomID, a.Room = m.ID.String(), m.Seq, roomID(in.ID), in.Name
	return a
}

// A messageHead is what commands about a message have: its id, or its room and
// number.
type messageHead struct {
	orderHead
	Msg  string           `json:"msg"`
	Room string           `json:"room"`
	Seq  ndjson.Reference `json:"seq"`
}

// find finds the message.
func (h messageHead) find(c *Invocation) (in room.Room, m *room.Message, err error) {
	switch {
	case h.Msg != "" && h.Room == "" && h.Seq == "":
		id, err := room.ParseCommandID(h.Msg)
		if err != nil {
			return in, nil, fail(Usage, "%q is not the id of a message (m_...)", shorten(h.Msg))
		}
		return c.target(id.String())
	case h.Msg == "" && h.Room != "" && h.Seq != "":
		if in, err = c.room(h.Room); err != nil {
			return in, nil, err
		}
		seq, err := c.place(in, string(h.Seq))
		if err != nil {
			return in, nil, err
		}
		return c.target(fmt.Sprintf("%s#%d", roomID(in.ID), seq))
	}
	return in, nil, fail(Usage, "say which message: with %s, or with %s and %s", "msg", "room", "seq")
}

// doing does something to the message.
func (h messageHead) doing(ctx context.Context, c *Invocation, do func(context.Context, room.Room, uint64) (*room.Message, error)) (any, error) {
	in, m, err := h.find(c)
	if err != nil {
		return nil, err
	}
	ctx, done := write(ctx)
	defer done()
	if m, err = do(ctx, in, m.Seq); err != nil {
		return nil, err
	}
	return h.ackOf(in, m), nil
}

type editOrder struct {
	messageHead
	Text string `json:"text"`
}

func (*editOrder) like() string { return "message edit" }

func (o *editOrder) run(ctx context.Context, _ *pipe, c *Invocation) (any, error) {
	return o.doing(ctx, c, func(ctx context.Context, in room.Room, seq uint64) (*room.Message, error) {
		return c.Broker.Edit(ctx, c.user(), in.ID, seq, o.Text)
	})
}

type deleteOrder struct{ messageHead }

func (*deleteOrder) like() string { return "message delete" }

func (o *deleteOrder) run(ctx context.Context, _ *pipe, c *Invocation) (any, error) {
	return o.doing(ctx, c, func(ctx context.Context, in room.Room, seq uint64) (*room.Message, error) {
		return c.Broker.Delete(ctx, c.user(), in.ID, seq)
	})
}

type reactOrder struct {
	messageHead
	Emoji string `json:"emoji"`
	On    bool   `json:"on"`
}

func (*reactOrder) like() string { return "message react" }

func (o *reactOrder) run(ctx context.Context, _ *pipe, c *Invocation) (any, error) {
	name, err := emojiName(o.Emoji)
	if err != nil {
		return nil, err
	}
	return o.doing(ctx, c, func(ctx context.Context, in room.Room, seq uint64) (*room.Message, error) {
		return c.Broker.React(ctx, c.user(), in.ID, seq, name, o.On)
	})
}

type pinOrder struct {
	messageHead
	On bool `json:"on"`
}

func (o *pinOrder) like() string {
	if o.On {
		return "message pin"
	}
	return "message unpin"
}

func (o *pinOrder) run(ctx context.Context, _ *pipe, c *Invocation) (any, error) {
	return o.doing(ctx, c, func(ctx context.Context, in room.Room, seq uint64) (*room.Message, error) {
		return c.Broker.Pin(ctx, c.user(), in.ID, seq, o.On)
	})
}
