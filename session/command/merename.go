package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
)

func meRename() Spec {
	return Spec{
		Path: "me rename", Verb: "username", Aliases: []string{"改名"}, Args: "NAME",
		Help:  "Take another username; the old one stays yours for 90 days, and nobody else gets it.",
		Least: AtLeast(keys.Member), People: true,
		Effect: Manages, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				ctx, done := write(ctx)
				defer done()
				a, err := c.Directory.Rename(ctx, c.actor(), c.arg(0))
				if err != nil {
					return err
				}
				c.tellChanged(ctx, a.ID)
				if c.JSON {
					return c.objects(newAccountObject(a))
				}
				return c.say("Your username is %s now.", a.Name)
			}
		},
	}
}
