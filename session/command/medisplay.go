package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func meDisplay() Spec {
	return Spec{
		Path: "me display", Verb: "display", Aliases: []string{"nick", "昵称"}, Args: "[TEXT]",
		Help:  "Choose what you are called on screens, in any script; your username makes it go.",
		Least: AtLeast(keys.Member), Text: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				if c.arg(0) == "" {
					a, err := c.Directory.Account(c.Who.Account.ID)
					if err != nil {
						return err
					}
					return c.showAccount(a)
				}
				ctx, done := write(ctx)
				defer done()
				a, err := c.Directory.SetDisplay(ctx, c.Who.Account.ID, c.arg(0))
				if err != nil {
					return err
				}
				c.Broker.Renamed(room.Person{ID: c.user(), Name: a.Name, Display: a.Display})
				if c.Renamed != nil {
					c.Renamed(a)
				}
				return c.showAccount(a)
			}
		},
	}
}

// showAccount tells what the caller is called.
func (c *Invocation) showAccount(a keys.Account) error {
	if c.JSON {
		who := c.Who
		who.Account = a
		return c.objects(newIdentityObject(who))
	}
	return c.say("You are called %s.", called(a))
}
