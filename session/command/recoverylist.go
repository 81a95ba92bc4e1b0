package command

import (
	"context"
	"strconv"

	"github.com/spf13/pflag"

	"snug/keys"
)

func recoveryList() Spec {
	return Spec{
		Path: "recovery list", Aliases: []string{"找回申请"},
		Help:  "List who asks to join a key to an account that they have lost every key of: yours, or for moderators all.",
		Least: AtLeast(keys.Member), People: true,
		Effect: Reads,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				of := c.Who.Account.ID
				if c.Who.Role >= keys.Moderator {
					of = 0
				}
				open, err := c.Directory.Recoveries(of)
				if err != nil {
					return err
				}
				var items []any
				rows := [][]string{{c.Lang.T("ID"), c.Lang.T("ACCOUNT"), c.Lang.T("ASKED"), c.Lang.T("KEY"), c.Lang.T("NOTE")}}
				for _, r := range open {
					items = append(items, newRecoveryObject(r))
					rows = append(rows, []string{strconv.FormatUint(r.ID, 10), r.Account.Name, c.clock(r.At), c.fingerprint(r.Key.Fingerprint), r.Note})
				}
				switch {
				case c.JSON:
					return c.list(items, "")
				case len(open) == 0:
					return c.notice("Nobody has asked to join a key to an account.")
				}
				return c.print(columns(rows)...)
			}
		},
	}
}
