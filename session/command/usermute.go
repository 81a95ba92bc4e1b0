package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
)

func userMute() Spec {
	return Spec{
		Path: "user mute", Aliases: []string{"全站禁言"}, Args: "USER",
		Help:     "Keep somebody from writing anywhere for a time, but to the people who moderate the server.",
		Examples: []string{"bob", "bob --for 1d --reason 'see rule 3'"},
		Least:    AtLeast(keys.Moderator), Effect: Manages,
		Bind: func(fs *pflag.FlagSet) Run {
			end := endings(fs, usualMute)
			toldReason(fs)
			return onSomebody(func(ctx context.Context, c *Invocation, a keys.Account) error {
				until, err := end.time(c, fs)
				if err != nil {
					return err
				}
				is, err := c.Directory.MuteAccount(ctx, c.actor(), a.ID, until, c.Reason)
				if mayBeDone(err) {
					c.ruled(ctx, a.ID)
				}
				if err != nil {
					return err
				}
				c.tell(is, "%[1]s has muted you on this server %[2]s (%[3]s); you can still write to its moderators, and ask them.",
					c.me(), endsFor(until), c.because())
				return c.answerUser(is, "%s cannot write on this server %s.", is.Name, c.ends(until))
			})
		},
	}
}

func userUnmute() Spec {
	return Spec{
		Path: "user unmute", Aliases: []string{"解除全站禁言"}, Args: "USER",
		Help:  "Let somebody who is muted on the whole server write again.",
		Least: AtLeast(keys.Moderator), Effect: Manages,
		Bind: func(*pflag.FlagSet) Run {
			return onSomebody(func(ctx context.Context, c *Invocation, a keys.Account) error {
				is, err := c.Directory.UnmuteAccount(ctx, c.actor(), a.ID, c.Reason)
				if err != nil {
					return err
				}
				c.ruled(ctx, a.ID)
				c.tell(is, "You can write on this server again: %s has lifted your mute.", c.me())
				return c.answerUser(is, "%s can write on this server again.", is.Name)
			})
		},
	}
}
