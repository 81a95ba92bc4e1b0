package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/text/lang"
)

func userTrust() Spec {
	return Spec{
		Path: "user trust", Aliases: []string{"信任"}, Args: "USER",
		Help:  "Free somebody from the limits of new accounts; who is trusted also writes during a lockdown.",
		Least: AtLeast(keys.Moderator), Effect: Manages,
		Bind: trusting(true, "%s is trusted now.", "%s trusts you: the limits of new accounts do not hold for you any more."),
	}
}

func userUntrust() Spec {
	return Spec{
		Path: "user untrust", Aliases: []string{"取消信任"}, Args: "USER",
		Help:  "Trust somebody no longer: while their account is new, its limits hold again.",
		Least: AtLeast(keys.Moderator), Effect: Manages,
		Bind: trusting(false, "%s is not trusted any more.", "%s does not vouch for you any more: while your account is new, its limits hold; ask the moderators if you think that is wrong."),
	}
}

// trusting trusts the person of the first argument, or no longer.
func trusting(on bool, done, heard lang.Key) func(*pflag.FlagSet) Run {
	return func(*pflag.FlagSet) Run {
		return onSomebody(func(ctx context.Context, c *Invocation, a keys.Account) error {
			is, err := c.Directory.Trust(ctx, c.actor(), a.ID, on, c.Reason)
			if err != nil {
				return err
			}
			c.ruled(ctx, a.ID)
			c.tell(is, string(heard), c.me())
			return c.answerUser(is, string(done), is.Name)
		})
	}
}
