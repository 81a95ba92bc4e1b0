package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/text/lang"
)

func roomArchive() Spec {
	return Spec{
		Path: "room archive", Verb: "archive", Aliases: []string{"归档"}, Args: "ROOM",
		Help:  "Close a room to everything but reading.",
		Least: AtLeast(keys.Member).InRoom(room.Owner), Here: true,
		Effect: Manages,
		Bind:   archiving(true, "%s is archived: it is only read now."),
	}
}

func roomUnarchive() Spec {
	return Spec{
		Path: "room unarchive", Verb: "unarchive", Aliases: []string{"取消归档"}, Args: "ROOM",
		Help:  "Bring an archived room back into use.",
		Least: AtLeast(keys.Member).InRoom(room.Owner), Here: true,
		Effect: Manages,
		Bind:   archiving(false, "%s is in use again."),
	}
}

func archiving(on bool, said lang.Key) func(*pflag.FlagSet) Run {
	return func(*pflag.FlagSet) Run {
		return inRoom(func(ctx context.Context, c *Invocation, r room.Room) error {
			ctx, done := write(ctx)
			defer done()
			r, err := c.Broker.Archive(ctx, c.user(), r.ID, on)
			if err != nil {
				return err
			}
			return c.changedRoom(r, lang.S(string(said), r.Label()))
		})
	}
}
