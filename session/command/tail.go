package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func tail() Spec {
	return Spec{
		Path: "tail", Args: "ROOM",
		Help:     "Print the newest messages of a room; with -f, go on with what is said from then on.",
		Examples: []string{"lobby -n 5", "lobby -f"},
		Least:    AtLeast(keys.Member), Front: Exec,
		Effect: Reads, Own: true,
		Bind: func(fs *pflag.FlagSet) Run {
			newest := fs.IntP("lines", "n", 10, "how many old messages to begin with: `N`")
			follow := fs.BoolP("follow", "f", false, "go on with what is said from now on")
			since := fs.String("since", "", "begin behind this message: `ID` or number")
			return func(ctx context.Context, c *Invocation) error {
				if *newest < 0 || *newest > room.MaxPage {
					return fail(Usage, "-n takes a number from 0 to %d", room.MaxPage)
				}
				r, err := c.room(c.arg(0))
				if err != nil {
					return err
				}
				t := &follower{c: c, room: r, since: *since != "", newest: uint64(*newest)}
				if t.last, err = c.place(r, *since); err != nil {
					return err
				}
				floor, err := c.floor(r)
				if err != nil {
					return err
				}
				t.last = max(t.last, floor) // there is nothing up to it
				if *follow {
					return t.follow(ctx)
				}
				return t.start(ctx, r.Last)
			}
		},
	}
}

// A follower prints a room's messages by number: each once, in order, without
// a hole, wherever they come from.
type follower struct {
	c      *Invocation
	room   room.Room
	since  bool   // begin behind last
	newest uint64 // else begin with that many
	last   uint64 // the number printed last, or up to which nothing is for the caller
}

// start prints the old messages up to and with the number to.
func (t *follower) start(ctx context.Context, to uint64) error {
	if !t.since {
		t.last = max(t.last, to-min(to, t.newest))
	}
	return t.catchUp(ctx, to)
}

// catchUp prints from the store what lies between the last message printed
// and the number to, inclusive.
func (t *follower) catchUp(ctx context.Context, to uint64) error {
	for t.last < to {
		if err := ctx.Err(); err != nil {
			return err
		}
		q := room.Range{After: t.last, Before: min(t.last+room.MaxPage, to) + 1, Limit: room.MaxPage}
		page, err := t.c.Broker.History(t.c.user(), t.room.ID, q)
		if err != nil {
			return err
		}
		if err := t.put(page...); err != nil {
			return err
		}
		t.last = q.Before - 1
	}
	return nil
}

// put prints messages in one write.
func (t *follower) put(ms ...*room.Message) error {
	if t.c.JSON {
		objects, err := t.c.messageObjects(t.room, ms)
		if err != nil {
			return err
		}
		return t.c.objects(objects...)
	}
	var lines []string
	for _, m := range ms {
		lines = append(lines, t.c.messageLines(here(m), m)...)
	}
	return t.c.print(lines...)
}
