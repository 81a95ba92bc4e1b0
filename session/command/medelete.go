package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
)

func meDelete() Spec {
	return Spec{
		Path: "me delete", Verb: "delete-account", Aliases: []string{"注销账号"},
		Help:  "Delete your account for good: keys, settings and memberships go, and your name is given to nobody for 90 days.",
		Least: AtLeast(keys.Member), People: true,
		Effect: Manages, Own: true,
		Bind: func(fs *pflag.FlagSet) Run {
			yes := fs.Bool("yes", false, "do it: it cannot be undone")
			return func(ctx context.Context, c *Invocation) error {
				if !*yes {
					return c.unconfirmed("the account %s would be gone for good, and %s; me export saves what is yours first",
						c.Who.Account.Name, fateOf(c.EraseDeleted))
				}
				return c.deleteAccount(ctx)
			}
		},
	}
}

// deleteAccount ends the caller's account and all its sessions, the caller's
// own after the answer.
func (c *Invocation) deleteAccount(ctx context.Context) error {
	a := c.Who.Account
	ctx, done := write(ctx)
	defer done()
	bots := c.botsOf(a.ID)
	err := c.Directory.Delete(ctx, c.actor(), a.ID, c.EraseDeleted)
	if !c.isGone(a.ID, err) {
		return err
	}
	why := fail(Denied, "the account %s was deleted, and this session ends with it; its keys can make a new one", a.Name)
	c.Sessions.EndAccount(a.ID, c.Session.ID, why)
	defer c.Sessions.EndAccount(a.ID, "", why)
	c.goneWith(ctx, bots)
	c.depart(ctx, a)
	switch {
	case err != nil:
		return err
	case c.JSON:
		return c.objects(newAccountObject(a))
	}
	return c.say("The account %s is deleted, and %s.", a.Name, fateOf(c.EraseDeleted))
}
