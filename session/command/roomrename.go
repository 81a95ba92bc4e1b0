package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/text/lang"
)

func roomRename() Spec {
	return Spec{
		Path: "room rename", Aliases: []string{"房间改名"}, Args: "ROOM NAME",
		Help:  "Give a room another name; the old one is free at once.",
		Least: AtLeast(keys.Member).InRoom(room.Owner), Here: true,
		Effect: Manages,
		Bind: func(*pflag.FlagSet) Run {
			return inRoom(func(ctx context.Context, c *Invocation, was room.Room) error {
				ctx, done := write(ctx)
				defer done()
				is, err := c.Broker.Rename(ctx, c.user(), was.ID, c.arg(1))
				if err != nil {
					return err
				}
				return c.changedRoom(is, lang.S("%s is called %s now.", was.Label(), is.Label()))
			})
		},
	}
}
