package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
)

func banRemove() Spec {
	return Spec{
		Path: "ban remove", Aliases: []string{"解封"}, Args: "TARGET",
		Help:     "Lift a ban, by its number or by what it is of.",
		Examples: []string{"b12 --reason 'we talked'", "mallory", "192.0.2.0/24"},
		Least:    AtLeast(keys.Moderator), Effect: Manages,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				b, err := c.banMeant(c.arg(0))
				if err != nil {
					return err
				}
				ctx, done := write(ctx)
				defer done()
				if b, err = c.Directory.Unban(ctx, c.actor(), b.Target, c.Reason); err != nil {
					return err
				}
				if c.JSON {
					return c.objects(newBanObject(b))
				}
				return c.say("The ban %s of %s is lifted.", b.Number(), targetOf(b))
			}
		},
	}
}
