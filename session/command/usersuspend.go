package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/text/lang"
)

func userSuspend() Spec {
	return Spec{
		Path: "user suspend", Aliases: []string{"停用账号"}, Args: "USER",
		Help:     "Keep somebody off the server for a time, and end their sessions.",
		Examples: []string{"bob", "bob --for 30d --reason 'sells watches'"},
		Least:    AtLeast(keys.Moderator), Effect: Manages,
		Bind: func(fs *pflag.FlagSet) Run {
			end := endings(fs, usualBan)
			toldReason(fs)
			return onSomebody(func(ctx context.Context, c *Invocation, a keys.Account) error {
				until, err := end.time(c, fs)
				if err != nil {
					return err
				}
				is, err := c.Directory.Suspend(ctx, c.actor(), a.ID, until, c.Reason)
				ended := 0
				if mayBeDone(err) {
					c.ruled(ctx, a.ID)
					ended = c.expel(c.of(a.ID))
				}
				if err != nil {
					return err
				}
				return c.answerUser(is, "%s is suspended %s; %s.", is.Name, c.ends(until), lang.S("%d sessions have ended", ended))
			})
		},
	}
}

func userResume() Spec {
	return Spec{
		Path: "user resume", Aliases: []string{"恢复账号"}, Args: "USER",
		Help:  "Let somebody who is suspended come back.",
		Least: AtLeast(keys.Moderator), Effect: Manages,
		Bind: func(*pflag.FlagSet) Run {
			return onSomebody(func(ctx context.Context, c *Invocation, a keys.Account) error {
				is, err := c.Directory.Resume(ctx, c.actor(), a.ID, c.Reason)
				if err != nil {
					return err
				}
				c.ruled(ctx, a.ID)
				return c.answerUser(is, "%s may come back.", is.Name)
			})
		},
	}
}
