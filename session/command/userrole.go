package command

import (
	"context"
	"strings"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
	"snug/session/live"
)

func userRole() Spec {
	return Spec{
		Path: "user role", Aliases: []string{"任命"}, Args: "USER ROLE=member|moderator|admin|owner",
		Help:  "Make somebody a member, a moderator, an admin or an owner of the server, or step down yourself.",
		Least: AtLeast(keys.Moderator), People: true, // to step down; keys.SetRole bounds the rest
		Effect: Manages,
		Bind: func(fs *pflag.FlagSet) Run {
			reason := fs.String("reason", "", "why, for the audit log: `TEXT`")
			yes := fs.Bool("yes", false, "yes, although they will read what was reported about them")
			return func(ctx context.Context, c *Invocation) error {
				role, err := parseRole(c.arg(1))
				if err != nil {
					return err
				}
				p, err := c.Broker.FindPerson(c.user(), c.arg(0))
				if err != nil {
					return err
				}
				if err := c.willRead(p, role, *yes); err != nil {
					return err
				}
				ctx, done := write(ctx)
				defer done()
				a, err := c.Directory.SetRole(ctx, c.actor(), keys.AccountID(p.ID), role, *reason)
				if err != nil {
					return err
				}
				c.tellChanged(ctx, a.ID)
				for _, b := range c.botsOf(a.ID) { // which may be less now
					c.tellChanged(ctx, b.ID)
				}
				if c.JSON {
					return c.objects(newAccountObject(a))
				}
				return c.say("The role of %s on this server is %s now.", a.Name, roleNames[a.Role])
			}
		},
	}
}

// willRead asks whoever makes somebody one of the staff of whom things were
// reported: from then on they read that, with the names of those who did, in the
// room of the staff.
func (c *Invocation) willRead(p room.Person, is keys.Role, yes bool) error {
	if yes || is < keys.Moderator || p.Rank >= room.RankModerator || c.Who.Role < keys.Admin {
		return nil // as for those who may not do it at all: that is for the directory to say
	}
	about, err := c.Broker.Reports(c.user(), p.ID, false, 0, 1)
	if err == nil && len(about) > 0 {
		err = c.unconfirmed("in the room of the staff %s would read what was reported about them, and by whom", p.Name)
	}
	return err
}

// parseRole reads a role that an account can be given.
func parseRole(typed string) (keys.Role, error) {
	for r := keys.Member; r <= keys.Owner; r++ {
		if strings.EqualFold(typed, r.String()) {
			return r, nil
		}
	}
	return keys.Guest, fail(Usage, "%q is not a role; choose one of: member, moderator, admin, owner", shorten(typed))
}

// tellChanged tells the rooms and the open sessions what an account is and is
// called now. They take what they are told last for the truth, and a change may
// be told behind one that was made after it: so it is looked up, and looked up
// again when it was told, for as long as others change it.
func (c *Invocation) tellChanged(ctx context.Context, id keys.AccountID) {
	for told := (keys.Account{}); ctx.Err() == nil; {
		a, err := c.Directory.Account(id)
		switch {
		case err != nil:
			c.Log.Error("a changed account could not be looked up", "err", err)
			return
		case a == told:
			return
		}
		c.Broker.Renamed(room.Person{
			ID: room.UserID(id), Name: a.Name, Display: a.Display, Rank: room.Rank(a.Role), Bot: a.Bot(), Gone: !a.Deleted.IsZero(),
		})
		c.Sessions.Tell(live.Notice{About: live.Changed, Account: a})
		told = a
	}
}

type accountObject struct {
	V       int    `json:"v"`
	Type    string `json:"type"`
	User    string `json:"user"`
	UserID  string `json:"user_id"`
	Name    string `json:"name"` // what the person is called
	Role    string `json:"role"`
	Bio     string `json:"bio"`
	Created string `json:"created"`
	Bot     bool   `json:"bot"` // a program's account
}

func newAccountObject(a keys.Account) accountObject {
	return accountObject{1, "account", a.Name, accountID(a.ID), called(a), a.Role.String(), a.Bio, stamp(a.Created), a.Bot()}
}
