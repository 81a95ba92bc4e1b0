package command

import (
	"context"
	"time"

	"github.com/spf13/pflag"

	"snug/keys"
)

func sessionList() Spec {
	return Spec{
		Path: "session list", Verb: "sessions", Aliases: []string{"会话"},
		Help:   "List where you are connected; moderators see others, too.",
		Least:  AtLeast(keys.Member),
		Effect: Reads,
		Bind: func(fs *pflag.FlagSet) Run {
			user := fs.String("user", "", "those of somebody else: `USER`; for moderators")
			return func(_ context.Context, c *Invocation) error {
				of := c.Who.Account
				if *user != "" {
					var err error
					if of, err = c.beneath(*user); err != nil {
						return err
					}
				}
				var items []any
				rows := [][]string{{c.Lang.T("ID"), c.Lang.T("KIND"), c.Lang.T("SINCE"), c.Lang.T("ADDRESS"), c.Lang.T("CLIENT"), c.Lang.T("KEY")}}
				for _, s := range c.Sessions.Of(of.ID) {
					items = append(items, c.sessionObject(s, of))
					id := s.ID
					if id == c.Session.ID {
						id += " *"
					}
					rows = append(rows, []string{id, s.Kind, c.minute(s.Since), s.Address, s.Client, c.fingerprint(s.Key)})
				}
				switch {
				case c.JSON:
					return c.list(items, "")
				case len(items) == 0:
					return c.notice("%s is not connected.", of.Name)
				}
				return c.print(columns(rows)...)
			}
		},
	}
}

// minute writes a time for a table; a screen has room for its minute.
func (c *Invocation) minute(t time.Time) string {
	if c.Front == Slash {
		return t.In(c.location()).Format("2006-01-02 15:04")
	}
	return c.clock(t)
}

// beneath finds the account of the caller, or one that the caller is above.
func (c *Invocation) beneath(name string) (keys.Account, error) {
	p, err := c.Broker.FindPerson(c.user(), name)
	if err != nil {
		return keys.Account{}, err
	}
	a, err := c.Directory.Account(keys.AccountID(p.ID))
	if err == nil && !c.above(a) {
		err = fail(Denied, "only a moderator above somebody may see and end their sessions, and you are not above %s", a.Name)
	}
	return a, err
}

// above reports whether the caller may see and end the sessions of an account.
func (c *Invocation) above(a keys.Account) bool {
	return c.Operator || a.ID == c.Who.Account.ID || c.Who.Role >= keys.Moderator && c.Who.Role > a.Role
}
