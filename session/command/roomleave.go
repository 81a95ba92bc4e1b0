package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/text/lang"
)

func roomLeave() Spec {
	return Spec{
		Path: "room leave", Verb: "leave", Aliases: []string{"part", "离开"}, Args: "ROOM",
		Help:  "End your membership of a room.",
		Least: AtLeast(keys.Member), People: true, Here: true,
		Effect: Chooses, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return inRoom(func(ctx context.Context, c *Invocation, r room.Room) error {
				ctx, done := write(ctx)
				defer done()
				if _, err := c.Broker.Leave(ctx, c.user(), roomID(r.ID)); err != nil {
					return err
				}
				if r.ID == c.In {
					if err := c.goToLobby(); err != nil {
						return err
					}
				}
				return c.showRoom(r, lang.S("You have left %s.", r.Label()))
			})
		},
	}
}
