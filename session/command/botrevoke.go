package command

import (
	"context"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/room"
)

func botRevoke() Spec {
	return Spec{
		Path: "bot revoke", Aliases: []string{"撤销机器人"}, Args: "[BOT]",
		Help:     "End a bot for good; what it has said stays. Who holds the key of a bot may end it, too, and have the key to themselves.",
		Examples: []string{"builder --yes"},
		Least:    AtLeast(keys.Member), Effect: Manages,
		Bind: func(fs *pflag.FlagSet) Run {
			yes := fs.Bool("yes", false, "do it: it cannot be undone")
			return func(ctx context.Context, c *Invocation) error {
				a, err := c.botMeant()
				switch {
				case err != nil:
					return err
				case !*yes:
					return c.unconfirmed("the bot %s would be gone for good", a.Name)
				}
				return c.revoke(ctx, a)
			}
		},
	}
}

// botMeant finds the bot that is named; without a name it is the caller.
func (c *Invocation) botMeant() (keys.Account, error) {
	switch {
	case c.arg(0) != "":
		return c.bot(c.arg(0))
	case c.Who.Account.Bot():
		return c.Who.Account, nil
	}
	return keys.Account{}, fail(Usage, "say which bot; see yours with: %s", c.Front.form("bot list"))
}

func (c *Invocation) revoke(ctx context.Context, a keys.Account) error {
	ctx, done := write(ctx)
	defer done()
	_, err := c.Directory.RevokeBot(ctx, c.actor(), a.ID)
	if !c.isGone(a.ID, err) {
		return err
	}
	why := fail(Denied, "the bot %s was revoked by %s; its key can make an account of its own", a.Name, c.me())
	c.Sessions.EndAccount(a.ID, c.Session.ID, why)
	defer c.Sessions.EndAccount(a.ID, "", why) // a bot's own session, after the answer
	c.tellChanged(ctx, a.Keeper)
	c.depart(ctx, a)
	switch {
	case err != nil:
		return err
	case c.JSON:
		return c.objects(newAccountObject(a))
	}
	return c.say("The bot %s is revoked; its key opens nothing any more.", a.Name)
}

// depart has the rooms clear away what a deleted account has left. The account is
// gone already; what this does not come to in time, the broker goes on with by
// itself.
func (c *Invocation) depart(ctx context.Context, a keys.Account) {
	if err := c.Broker.Depart(ctx, room.UserID(a.ID)); err != nil {
		c.Log.Warn("a deleted account is still being cleared away", "user", a.Name, "err", err)
	}
}

// botsOf returns the bots of somebody whom something happens to.
func (c *Invocation) botsOf(id keys.AccountID) []keys.Account {
	if id == 0 {
		return nil // which would be all
	}
	bots, err := c.Directory.Bots(id)
	if err != nil {
		c.Log.Error("the bots of an account could not be looked up", "err", err)
	}
	return bots
}

// goneWith ends the sessions of bots that have gone with their keeper, and has
// the rooms clear away what they have left.
func (c *Invocation) goneWith(ctx context.Context, bots []keys.Account) {
	for _, b := range bots {
		c.Sessions.EndAccount(b.ID, "", fail(Denied, "the bot %s is gone, because the account of its keeper was deleted", b.Name))
		c.depart(ctx, b)
	}
}
