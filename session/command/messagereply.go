package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func messageReply() Spec {
	return Spec{
		Path: "message reply", Verb: "reply", Aliases: []string{"r", "回复"}, Args: "ID [TEXT|-]",
		Help:     "Answer a message; without TEXT, or with -, what comes on stdin is the answer.",
		Examples: []string{"lobby#12 Yes, let us do that"},
		Least:    AtLeast(keys.Member), Text: true,
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
				if m, _, err = say(ctx, c, r, room.Saying{Text: said, Reply: m.Seq}); err != nil {
					return err
				}
				return c.changed(r, m)
			}
		},
	}
}
