package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/text/lang"
)

func serverInfo() Spec {
	return Spec{
		Path: "server info", Verb: "server", Aliases: []string{"服务器"},
		Help:   "Show what this server is, who may sign up, and whom to ask.",
		Least:  AtLeast(keys.Member),
		Effect: Reads,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				mode, err := c.Directory.SignUpMode(keys.Fingerprint{}) // of somebody new
				if err != nil {
					return err
				}
				contact, err := c.houseSetting(keys.HouseContact)
				if err != nil {
					return err
				}
				l, err := c.Directory.Lockdown()
				switch {
				case err != nil:
					return err
				case c.JSON:
					return c.objects(serverObject{1, "server", c.Version, c.HostKey, c.Connect, string(mode), contact.Value, int(l.Level)})
				}
				rows := [][]string{
					{c.Lang.T("version"), c.Version},
					{c.Lang.T("host key"), c.HostKey},
					{c.Lang.T("connect with"), c.Connect},
					{c.Lang.T("signing up"), c.Lang.T(string(modeWords[mode]))},
				}
				if l.Level != keys.Normal {
					rows = append(rows, []string{c.Lang.T("lockdown"), c.Lang.T(string(lockdownWords[l.Level]))})
				}
				if contact.Value != "" {
					rows = append(rows, []string{c.Lang.T("ask"), contact.Value})
				}
				return c.print(columns(rows)...)
			}
		},
	}
}

// modeWords say who may sign up.
var modeWords = map[keys.Mode]lang.Key{
	keys.Open: "everybody", keys.ByInvite: "with an invitation", keys.Approval: "and wait for a moderator", keys.Closed: "nobody",
}
