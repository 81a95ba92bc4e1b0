package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
)

func userRename() Spec {
	return Spec{
		Path: "user rename", Aliases: []string{"改用户名"}, Args: "USER NAME",
		Help:     "Give somebody another username; the old one is held for them for 90 days.",
		Examples: []string{"bob robert --reason 'it is the name of our founder'"},
		Least:    AtLeast(keys.Admin), Effect: Manages,
		Bind: func(fs *pflag.FlagSet) Run {
			toldReason(fs)
			return onSomebody(func(ctx context.Context, c *Invocation, a keys.Account) error {
				is, err := c.Directory.RenameAccount(ctx, c.actor(), a.ID, c.arg(1), c.Reason)
				if mayBeDone(err) {
					c.tellChanged(ctx, a.ID)
				}
				if err != nil {
					return err
				}
				c.tell(is, "Your username is %[1]s now: %[2]s has changed it (%[3]s); ask them if you think that is wrong.", is.Name, c.me(), c.because())
				return c.answerUser(is, "%s is called %s now.", a.Name, is.Name)
			})
		},
	}
}
