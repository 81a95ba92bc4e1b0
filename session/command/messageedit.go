package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
)

func messageEdit() Spec {
	return Spec{
		Path: "message edit", Verb: "edit", Aliases: []string{"编辑"}, Args: "ID [TEXT|-]",
		Help:  "Change what you have said, for 15 minutes after saying it; without TEXT, or with -, stdin has it.",
		Least: AtLeast(keys.Member), Text: true,
		Effect: Speaks, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				r, m, err := c.target(c.arg(0))
				if err != nil {
					return err
				}
				said, err := c.text(1)
				if err != nil {
					return err
				}
				ctx, done := write(ctx)
				defer done()
				if m, err = c.Broker.Edit(ctx, c.user(), r.ID, m.Seq, said); err != nil {
					return err
				}
				return c.changed(r, m)
			}
		},
	}
}
