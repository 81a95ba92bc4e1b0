package command

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func tail() Spec {
	return Spec{
		Path: "tail", Args: "[ROOM...]",
		Help:     "Print the newest messages of rooms; with -f, go on with what is said from then on.",
		Examples: []string{"lobby -n 5", "lobby -f", "lobby books -f", "--mentions -f", "lobby -f --since 12"},
		Least:    AtLeast(keys.Member), Front: Exec,
		Effect: Reads, Own: true,
		Bind: func(fs *pflag.FlagSet) Run {
			newest := fs.IntP("lines", "n", 10, "how many old messages to begin with: `N`")
			follow := fs.BoolP("follow", "f", false, "go on with what is said from now on")
			mentions := fs.Bool("mentions", false, "only what names you; without ROOM in all your rooms")
			count := fs.Int("count", 0, "end after so many messages: `N`")
			since := fs.String("since", "", "begin behind this message: `ID` or number; of several rooms one of each with commas between")
			return func(ctx context.Context, c *Invocation) error {
				if *newest < 0 || *newest > room.MaxPage {
					return fail(Usage, "-n takes a number from 0 to %d", room.MaxPage)
				}
				if *count < 0 || fs.Changed("count") && *count == 0 {
					return fail(Usage, "--count takes a number from 1 on")
				}
				rooms, err := c.tailRooms(*mentions)
				if err != nil {
					return err
				}
				f := &follower{c: c, mentions: *mentions, newest: uint64(*newest), several: len(rooms) > 1, left: *count}
				for _, r := range rooms {
					f.rooms = append(f.rooms, &tailed{room: r})
				}
				if err := f.beginAt(*since); err != nil {
					return err
				}
				if err := f.run(ctx, *follow); !errors.Is(err, errEnough) {
					return err
				}
				return nil
			}
		},
	}
}

// tailRooms returns the rooms of the arguments, each once; without any, and where
// only mentions are wanted, all rooms that the caller is in.
func (c *Invocation) tailRooms(mentions bool) ([]room.Room, error) {
	if len(c.Args) == 0 && !mentions {
		return nil, fail(Usage, "no room is named; write one or several, or --mentions for what names you in all of them")
	}
	var rooms []room.Room
	seen := make(map[room.ID]bool)
	for _, name := range c.Args {
		r, err := c.room(name)
		if err != nil {
			return nil, err
		}
		if _, err := c.floor(r); err != nil { // who is not in it is told so before anything is printed
			return nil, err
		}
		if !seen[r.ID] {
			seen[r.ID] = true
			rooms = append(rooms, r)
		}
	}
	if len(c.Args) == 0 {
		all, err := c.Broker.Joined(c.user())
		if err != nil {
			return nil, err
		}
		for _, l := range all {
			rooms = append(rooms, l.Room)
		}
	}
	if len(rooms) > room.MaxTapped {
		return nil, fail(Usage, "these are %d rooms and the limit is %d; name fewer", len(rooms), room.MaxTapped)
	}
	return rooms, nil
}

// beginAt reads the cursors of --since, each of one of the rooms.
func (f *follower) beginAt(since string) error {
	if since == "" {
		return nil
	}
	if !f.several {
		seq, err := f.c.saidAlready(f.rooms[0].room, since)
		f.rooms[0].since, f.rooms[0].last = true, seq
		return err
	}
	for _, cursor := range strings.Split(since, ",") {
		in, seq, err := f.c.cursor(cursor)
		if err != nil {
			return err
		}
		t := f.of(in.ID)
		switch {
		case t == nil:
			return fail(Usage, "%s is a message of %s, which is not among the rooms", shorten(cursor), in.Label())
		case seq > t.room.Last:
			return notSaid(t.room, seq)
		}
		t.since, t.last = true, seq
	}
	return nil
}

// cursor finds the room and the number of a message that somebody has come to; the
// number 0 is before the first.
func (c *Invocation) cursor(typed string) (in room.Room, seq uint64, err error) {
	name, seq, isNumber, err := c.reference(typed)
	if err != nil || !isNumber || seq > 0 {
		return c.locate(typed)
	}
	in, err = c.room(name)
	return in, 0, err
}
