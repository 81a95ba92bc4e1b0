package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
)

func messageReact() Spec {
	return Spec{
		Path: "message react", Verb: "react", Aliases: []string{"表情"}, Args: "ID EMOJI",
		Help:     "Put an emoji on a message: +1, :tada: or the emoji itself.",
		Examples: []string{"lobby#12 +1", "lobby#12 :tada:"},
		Least:    AtLeast(keys.Member),
		Effect:   Speaks, Own: true,
		Bind: func(fs *pflag.FlagSet) Run {
			off := fs.Bool("off", false, "take yours away")
			return func(ctx context.Context, c *Invocation) error {
				name, err := emojiName(c.arg(1))
				if err != nil {
					return err
				}
				r, m, err := c.target(c.arg(0))
				if err != nil {
					return err
				}
				ctx, done := write(ctx)
				defer done()
				if m, err = c.Broker.React(ctx, c.user(), r.ID, m.Seq, name, !*off); err != nil {
					return err
				}
				return c.changed(r, m)
			}
		},
	}
}
