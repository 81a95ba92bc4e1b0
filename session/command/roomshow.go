package command

import (
	"context"
	"strconv"

	"github.com/spf13/pflag"

	"snug/keys"
)

func roomShow() Spec {
	return Spec{
		Path: "room show", Args: "ROOM",
		Help:  "Show a room's topic and figures.",
		Least: AtLeast(keys.Member), Here: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				r, err := c.room(c.arg(0))
				if err != nil {
					return err
				}
				l, err := c.listing(r.ID)
				if err != nil {
					return err
				}
				if c.JSON {
					return c.objects(newRoomObject(l))
				}
				return c.print(columns([][]string{
					{"room", l.Room.Name},
					{"topic", l.Room.Topic},
					{"joined", yesNo(l.Joined)},
					{"here now", strconv.Itoa(l.Present)},
					{"new to you", strconv.FormatUint(l.Unread, 10)},
					{"messages", strconv.FormatUint(l.Room.Last, 10)},
					{"made", l.Room.Created.UTC().Format("2006-01-02")},
				})...)
			}
		},
	}
}
