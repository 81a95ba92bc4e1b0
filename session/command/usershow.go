package command

import (
	"context"
	"slices"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func userShow() Spec {
	return Spec{
		Path: "user show", Verb: "whois", Aliases: []string{"查看"}, Args: "USER",
		Help:  "Show who somebody is and whether they are here.",
		Least: AtLeast(keys.Member), Text: true,
		Bind: func(*pflag.FlagSet) Run {
			return func(_ context.Context, c *Invocation) error {
				p, err := c.Broker.FindPerson(c.user(), c.arg(0))
				if err != nil {
					return err
				}
				account, err := c.Directory.Account(keys.AccountID(p.ID))
				if err != nil {
					return err
				}
				lobby, err := c.Broker.Find(c.user(), room.Lobby)
				if err != nil {
					return err
				}
				// Whoever is connected is in the lobby.
				people, err := c.Broker.Present(c.user(), lobby.ID)
				if err != nil {
					return err
				}
				present := room.Presence{Person: p}
				at := slices.IndexFunc(people, func(o room.Presence) bool { return o.ID == p.ID })
				if at >= 0 {
					present = people[at]
				}
				if c.JSON {
					return c.objects(struct {
						presentObject
						Present bool   `json:"present"`
						Created string `json:"created"`
					}{newPresentObject(present), at >= 0, stamp(account.Created)})
				}
				return c.print(columns([][]string{
					{c.Lang.T("username"), p.Name},
					{c.Lang.T("called"), p.Called()},
					{c.Lang.T("here now"), c.presence(present, at >= 0)},
					{c.Lang.T("member since"), account.Created.In(c.location()).Format("2006-01-02")},
				})...)
			}
		},
	}
}

// presence tells in words whether somebody is there.
func (c *Invocation) presence(p room.Presence, here bool) string {
	switch {
	case !here:
		return c.Lang.T("no")
	case p.Away && p.Why != "":
		return c.Lang.T("away: %s", p.Why)
	case p.Away:
		return c.Lang.T("away")
	case p.Idle:
		return c.Lang.T("yes, but no key was pressed lately")
	}
	return c.Lang.T("yes")
}
