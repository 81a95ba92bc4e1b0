package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
)

func messageThread() Spec {
	return Spec{
		Path: "message thread", Verb: "thread", Aliases: []string{"讨论串"}, Args: "ID",
		Help:   "Print the thread that a message belongs to, oldest first.",
		Least:  AtLeast(keys.Member),
		Effect: Reads, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				r, m, err := c.target(c.arg(0))
				if err != nil {
					return err
				}
				all, err := c.Broker.Thread(ctx, c.user(), r.ID, m.Seq)
				if err != nil {
					return err
				}
				return c.printMessages(r, all)
			}
		},
	}
}
