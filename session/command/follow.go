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
	who := room.Person{ID: t.c.user(), Name: t.c.Who.Account.Name, Display: t.c.Who.Account.Display}
	seat, err := t.c.Broker.Sit(who, room.SitOptions{Quiet: true})
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
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	if in := t.c.Stdin; in != nil {
		var wg sync.WaitGroup
		defer wg.Wait()
		defer in.Close() // ends the Read of drain
		wg.Go(func() {
			if err := drain(in); err != nil {
				stop(errInterrupted)
			}
		})
	}
	for {
		select {
		case <-ctx.Done():
			return ended(ctx, ctx.Err())
		case <-seat.Bell():
			if err := t.show(ctx, seat); err != nil {
				return ended(ctx, err)
			}
		}
	}
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
	var lines []string
	var objects []any
	var left bool
	for _, e := range news.Events {
		switch e := e.(type) {
		case room.Posted:
			if e.Message.Seq <= t.last {
				continue
			}
			t.last = e.Message.Seq
			o, err := t.c.messageObject(t.room, e.Message)
			if err != nil {
				return err
			}
			objects = append(objects, o)
			lines = append(lines, t.c.messageLines(here(e.Message), e.Message)...)
		case room.Changed:
			o, err := t.c.changeObject(t.room, e)
			if err != nil {
				return err
			}
			objects = append(objects, o)
			lines = append(lines, t.c.changeLines(e)...)
		case room.Left:
			left = e.Who.ID == t.c.user()
		case room.Joined:
			if e.Who.ID == t.c.user() {
				left = false
			}
		case room.Created, room.Marked, room.Drafted, room.Notified, room.Ignoring: // nothing is said by these
		}
	}
	if err := t.putNews(objects, lines); err != nil {
		return err
	}
	if left {
		return fail(Denied, "you are no longer in #%s; join it again with: join %s", t.room.Name, t.room.Name)
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
