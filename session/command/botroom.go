package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func botJoin() Spec {
	return Spec{
		Path: "bot join", Aliases: []string{"机器人加入"}, Args: "BOT ROOM",
		Help:  "Put a bot of yours into a room that you are in; when you are out of it, so is the bot.",
		Least: AtLeast(keys.Member), People: true,
		Effect: Manages, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return onMyBot(func(ctx context.Context, c *Invocation, a keys.Account, r room.Room) error {
				if err := c.Broker.PutBot(ctx, c.user(), room.UserID(a.ID), r.ID); err != nil {
					return err
				}
				if c.JSON {
					return c.botObjects(a)
				}
				return c.say("%[1]s is in %[2]s now.", a.Name, r.Label())
			})
		},
	}
}

func botLeave() Spec {
	return Spec{
		Path: "bot leave", Aliases: []string{"机器人离开"}, Args: "BOT ROOM",
		Help:  "Take a bot of yours out of a room.",
		Least: AtLeast(keys.Member), People: true,
		Effect: Manages, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return onMyBot(func(ctx context.Context, c *Invocation, a keys.Account, r room.Room) error {
				if err := c.Broker.TakeBot(ctx, c.user(), room.UserID(a.ID), r.ID); err != nil {
					return err
				}
				if c.JSON {
					return c.botObjects(a)
				}
				return c.say("%[1]s is not in %[2]s any more.", a.Name, r.Label())
			})
		},
	}
}
