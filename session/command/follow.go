package command

import (
	"cmp"
	"context"
	"errors"
	"io"
	"slices"
	"sync"

	"snug/room"
)

// errInterrupted ends a follow in good order.
var errInterrupted = errors.New("command: interrupted")

// errEnough ends a follower that has printed as much as was wanted.
var errEnough = errors.New("command: enough")

// A follower prints the messages of rooms by number: each once, in order, and
// without a hole that it does not tell of, wherever they come from.
type follower struct {
	c        *Invocation
	rooms    []*tailed
	several  bool   // there were several from the start, so everything says its room
	mentions bool   // only what names the caller
	newest   uint64 // how many old messages each room begins with
	left     int    // messages that are still wanted; zero from the start: all
}

// A tailed is one room of a follower.
type tailed struct {
	room  room.Room
	since bool   // begin behind last
	last  uint64 // the number printed last, or up to which nothing is for the caller
	gone  error  // why nothing more will be heard of it; nil: nothing has told so
}

// of returns a room that is followed, or nil.
func (f *follower) of(id room.ID) *tailed {
	if i := slices.IndexFunc(f.rooms, func(t *tailed) bool { return t.room.ID == id }); i >= 0 {
		return f.rooms[i]
	}
	return nil
}

// run prints the old messages and, to follow, what comes behind them.
func (f *follower) run(ctx context.Context, follow bool) error {
	if follow {
		return f.follow(ctx)
	}
	for _, t := range f.rooms {
		if err := f.start(ctx, t, t.room); err != nil {
			return err
		}
	}
	return nil
}

// follow prints the old messages and then each as it is said, until ctx ends or
// stdin breaks, which is how ^C on a terminal arrives. That stdin is at its end
// means nothing: whoever starts a program in the background gives it none. It
// takes its place in the rooms before it looks at the past, so what is said
// meanwhile is in both and is told apart by its number.
func (f *follower) follow(ctx context.Context) error {
	if err := f.c.endless(); err != nil { // before anything is printed
		return err
	}
	tap, err := f.c.Broker.Tap(f.c.person(), room.SitOptions{})
	if err != nil {
		return err
	}
	defer tap.Close()
	for _, t := range f.rooms {
		from, err := tap.Follow(ctx, t.room.ID, room.Hears{})
		if err != nil {
			return err
		}
		if err := f.start(ctx, t, from.Room); err != nil {
			return err
		}
	}
	return f.c.interruptible(ctx, func(ctx context.Context) error {
		for {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-tap.Bell():
				if err := f.show(ctx, tap.Pull()); err != nil {
					return err
				}
			}
		}
	})
}

// show prints what is new. When no room is left to follow it ends with the reason
// of the last.
func (f *follower) show(ctx context.Context, news room.TapNews) error {
	for _, is := range news.Heard {
		t := f.of(is.Room.ID)
		if t == nil {
			continue
		}
		gone, err := f.showRoom(ctx, t, is)
		if err != nil {
			return err
		}
		if gone == nil {
			continue
		}
		f.rooms = slices.DeleteFunc(f.rooms, func(o *tailed) bool { return o == t })
		if len(f.rooms) == 0 {
			return gone
		}
		f.c.report(f.c.table.Explain(gone))
	}
	return nil
}

// showRoom prints what is new in one room, and returns why nothing more will be
// heard of it, if that is so. Who fell behind the room's memory is given from the
// store what was said meanwhile.
func (f *follower) showRoom(ctx context.Context, t *tailed, is room.Tapped) (gone, err error) {
	h := heard{f: f, in: t}
	for _, e := range is.Events {
		err := h.hear(e)
		if errors.Is(err, errEnough) {
			return nil, cmp.Or(f.putNews(h.objects, h.lines), err)
		}
		if err != nil {
			return nil, err
		}
	}
	if is.Lost && !is.Ended {
		if err := f.c.notice("this reader is too slow; edits and reactions may be missing from here on"); err != nil {
			return nil, err
		}
		if err := f.catchUp(ctx, t, is.Room); err != nil {
			return nil, err
		}
	}
	if err := f.putNews(h.objects, h.lines); err != nil {
		return nil, err
	}
	if is.Ended {
		return cmp.Or(t.gone, f.c.noLonger(t.room)), nil
	}
	return nil, nil
}

// putNews prints what has happened, in one write.
func (f *follower) putNews(objects []any, lines []string) error {
	if f.c.JSON {
		return f.c.objects(objects...)
	}
	return f.c.print(lines...)
}

// interruptible runs what goes on until its context ends: with ctx, or when
// stdin breaks.
func (c *Invocation) interruptible(ctx context.Context, run func(context.Context) error) error {
	if err := c.endless(); err != nil {
		return err
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	if in := c.Stdin; in != nil {
		var wg sync.WaitGroup
		defer wg.Wait()
		defer in.Close() // ends the Read of drain
		wg.Go(func() { drain(in, stop) })
	}
	return ended(ctx, run(ctx))
}

// endless refuses what goes on where it would have no end.
func (c *Invocation) endless() error {
	if c.Bounded {
		return fail(Usage, "that goes on until it is interrupted, and here it would have no end; run it as a command of its own: %s", c.Connect)
	}
	return nil
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

// drain reads until the end, and stops what goes on when it cannot.
func drain(r io.Reader, stop context.CancelCauseFunc) {
	defer containTo(stop)
	if _, err := io.Copy(io.Discard, r); err != nil {
		stop(errInterrupted)
	}
}
