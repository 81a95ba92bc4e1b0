package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
)

func dmBlock() Spec {
	return Spec{
		Path: "dm block", Verb: "block", Aliases: []string{"屏蔽"}, Args: "USER",
		Help:  "Keep somebody from writing to you in private; they are not told.",
		Least: AtLeast(keys.Member), Text: true, Bind: blocking(true),
	}
}

func dmUnblock() Spec {
	return Spec{
		Path: "dm unblock", Verb: "unblock", Aliases: []string{"取消屏蔽"}, Args: "USER",
		Help:  "Let somebody write to you in private again.",
		Least: AtLeast(keys.Member), Text: true, Bind: blocking(false),
	}
}

func blocking(on bool) func(*pflag.FlagSet) Run {
	return func(*pflag.FlagSet) Run {
		return func(ctx context.Context, c *Invocation) error {
			ctx, done := write(ctx)
			defer done()
			p, err := c.Broker.Block(ctx, c.user(), c.arg(0), on)
			switch {
			case err != nil:
				return err
			case c.JSON:
				return c.objects(newPersonObject(p))
			case on:
				return c.say("%s cannot write to you in private now; undo it with: %s", p.Name, c.Front.form("unblock "+p.Name))
			}
			return c.say("%s can write to you in private again.", p.Name)
		}
	}
}

func dmBlocks() Spec {
	return Spec{
		Path: "dm blocks", Verb: "blocks", Aliases: []string{"屏蔽列表"},
		Help:  "List whom you block.",
		Least: AtLeast(keys.Member),
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				people, err := c.Broker.Blocked(c.user())
				if err != nil {
					return err
				}
				return c.printPeople(people, "You block nobody.")
			}
		},
	}
}
