package command

import (
	"context"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
)

func meDisplay() Spec {
	return Spec{
		Path: "me display", Verb: "display", Aliases: []string{"nick", "昵称"}, Args: "[TEXT]",
		Help:  "Choose what you are called on screens, in any script; your username makes it go.",
		Least: AtLeast(keys.Member), People: true, Text: true,
		Effect: Manages, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				if c.arg(0) == "" {
					return c.showAccount(c.Who.Account)
				}
				return c.setDisplay(ctx, c.arg(0))
			}
		},
	}
}

// setDisplay changes what the caller is called.
func (c *Invocation) setDisplay(ctx context.Context, display string) error {
	if strings.EqualFold(display, "default") {
		display = ""
	}
	ctx, done := write(ctx)
	defer done()
	a, err := c.Directory.SetDisplay(ctx, c.actor(), display)
	if err != nil {
		return err
	}
	c.tellChanged(ctx, a.ID)
	return c.showAccount(a)
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
