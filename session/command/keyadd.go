package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
)

func keyAdd() Spec {
	return Spec{
		Path: "key add", Aliases: []string{"添加密钥"}, Args: "[PUBLIC-KEY|-]",
		Help:     "Offer to take a key into your account: a line such as in id_ed25519.pub; without it, or with -, stdin has it.",
		Examples: []string{"< ~/.ssh/id_ed25519.pub"},
		Least:    AtLeast(keys.Member), People: true, Text: true,
		Effect: Manages, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				line, err := c.text(0)
				if err != nil {
					return err
				}
				ctx, done := write(ctx)
				defer done()
				k, err := c.Directory.Offer(ctx, c.actor(), line)
				switch {
				case err != nil:
					return err
				case c.JSON:
					return c.objects(c.keyObject(k))
				}
				if err := c.print(k.Fingerprint.String()); err != nil {
					return err
				}
				// Only who holds a key can say that it is theirs.
				return c.notice("The key joins your account when its holder says so; connect with it, or run: %s",
					c.Connect+" key accept "+c.Who.Account.Name)
			}
		},
	}
}
