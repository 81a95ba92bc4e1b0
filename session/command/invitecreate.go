package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
)

func inviteCreate() Spec {
	return Spec{
		Path: "invite create", Aliases: []string{"创建邀请码"},
		Help:     "Make an invitation to this server: a code with which people sign up, also where others have to wait.",
		Examples: []string{"--uses 5 --expires 7d --room garden"},
		Least:    AtLeast(keys.Moderator),
		Effect:   Manages,
		Bind: func(fs *pflag.FlagSet) Run {
			t := keys.InviteTerms{}
			fs.IntVar(&t.Uses, "uses", 1, "how many people may use it, at most 1000: `N`")
			expires := fs.String("expires", "7d", "how long it lasts: `TIME`, such as 24h or 7d")
			role := fs.String("role", keys.Member.String(), "what they become: `ROLE`, below your own")
			oneOf(fs, "role", keys.Member.String(), keys.Moderator.String(), keys.Admin.String())
			in := fs.String("room", "", "a room that they join: `ROOM`")
			return func(ctx context.Context, c *Invocation) error {
				var ok bool
				if t.For, ok = parseDuration(*expires); !ok {
					return fail(Usage, "--expires takes a time such as 24h or 7d; %q is none", shorten(*expires))
				}
				var err error
				if t.Role, err = parseRole(*role); err != nil {
					return err
				}
				if t.Room, err = c.inviting(*in); err != nil {
					return err
				}
				ctx, done := write(ctx)
				defer done()
				i, code, err := c.Directory.CreateInvite(ctx, c.actor(), t)
				switch {
				case err != nil:
					return err
				case c.JSON:
					return c.objects(newInviteObject(i, code))
				}
				return c.print(
					c.Lang.T("%d people can sign up with this code until %s; nobody is shown it again:", i.Uses, c.minute(i.Until)),
					"  "+code,
					c.Lang.T("They connect and type it into the form, or: %s", c.Connect+" register NAME --invite "+code))
			}
		},
	}
}

// inviting finds a room that the caller may invite people to; zero: none is named.
func (c *Invocation) inviting(name string) (uint64, error) {
	if name == "" {
		return 0, nil
	}
	r, err := c.room(name)
	if err != nil {
		return 0, err
	}
	s, err := c.Broker.Standing(c.user(), r.ID)
	switch {
	case err != nil:
		return 0, err
	case r.Conversation():
		return 0, fail(Denied, "%s is a conversation, and nobody is invited to those", r.Label())
	case r.Staff:
		return 0, fail(Denied, "%s is the room of the staff, and nobody is invited to it", r.Label())
	case r.Open():
		return 0, fail(Usage, "everybody is in %s anyway; leave --room out", r.Label())
	case r.Private && !s.Moderates(), !s.In && !s.Moderates():
		return 0, fail(Denied, "only the moderators of %s may do that; ask them", r.Label())
	}
	return uint64(r.ID), nil
}
