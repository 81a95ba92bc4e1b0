package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"

	"snug/room"
)

// errInterrupted ends a follow in good order.
var errInterrupted = errors.New("command: interrupted")

// follow prints the old messages and then each as it is said, until ctx ends or
// stdin breaks, which is how ^C on a terminal arrives. That stdin is at its end
// means nothing: whoever starts a program in the background gives it none. It
// takes its place in the room before it looks at the past, so
// what is said meanwhile is in both and is told apart by its number.
func (t *follower) follow(ctx context.Context) error {
	seat, err := t.c.Broker.Sit(t.c.person(), room.SitOptions{Quiet: true})
	if err != nil {
		return err
	}
	defer seat.Close()
	to, err := t.enter(ctx, seat)
	if err != nil {
		return err
	}
	if err := t.start(ctx, to); err != nil {
		return err
	}
	return t.live(ctx, seat)
}

// live prints what is said from now on.
func (t *follower) live(ctx context.Context, seat *room.Seat) error {
	return t.c.interruptible(ctx, func(ctx context.Context) error {
		for {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-seat.Bell():
				if err := t.show(ctx, seat); err != nil {
					return err
				}
			}
		}
	})
}

// interruptible runs what goes on until its context ends: with ctx, or when
// stdin breaks.
func (c *Invocation) interruptible(ctx context.Context, run func(context.Context) error) error {
	if c.Bounded {
		return fail(Usage, "that goes on until it is interrupted, and here it would have no end; run it as a command of its own: %s", c.Connect)
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	if in := c.Stdin; in != nil {
		var wg sync.WaitGroup
		defer wg.Wait()
		defer in.Close() // ends the Read of drain
		wg.Go(func() {
			if err := drain(in); err != nil {
				stop(errInterrupted)
			}
		})
	}
	return ended(ctx, run(ctx))
}

// enter puts the seat into the room and returns the newest message's number.
func (t *follower) enter(ctx context.Context, seat *room.Seat) (uint64, error) {
	v, err := seat.Enter(ctx, t.room.ID)
	if err != nil || len(v.Recent) == 0 {
		return 0, err
	}
	return v.Recent[len(v.Recent)-1].Seq, nil
}

// show prints what is new. A seat that fell behind the room's memory enters
// again and reads what it missed from the store.
func (t *follower) show(ctx context.Context, seat *room.Seat) error {
	news := seat.Pull()
	if news.Lost {
		if err := t.c.notice("this reader is too slow; edits and reactions may be missing from here on"); err != nil {
			return err
		}
		to, err := t.enter(ctx, seat)
		if err != nil {
			return err
		}
		return t.catchUp(ctx, to)
	}
	var h heard
	for _, e := range news.Events {
		if err := t.hear(&h, e); err != nil {
			return err
		}
	}
	if err := t.putNews(h.objects, h.lines); err != nil {
		return err
	}
	return h.gone
}

// heard is what a follower prints of what has happened.
type heard struct {
	objects []any
	lines   []string
	gone    error // why nothing more will be heard
}

func (h *heard) add(object any, lines ...string) {
	h.objects = append(h.objects, object)
	h.lines = append(h.lines, lines...)
}

// hear takes down one event.
func (t *follower) hear(h *heard, e room.Event) error {
	switch e := e.(type) {
	case room.Posted:
		if e.Message.Seq <= t.last {
			return nil
		}
		t.last = e.Message.Seq
		o, err := t.c.messageObject(t.room, e.Message)
		h.add(o, t.c.messageLines(here(e.Message), e.Message)...)
		return err
	case room.Changed:
		o, err := t.c.changeObject(t.room, e)
		h.add(o, t.c.changeLines(e)...)
		return err
	case room.Revised:
		return t.hearRevised(h, e)
	case room.Appointed:
		h.add(newRoleObject(t.room, e), t.c.eventLine(e.At, "%s has made %s a %s", e.By.Name, e.Who.Name, roleWords[e.Role]))
	case room.Left:
		if e.Who.ID == t.c.user() {
			h.gone = fail(Denied, "you are no longer in %s; join it again with: %s", t.room.Label(), Exec.form("join "+t.room.Name))
		}
	case room.Kicked:
		if e.Who.ID == t.c.user() {
			h.gone = t.putOut(e)
		}
	case room.Punished:
		if e.Who.ID == t.c.user() && e.Left {
			h.gone = t.keptOut(e)
		}
	case room.Joined:
		if e.Who.ID == t.c.user() {
			h.gone = nil
		}
	case room.Discarded:
		h.gone = fail(NotFound, "%s has deleted %s, and all that was said in it", e.By.Name, t.room.Label())
	case room.Created, room.Marked, room.Drafted, room.Notified, room.Ignoring, room.Blocking,
		room.Invited, room.Uninvited, room.Trimmed, room.Swept, room.Departed: // nothing is said by these
	}
	return nil
}

// putNews prints what has happened, in one write.
func (t *follower) putNews(objects []any, lines []string) error {
	if t.c.JSON {
		return t.c.objects(objects...)
	}
	return t.c.print(lines...)
}

// ended turns the end of ctx into its cause; an interruption is no error.
func ended(ctx context.Context, err error) error {
	if ctx.Err() == nil || !errors.Is(err, ctx.Err()) {
		return err
	}
	if cause := context.Cause(ctx); !errors.Is(cause, errInterrupted) {
		return cause
	}
	return nil
}

// drain reads until the end, nil, or until it cannot.
func drain(r io.Reader) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("stdin: panic: %v", p)
		}
	}()
	_, err = io.Copy(io.Discard, r)
	return err
}
