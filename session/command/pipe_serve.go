package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"snug/room"
	"snug/session/ndjson"
)

// The limits of a pipe, which hello tells but for the last three.
const (
	pipeLine  = 64 << 10 // bytes of a line
	pipeAhead = 64       // commands that are read and not answered
	pipeFlood = 64 << 20 // bytes of a line that is not kept
	pipeOut   = 64 << 10 // bytes that are gathered while a write is under way
	pipeQuiet = 30 * time.Second
)

// byePatience is how long whoever reads slowly has to take what is told last.
const byePatience = time.Second

// A pipe is a program's conversation with the server. One goroutine runs its
// commands and tells what happens, so that it has no locks; one reads commands
// ahead, and one writes. While nothing can be written, that goroutine waits: it runs
// no command, none is read beyond the bounds, and what happens in rooms waits in
// their rings.
type pipe struct {
	c     *Invocation // of the command pipe itself; every command has its own
	in    *intake
	out   *ndjson.Writer
	tap   *room.Tap
	rooms map[room.ID]*piped // that are heard
	gaps  []time.Time        // when the newest came
	quiet *time.Timer        // since something was told
	quit  bool               // the program has said so
	over  error              // why nothing more can be told, or is to be; nil: it goes on

	failed chan error // why reading or writing ended that must not; one each
}

// A piped room is one that a pipe hears.
type piped struct {
	tailed
	at position // behind what was told last
}

// runPipe serves a program until its input ends, it has gone, or ctx ends.
func runPipe(ctx context.Context, c *Invocation, o pipeOptions) error {
	places, err := o.places(c)
	if err != nil {
		return err
	}
	tap, err := c.Broker.Tap(c.person(), room.SitOptions{Actor: c.actor()})
	if err != nil {
		return err
	}
	defer tap.Close()
	c.Sessions.SetKind(c.Session.ID, "pipe")
	p := &pipe{
		c: c, tap: tap, rooms: make(map[room.ID]*piped),
		out: ndjson.NewWriter(c.Stdout, pipeOut), quiet: time.NewTimer(pipeQuiet),
		failed: make(chan error, 2),
	}
	defer p.quiet.Stop()
	var stdin io.ReadCloser = io.NopCloser(eof{})
	if c.Stdin != nil {
		stdin = c.Stdin
	}
	p.in = newIntake(stdin)

	err = p.run(ctx, stdin, func() error { return p.farewell(ctx, p.serve(ctx, places, o.hears)) })
	select {
	case err = <-p.failed:
	default:
	}
	return err
}

// run has commands read and lines written while talk talks, also when talk panics.
func (p *pipe) run(ctx context.Context, stdin io.Closer, talk func() error) error {
	ctx, stop := context.WithCancel(ctx)
	var writing, reading sync.WaitGroup
	p.spawn(&writing, p.out.Run)
	p.spawn(&reading, func() error { return p.in.run(ctx) })
	defer func() {
		p.out.Close()
		writing.Wait() // a client that takes nothing is cut by whoever serves its session
		stop()
		_ = stdin.Close() // ends the Read that waits
		reading.Wait()
	}()
	return talk()
}

// eof is an input that is at its end.
type eof struct{}

// Read implements [io.Reader].
func (eof) Read([]byte) (int, error) { return 0, io.EOF }

// spawn runs a part of the pipe in a goroutine of its own. One that panics ends the
// pipe.
func (p *pipe) spawn(wg *sync.WaitGroup, part func() error) {
	wg.Go(func() {
		defer containTo(func(err error) { p.failed <- err })
		_ = part() // whoever puts or takes sees it as well
	})
}

// serve says hello, and then tells what happens and runs commands, in order.
func (p *pipe) serve(ctx context.Context, places []pipePlace, what room.Hears) error {
	if err := p.begin(ctx, places, what); err != nil {
		return err
	}
	for !p.quit {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case err := <-p.failed:
			return err
		case o, ok := <-p.in.orders:
			if !ok {
				return p.lastWords(ctx)
			}
			if err := p.obey(ctx, o); err != nil {
				return err
			}
		case <-p.tap.Bell():
			if err := p.hear(ctx); err != nil {
				return err
			}
		case now := <-p.quiet.C:
			if err := p.tell(ctx, pingObject{1, "ping", stamp(now)}); err != nil {
				return err
			}
		}
	}
	return nil
}

// lastWords tells what has come of everything that was read, when there is nothing
// more to read.
func (p *pipe) lastWords(ctx context.Context) error {
	if ctx.Err() != nil {
		return ctx.Err() // which is why there is nothing more
	}
	if err := p.hear(ctx); err != nil {
		return err
	}
	return p.in.end()
}

// tell writes one object. It waits for whoever reads.
func (p *pipe) tell(ctx context.Context, object any) error {
	line, err := encode(object)
	if err != nil {
		return err
	}
	p.quiet.Reset(pipeQuiet)
	switch err := p.out.Put(ctx, line); {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		p.over = ctx.Err()
	default:
		p.over = fmt.Errorf("%w: %w", errGone, err)
	}
	return p.over
}

// farewell says bye when it is the server that ends the pipe, and returns what the
// command comes to.
func (p *pipe) farewell(ctx context.Context, err error) error {
	if err == nil || errors.Is(err, errGone) {
		return err
	}
	if half := (*halfLine)(nil); errors.As(err, &half) {
		return half.Failure // the client has ended it, and was told
	}
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		if err = context.Cause(ctx); errors.Is(err, context.Canceled) {
			return ctx.Err() // the client has gone
		}
	}
	f := p.c.table.Explain(err)
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), byePatience)
	defer cancel()
	_ = p.tell(late, byeObject{1, "bye", newErrorObject(f)}) // the exit status says it as well
	return f
}
