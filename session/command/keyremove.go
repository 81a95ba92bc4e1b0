package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
)

func keyRemove() Spec {
	return Spec{
		Path: "key remove", Aliases: []string{"删除密钥"}, Args: "FINGERPRINT",
		Help:  "Take a key out of your account, or an offer back, and end its sessions; the last key stays.",
		Least: AtLeast(keys.Member), People: true,
		Effect: Manages, Own: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(ctx context.Context, c *Invocation) error {
				ctx, done := write(ctx)
				defer done()
				k, err := c.Directory.RemoveKey(ctx, c.actor(), c.arg(0))
				ended := 0
				if k.Fingerprint != (keys.Fingerprint{}) && !k.Offered { // gone, whether or not that is certain to stay
					ended = c.Sessions.EndKey(k.Fingerprint, removedKey(c.Who.Account))
				}
				if err != nil {
					return err
				}
				switch {
				case c.JSON:
					return c.objects(c.keyObject(k))
				case k.Offered:
					return c.say("The offer to %s is taken back.", k.Fingerprint.String())
				case ended > 0:
					return c.say("%d sessions with %s have ended; the key opens nothing any more.", ended, k.Fingerprint.String())
				}
				return c.say("The key %s opens nothing any more.", k.Fingerprint.String())
			}
		},
	}
}

// removedKey is why the sessions with a key end.
func removedKey(a keys.Account) error {
	return fail(Denied, "the key of this session was taken out of the account %s; connect with another one", a.Name)
}
