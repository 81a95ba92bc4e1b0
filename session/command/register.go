package command

import (
	"context"
	"fmt"

	"github.com/spf13/pflag"

	"snug/keys"
)

func register() Spec {
	return Spec{
		Path: "register", Args: "NAME",
		Help:  "Make an account for the key you came with.",
		Least: AtLeast(keys.Guest),
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				ctx, done := write(ctx)
				defer done()
				id, err := c.Directory.SignUp(ctx, c.Key, c.arg(0))
				if err != nil {
					return err
				}
				if c.JSON {
					return c.objects(newIdentityObject(id))
				}
				return c.print(
					fmt.Sprintf("Welcome, %s. This account belongs to your key %s.", id.Account.Name, id.Fingerprint),
					"Now connect without a command for the screen: "+c.Connect)
			}
		},
	}
}
