package command

import (
	"context"
	"time"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/text/lang"
)

func roomInvite() Spec {
	return Spec{
		Path: "room invite", Verb: "invite", Aliases: []string{"邀请"}, Args: "ROOM USER",
		Help:     "Let somebody join a room.",
		Examples: []string{"garden bob", "garden bob --expires 1d"},
		Least:    AtLeast(keys.Member), People: true, Here: true,
		Effect: Manages, Own: true,
		Bind: func(fs *pflag.FlagSet) Run {
			expires := fs.String("expires", formatDuration(room.InviteFor), "how long the invitation lasts: `TIME`, such as 24h or 7d")
			return func(ctx context.Context, c *Invocation) error {
				lasting, ok := parseDuration(*expires)
				if !ok || lasting > room.MaxInviteFor {
					return fail(Usage, "--expires takes a time such as 24h or 7d, up to %s; %q is none", formatDuration(room.MaxInviteFor), shorten(*expires))
				}
				return c.invite(ctx, c.arg(0), c.arg(1), lasting)
			}
		},
	}
}

func (c *Invocation) invite(ctx context.Context, name, who string, lasting time.Duration) error {
	r, err := c.room(name)
	if err != nil {
		return err
	}
	ctx, done := write(ctx)
	defer done()
	p, i, err := c.Broker.Invite(ctx, c.user(), r.ID, who, lasting)
	if err != nil {
		return err
	}
	if c.JSON {
		return c.objects(newInvitationObject(r, p, c.person(), i.At, i.Until))
	}
	return c.say("%s may join %s until %s.", p.Name, r.Label(), c.minute(i.Until))
}

func roomUninvite() Spec {
	return Spec{
		Path: "room uninvite", Verb: "uninvite", Aliases: []string{"取消邀请"}, Args: "ROOM USER",
		Help:  "Take an invitation to a room back.",
		Least: AtLeast(keys.Member), People: true, Here: true,
		Effect: Manages,
		Bind: func(*pflag.FlagSet) Run {
			return inRoom(func(ctx context.Context, c *Invocation, r room.Room) error {
				ctx, done := write(ctx)
				defer done()
				p, err := c.Broker.Uninvite(ctx, c.user(), r.ID, c.arg(1))
				switch {
				case err != nil:
					return err
				case c.JSON:
					return c.objects(newPersonObject(p))
				}
				return c.say("%s is not invited to %s any more.", p.Name, r.Label())
			})
		},
	}
}

func roomDecline() Spec {
	return Spec{
		Path: "room decline", Verb: "decline", Aliases: []string{"谢绝"}, Args: "ROOM",
		Help:  "Give an invitation to a room back.",
		Least: AtLeast(keys.Member), People: true,
		Effect: Chooses, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return inRoom(func(ctx context.Context, c *Invocation, r room.Room) error {
				ctx, done := write(ctx)
				defer done()
				r, err := c.Broker.Decline(ctx, c.user(), roomID(r.ID))
				if err != nil {
					return err
				}
				return c.showRoom(r, lang.S("You have declined the invitation to %s.", r.Label()))
			})
		},
	}
}
