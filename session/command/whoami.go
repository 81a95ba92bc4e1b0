package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
)

func whoami() Spec {
	return Spec{
		Path: "whoami", Help: "Show the account and the key you came with.",
		Least: AtLeast(keys.Guest),
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				if c.JSON {
					return c.objects(newIdentityObject(c.Who))
				}
				name := c.Who.Account.Name
				if !c.Who.SignedUp() {
					name = "(no account yet; make one with: " + c.Front.form("register NAME") + ")"
				}
				return c.print(columns([][]string{
					{"username", name},
					{"role", c.Who.Role.String()},
					{"key", c.Who.KeyType + " " + c.Who.Fingerprint.String()},
				})...)
			}
		},
	}
}
