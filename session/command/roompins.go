package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func roomPins() Spec {
	return Spec{
		Path: "room pins", Verb: "pins", Aliases: []string{"置顶列表"}, Args: "ROOM",
		Help:  "List what is pinned to a room.",
		Least: AtLeast(keys.Member), Here: true,
		Effect: Reads, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return inRoom(func(ctx context.Context, c *Invocation, r room.Room) error {
				pinned, err := c.Broker.Pinned(ctx, c.user(), r.ID)
				if err != nil {
					return err
				}
				if err := c.printMessages(r, pinned); err != nil || len(pinned) > 0 || c.JSON {
					return err
				}
				return c.notice("Nothing is pinned in %s.", r.Label())
			})
		},
	}
}
