package command

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"snug/room"
	"snug/session/ndjson"
	"snug/text"
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

type runOrder struct {
	orderHead
	Args  []string `json:"args"`
	Stdin string   `json:"stdin"`
}

// like is empty: what is run passes the gate itself.
func (*runOrder) like() string { return "" }

// pipeAnswer is how many bytes a command that is run may print.
const pipeAnswer = 1 << 20

func (o *runOrder) run(ctx context.Context, p *pipe, c *Invocation) (any, error) {
	if len(o.Args) == 0 {
		return nil, fail(Usage, "the field %s is missing", "args")
	}
	out, notes := &bounded{limit: pipeAnswer}, &bounded{limit: pipeAnswer}
	call := c.Call
	call.Line, call.Words, call.Bounded = strings.Join(o.Args, " "), o.Args, true
	call.Stdin, call.Stdout, call.Stderr = io.NopCloser(strings.NewReader(o.Stdin)), out, notes
	if _, err := p.c.table.do(ctx, call); err != nil {
		return nil, err
	}
	if out.full || notes.full {
		return nil, fail(Limited, "the answer has more than %d bytes and was cut off; what was asked for may be done", int(pipeAnswer))
	}
	answer := ranObject{V: 1, Type: "result", Re: o.ID, Cmd: o.Cmd, Exit: int(OK), Output: []any{}, Notes: nonBlank(notes.String())}
	if objects, whole := jsonLines(out.Bytes()); whole {
		answer.Output = append(answer.Output, objects...)
	} else {
		answer.Text = text.Strip(out.String())
	}
	return answer, nil
}

// nonBlank returns the lines of a text.
func nonBlank(s string) []string {
	lines := []string{}
	for l := range strings.Lines(s) {
		if l = strings.TrimSpace(text.StripLine(l)); l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

// jsonLines takes lines of JSON apart, and is false when one is none.
func jsonLines(b []byte) (all []any, ok bool) {
	for line := range bytes.Lines(b) {
		if line = bytes.TrimSpace(line); !bytes.HasPrefix(line, []byte("{")) || !json.Valid(line) {
			return nil, false
		}
		all = append(all, json.RawMessage(line))
	}
	return all, true
}

// bounded keeps what is written to it, and is closed when that is too much.
type bounded struct {
	bytes.Buffer
	limit int
	full  bool
}

var errFull = errors.New("command: the answer is too long")

// Write implements [io.Writer].
func (b *bounded) Write(p []byte) (int, error) {
	if b.full = b.full || b.Len()+len(p) > b.limit; b.full {
		return 0, errFull
	}
	return b.Buffer.Write(p)
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
