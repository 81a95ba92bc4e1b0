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
		Help:     "Make a room; you own it and are its first member.",
		Examples: []string{"garden", "garden --topic What grows --invite-only"},
		Least:    AtLeast(keys.Member), People: true,
		Effect: Manages, Own: true,
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
				return c.showRoom(r, c.created(r))
			}
		},
	}
}

// created says what a new room is, and how others get into it.
func (c *Invocation) created(r room.Room) lang.Sentence {
	invite := c.Front.form("invite " + c.roomName(r) + " USER")
	switch {
	case r.Private:
		return lang.S("%s is yours now, and nobody else sees it; let people in with: %s", r.Label(), invite)
	case r.InviteOnly:
		return lang.S("%s is yours now, and joining needs an invitation; let people in with: %s", r.Label(), invite)
	}
	return lang.S("%s is yours now; everybody finds it and may join.", r.Label())
}
