package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
)

func meAway() Spec {
	return Spec{
		Path: "me away", Verb: "away", Aliases: []string{"暂离"}, Args: "[TEXT]",
		Help:  "Tell the others that you are away, and why; it ends when your last session does.",
		Least: AtLeast(keys.Member), People: true, Text: true,
		Effect: Chooses, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				if err := c.Broker.SetAway(c.user(), true, c.arg(0)); err != nil {
					return err
				}
				if c.JSON {
					return c.showPresence()
				}
				return c.notice("You are away now; come back with: %s", c.Front.form("back-online"))
			}
		},
	}
}

func meBack() Spec {
	return Spec{
		Path: "me back", Verb: "back-online", Aliases: []string{"here", "回来"},
		Help:  "Tell the others that you are back.",
		Least: AtLeast(keys.Member), People: true,
		Effect: Chooses, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				if err := c.Broker.SetAway(c.user(), false, ""); err != nil {
					return err
				}
				if c.JSON {
					return c.showPresence()
				}
				return c.notice("You are back.")
			}
		},
	}
}

// showPresence prints in JSON how the caller is there.
func (c *Invocation) showPresence() error {
	p, _, err := c.presenceOf(c.person())
	if err != nil {
		return err
	}
	return c.objects(newPresentObject(p))
}
