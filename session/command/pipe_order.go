package command

import (
	"context"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"

	"snug/text"
)

// A pipeOrder is a command of a pipe, whose fields are those of the struct that
// implements it. It says yes with an ack or a result.
type pipeOrder interface {
	// like is the path of the command of the table that does the same, whose gate it
	// passes; empty: it asks for nothing that one could be refused.
	like() string

	// run does it. The invocation is that of this one command.
	run(ctx context.Context, p *pipe, c *Invocation) (any, error)
}

// An orderHead is what all commands of a pipe have.
type orderHead struct {
	ID  string `json:"id"`
	Cmd string `json:"cmd"`
}

func (h orderHead) ack() ackObject {
	return ackObject{V: 1, Type: "ack", Re: h.ID, Cmd: h.Cmd}
}

// pipeOrders are the commands of a pipe.
var pipeOrders = map[string]func() pipeOrder{
	"send":        func() pipeOrder { return new(sendOrder) },
	"edit":        func() pipeOrder { return new(editOrder) },
	"delete":      func() pipeOrder { return new(deleteOrder) },
	"react":       func() pipeOrder { return &reactOrder{On: true} },
	"pin":         func() pipeOrder { return &pinOrder{On: true} },
	"read":        func() pipeOrder { return new(readOrder) },
	"typing":      func() pipeOrder { return &typingOrder{On: true} },
	"subscribe":   func() pipeOrder { return new(subscribeOrder) },
	"unsubscribe": func() pipeOrder { return new(unsubscribeOrder) },
	"history":     func() pipeOrder { return new(historyOrder) },
	"run":         func() pipeOrder { return new(runOrder) },
	"ping":        func() pipeOrder { return new(pingOrder) },
	"quit":        func() pipeOrder { return new(quitOrder) },
}

// obey runs a command and answers it. The error is why the pipe ends.
func (p *pipe) obey(ctx context.Context, o order) error {
	defer p.in.makeRoom(o)
	answer, err := p.carryOut(ctx, o)
	switch {
	case p.over != nil:
		return p.over
	case ctx.Err() != nil && errors.Is(err, ctx.Err()):
		return err
	}
	if err != nil {
		refused := refusalObject{V: 1, Type: "error", Cmd: o.known(), errorObject: newErrorObject(p.c.table.Explain(err))}
		if o.id != "" {
			refused.Re = &o.id
		}
		if ran, did := answer.(ranObject); did {
			refused.Output = ran.Output
		}
		answer = refused
	}
	p.in.answered(o) // before it is: whoever has the answer may use the id again
	return p.tell(ctx, answer)
}

// known returns the name of the command, if there is one of that name.
func (o order) known() string {
	if pipeOrders[o.cmd] == nil {
		return ""
	}
	return o.cmd
}

func (p *pipe) carryOut(ctx context.Context, o order) (answer any, err error) {
	if o.wrong != nil {
		return nil, o.wrong
	}
	if o.known() == "" {
		return nil, unknownOrder(o.cmd)
	}
	what := pipeOrders[o.cmd]()
	if err := o.object.Decode(what); err != nil {
		return nil, lineRefusal(err)
	}
	c := p.invocation()
	run := func(ctx context.Context, c *Invocation) (err error) {
		answer, err = what.run(ctx, p, c)
		return err
	}
	if what.like() == "" {
		err = run(ctx, c)
		return answer, err
	}
	err = c.pass(ctx, c.table.byName[what.like()], func() (Run, error) { return run, nil })
	return answer, err
}

// unknownOrder tells what there is instead of a command.
func unknownOrder(cmd string) error {
	if cmd == "" {
		return fail(Usage, "the field %s is missing", "cmd")
	}
	names := slices.Sorted(maps.Keys(pipeOrders))
	if near := text.Nearest(shorten(cmd), names); near != "" {
		return fail(Usage, "unknown command %s; did you mean %s?", shorten(cmd), near)
	}
	return fail(Usage, "unknown command %[1]s; there are: %[2]s", shorten(cmd), strings.Join(names, ", "))
}

// invocation returns a new one for a single command, or for what happens. It reads
// nothing, and what it prints goes nowhere.
func (p *pipe) invocation() *Invocation {
	c := &Invocation{Call: p.c.Call, Services: p.c.Services, JSON: true, table: p.c.table}
	c.Stdin, c.Stdout, c.Stderr = nil, io.Discard, io.Discard
	return c
}
