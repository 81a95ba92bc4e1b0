package command

import (
	"context"
	"slices"
	"time"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/session/live"
)

func sessionList() Spec {
	return Spec{
		Path: "session list", Verb: "sessions", Aliases: []string{"会话"},
		Help:   "List where you are connected; moderators see others, too.",
		Least:  AtLeast(keys.Member),
		Effect: Reads,
		Bind: func(fs *pflag.FlagSet) Run {
			user := fs.String("user", "", "those of somebody else: `USER`; for moderators")
			all := fs.Bool("all", false, "those of everybody below you; for moderators")
			return func(ctx context.Context, c *Invocation) error {
				of := c.Who.Account
				switch {
				case *all && *user != "":
					return fail(Usage, "--all and --user exclude each other; leave one of them out")
				case *all:
					if err := c.moderator(ctx, "session list"); err != nil {
						return err
					}
					return c.printSessions(c.Sessions.Where(c.moderates), true)
				case *user != "":
					var err error
					if of, err = c.beneath(*user); err != nil {
						return err
					}
				case c.Operator:
					return fail(Usage, "the operator has no sessions; add --all, or --user USER")
				}
				found := c.Sessions.Of(of.ID)
				if len(found) == 0 && !c.JSON {
					return c.notice("%s is not connected.", of.Name)
				}
				return c.printSessions(found, false)
			}
		},
	}
}

// moderator refuses who does not moderate the server.
func (c *Invocation) moderator(ctx context.Context, action string) error {
	if c.Who.Role >= keys.Moderator {
		return nil
	}
	return c.refused(ctx, action, "", fail(Denied, "only the role %s may do that and yours is %s; ask somebody who has it", roleNames[keys.Moderator], roleNames[c.Who.Role]))
}

// printSessions lists sessions, and whose they are where that is not known.
func (c *Invocation) printSessions(all []live.Session, whose bool) error {
	var items []any
	rows := [][]string{{c.Lang.T("ID"), c.Lang.T("USERNAME"), c.Lang.T("KIND"), c.Lang.T("SINCE"), c.Lang.T("ADDRESS"), c.Lang.T("CLIENT"), c.Lang.T("KEY")}}
	for i, o := range c.sessionObjects(all) {
		s := all[i]
		items = append(items, o)
		id := s.ID
		if id == c.Session.ID {
			id += " *"
		}
		rows = append(rows, []string{id, c.nameOf(s), s.Kind, c.minute(s.Since), s.Address, s.Client, c.fingerprint(s.Key)})
	}
	if c.JSON {
		return c.list(items, "")
	}
	if !whose {
		for i := range rows {
			rows[i] = slices.Delete(rows[i], 1, 2)
		}
	}
	return c.print(columns(rows)...)
}

// minute writes a time for a table; a screen has room for its minute.
func (c *Invocation) minute(t time.Time) string {
	if c.Front.talks() {
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
