package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
)

func register() Spec {
	return Spec{
		Path: "register", Aliases: []string{"注册"}, Args: "NAME [DISPLAY]",
		Help:  "Make an account for the key you came with.",
		Front: Exec,
		Least: AtLeast(keys.Guest), Text: true,
		Effect: Manages, Own: true,
		Examples: []string{"bob", "bob Bob Miller"},
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				ctx, done := write(ctx)
				defer done()
				id, err := c.Directory.SignUp(ctx, c.Key, c.arg(0), c.arg(1))
				if err != nil {
					return err
				}
				if c.JSON {
					return c.objects(newIdentityObject(id))
				}
				return c.print(
					c.Lang.T("Welcome, %s. This account belongs to your key %s.", called(id.Account), id.Fingerprint.String()),
					c.Lang.T("Now connect without a command for the screen: %s", c.Connect))
			}
		},
	}
}
