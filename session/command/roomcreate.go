package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/text/lang"
)

func roomCreate() Spec {
	return Spec{
		Path: "room create", Aliases: []string{"create", "创建"}, Args: "NAME",
		Help:  "Make a room; you own it and are its first member.",
		Least: AtLeast(keys.Member),
		Bind: func(fs *pflag.FlagSet) Run {
			topic := fs.String("topic", "", "what the room is for: one line of `TEXT`")
			var s room.Settings
			fs.BoolVar(&s.Private, "private", false, "nobody else sees that it is there")
			fs.BoolVar(&s.InviteOnly, "invite-only", false, "everybody sees it, and joining needs an invitation")
			fs.BoolVar(&s.Announce, "announce", false, "only moderators write")
			return func(ctx context.Context, c *Invocation) error {
				ctx, done := write(ctx)
				defer done()
				r, err := c.Broker.Create(ctx, c.user(), c.arg(0), *topic, s)
				if err != nil {
					return err
				}
				c.goTo(r)
				return c.showRoom(r, lang.S("%s is open and you are in it.", r.Label()))
			}
		},
	}
}
