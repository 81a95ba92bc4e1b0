package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
)

func keyLink() Spec {
	return Spec{
		Path: "key link", Aliases: []string{"关联"},
		Help:  "Make a code with which another device joins your account, once and within 15 minutes.",
		Least: AtLeast(keys.Member), People: true,
		Effect: Manages, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				ctx, done := write(ctx)
				defer done()
				code, until, err := c.Directory.Link(ctx, c.actor())
				switch {
				case err != nil:
					return err
				case c.JSON:
					return c.objects(linkObject{1, "link", code, stamp(until)})
				}
				if err := c.print(code); err != nil {
					return err
				}
				return c.notice("It works once, until %s, and opens your account: give it to nobody. On the other device connect and enter it, or run: %s",
					c.minute(until), c.Connect+" key join "+code)
			}
		},
	}
}
