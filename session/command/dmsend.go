package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func dmSend() Spec {
	return Spec{
		Path: "dm send", Verb: "msg", Aliases: []string{"m", "私聊"}, Args: "USERS [TEXT|-]",
		Help:     "Write to somebody in private, or to several with commas between: msg ann,bob TEXT.",
		Examples: []string{"bob Are you there?", "ann,bob Lunch at noon?"},
		Least:    AtLeast(keys.Member), Text: true,
		Effect: Speaks, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				if c.Front.talks() && c.arg(1) == "" {
					return c.openConversation(ctx, c.arg(0))
				}
				r, said, err := c.destination(ctx, conversationName(people(c.arg(0))), 1)
				if err != nil {
					return err
				}
				m, _, err := say(ctx, c, r, room.Saying{Text: said})
				switch {
				case err != nil:
					return err
				case c.JSON || c.Front == Exec:
					return c.changed(r, m)
				}
				return c.say("Said to %s; go there with: %s", r.Label(), c.Front.form("dm "+r.Name))
			}
		},
	}
}
