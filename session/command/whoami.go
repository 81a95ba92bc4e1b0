package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
)

func whoami() Spec {
	return Spec{
		Path: "whoami", Aliases: []string{"我是谁"},
		Help:   "Show the account and the key you came with.",
		Least:  AtLeast(keys.Guest),
		Effect: Reads,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				if c.JSON {
					return c.objects(newIdentityObject(c.Who))
				}
				name := c.Who.Account.Name
				if !c.Who.SignedUp() && !c.Operator {
					name = c.Lang.T("(no account yet; make one with: %s)", c.Front.form("register NAME"))
				}
				rows := [][]string{{c.Lang.T("username"), name}}
				if c.Who.Account.Display != "" {
					rows = append(rows, []string{c.Lang.T("called"), c.Who.Account.Display})
				}
				if c.Who.Account.Bot() {
					rows = append(rows, []string{c.Lang.T("bot"), c.Lang.T("yes")})
				}
				rows = append(rows, []string{c.Lang.T("role"), c.Lang.T(string(roleNames[c.Who.Role]))})
				if !c.Operator {
					rows = append(rows, []string{c.Lang.T("key"), c.Who.KeyType + " " + c.Who.Fingerprint.String()})
				}
				return c.print(columns(rows)...)
			}
		},
	}
}
