package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
)

func approveList() Spec {
	return Spec{
		Path: "approve list", Verb: "approvals", Aliases: []string{"待批准列表"},
		Help:   "List who has signed up and waits to be let in, the oldest first.",
		Least:  AtLeast(keys.Moderator),
		Effect: Reads,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				all, err := c.Directory.Applicants()
				if err != nil {
					return err
				}
				var items []any
				rows := [][]string{{c.Lang.T("USER"), c.Lang.T("NAME"), c.Lang.T("SINCE"), c.Lang.T("KEY"), c.Lang.T("NOTE")}}
				for _, a := range all {
					items = append(items, newApplicantObject(a))
					rows = append(rows, []string{a.Account.Name, called(a.Account), c.minute(a.Account.Created), c.fingerprint(a.Key.Fingerprint), a.Note})
				}
				switch {
				case c.JSON:
					return c.list(items, "")
				case len(all) == 0:
					return c.notice("Nobody waits to be let in.")
				}
				return c.print(columns(rows)...)
			}
		},
	}
}
