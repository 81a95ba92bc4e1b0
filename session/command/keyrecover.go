package command

import (
	"context"
	"slices"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/session/live"
)

func keyRecover() Spec {
	return Spec{
		Path: "key recover", Args: "NAME",
		Help:     "Lost every key of an account? Ask the moderators to join the key you came with to it.",
		Examples: []string{"ann --note We met at the fair in May"},
		Least:    AtLeast(keys.Guest), People: true, Front: Exec,
		Effect: Manages, Own: true,
		Bind: func(fs *pflag.FlagSet) Run {
			note := fs.String("note", "", "how the moderators know that it is you: one line of `TEXT`")
			return func(ctx context.Context, c *Invocation) error {
				ctx, done := write(ctx)
				defer done()
				open, err := c.Directory.Recoveries(0)
				if err != nil {
					return err
				}
				r, err := c.Directory.Recover(ctx, c.actor(), c.Key, c.arg(0), *note)
				if err != nil {
					return err
				}
				// Asking again is no news, and could be done without end.
				if !slices.ContainsFunc(open, func(o keys.Recovery) bool { return o.ID == r.ID }) {
					c.Sessions.Tell(live.Notice{About: live.Asked, Account: r.Account, Key: r.Key, Request: r.ID})
				}
				if c.JSON {
					return c.objects(newRecoveryObject(r))
				}
				return c.say("The moderators are asked to join your key to the account %s, under number %d; once they have, connecting with it opens the account.", r.Account.Name, r.ID)
			}
		},
	}
}
