package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
)

func userKeyList() Spec {
	return Spec{
		Path: "user key list", Aliases: []string{"查看密钥"}, Args: "USER",
		Help:  "List the keys of somebody's account.",
		Least: AtLeast(keys.Admin), Effect: Reads,
		Bind: func(*pflag.FlagSet) Run {
			return onSomebody(func(_ context.Context, c *Invocation, a keys.Account) error {
				if !c.over(a) && a.ID != c.Who.Account.ID {
					return fail(Denied, "you are not above %s; ask somebody above you both", a.Name)
				}
				found, err := c.Directory.Keys(a.ID)
				if err != nil {
					return err
				}
				return c.printKeys(found)
			})
		},
	}
}

func userKeyRemove() Spec {
	return Spec{
		Path: "user key remove", Aliases: []string{"移除密钥"}, Args: "USER FINGERPRINT",
		Help:  "Take a key out of somebody's account, such as one that was stolen, and end its sessions; the last key stays.",
		Least: AtLeast(keys.Admin), Effect: Manages,
		Bind: func(fs *pflag.FlagSet) Run {
			toldReason(fs)
			return onSomebody(func(ctx context.Context, c *Invocation, a keys.Account) error {
				k, err := c.Directory.RemoveKeyOf(ctx, c.actor(), a.ID, c.arg(1), c.Reason)
				ended := 0
				if k.Fingerprint != (keys.Fingerprint{}) && mayBeDone(err) {
					ended = c.Sessions.EndKey(k.Fingerprint, removedKey(a))
				}
				if err != nil {
					return err
				}
				c.tell(a, "%[1]s has taken the key %[2]s out of your account (%[3]s); ask them if you think that is wrong.",
					c.me(), k.Fingerprint.String(), c.because())
				switch {
				case c.JSON:
					return c.objects(c.keyObject(k))
				case ended > 0:
					return c.say("%d sessions with %s have ended; the key opens nothing any more.", ended, k.Fingerprint.String())
				}
				return c.say("The key %s opens nothing any more.", k.Fingerprint.String())
			})
		},
	}
}
