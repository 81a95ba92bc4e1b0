package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/text/lang"
)

func userDelete() Spec {
	return Spec{
		Path: "user delete", Aliases: []string{"删除账号"}, Args: "USER",
		Help:     "Delete somebody's account for good: keys, settings and memberships go, and the name is given to nobody for 90 days.",
		Examples: []string{"bob --yes --reason 'asked for it by mail'"},
		Least:    AtLeast(keys.Admin), Effect: Manages,
		Bind: func(fs *pflag.FlagSet) Run {
			return deleting(fs, func(c *Invocation) bool { return c.EraseDeleted })
		},
	}
}

func userErase() Spec {
	return Spec{
		Path: "user erase", Aliases: []string{"抹除账号"}, Args: "USER",
		Help:     "Delete somebody's account for good, and all that it has said.",
		Examples: []string{"bob --yes --reason 'asked for it by mail'"},
		Least:    AtLeast(keys.Admin), Effect: Manages,
		Bind: func(fs *pflag.FlagSet) Run {
			return deleting(fs, func(*Invocation) bool { return true })
		},
	}
}

// deleting deletes the account of the first argument.
func deleting(fs *pflag.FlagSet, erases func(*Invocation) bool) Run {
	yes := fs.Bool("yes", false, "do it: it cannot be undone")
	toldReason(fs)
	return onSomebody(func(ctx context.Context, c *Invocation, a keys.Account) error {
		erase := erases(c)
		switch {
		case a.ID == c.Who.Account.ID:
			return fail(Conflict, "that is you; delete your own account with: %s", c.Front.form("me delete"))
		case !*yes:
			return c.unconfirmed("the account %s would be gone for good, and %s", a.Name, fateOf(erase))
		}
		return c.deleteOf(ctx, a, erase)
	})
}

// deleteOf ends somebody's account and all its sessions.
func (c *Invocation) deleteOf(ctx context.Context, a keys.Account, erase bool) error {
	bots := c.botsOf(a.ID)
	err := c.Directory.Delete(ctx, c.actor(), a.ID, erase)
	if !c.isGone(a.ID, err) {
		return err
	}
	c.Sessions.EndAccount(a.ID, "", fail(Denied, "the account %s was deleted by %s (%s); ask the people who run this server if you think that is wrong",
		a.Name, c.me(), c.because()))
	c.goneWith(ctx, bots)
	c.depart(ctx, a)
	switch {
	case err != nil:
		return err
	case c.JSON:
		return c.objects(newAccountObject(a))
	}
	return c.say("The account %s is deleted, and %s.", a.Name, fateOf(erase))
}

// isGone reports whether an account was deleted, given what its deletion came to:
// the store may not have answered in time.
func (c *Invocation) isGone(id keys.AccountID, came error) bool {
	if came == nil || !mayBeDone(came) {
		return came == nil
	}
	a, err := c.Directory.Account(id)
	return err == nil && !a.Deleted.IsZero()
}

// fateOf says what becomes of what a deleted account has said.
func fateOf(erase bool) lang.Key {
	if erase {
		return "what it has said goes, too"
	}
	return "what it has said stays, under a made-up name"
}
