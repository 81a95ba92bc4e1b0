package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func messagePin() Spec {
	return Spec{
		Path: "message pin", Verb: "pin", Aliases: []string{"置顶"}, Args: "ID",
		Help:  "Pin a message to its room, where everybody finds it.",
		Least: AtLeast(keys.Member).InRoom(room.Moderator), Bind: pinning(true),
		Effect: Manages, Own: true,
	}
}

func messageUnpin() Spec {
	return Spec{
		Path: "message unpin", Verb: "unpin", Aliases: []string{"取消置顶"}, Args: "ID",
		Help:  "Take the pin out of a message.",
		Least: AtLeast(keys.Member).InRoom(room.Moderator), Bind: pinning(false),
		Effect: Manages, Own: true,
	}
}

func pinning(on bool) func(*pflag.FlagSet) Run {
	return func(*pflag.FlagSet) Run {
		return func(ctx context.Context, c *Invocation) error {
			r, m, err := c.target(c.arg(0))
			if err != nil {
				return err
			}
			ctx, done := write(ctx)
			defer done()
			if m, err = c.Broker.Pin(ctx, c.user(), r.ID, m.Seq, on); err != nil {
				return err
			}
			return c.changed(r, m)
		}
	}
}
