package command

import (
	"context"
	"errors"
	"net/netip"

	"snug/keys"
	"snug/room"
	"snug/session/live"
	"snug/text/lang"
)

// someone finds an account by what people call it.
func (c *Invocation) someone(name string) (keys.Account, error) {
	p, err := c.Broker.FindPerson(c.user(), name)
	if err != nil {
		return keys.Account{}, err
	}
	return c.Directory.Account(keys.AccountID(p.ID))
}

// onSomebody is what runs on the account of the first argument.
func onSomebody(run func(context.Context, *Invocation, keys.Account) error) Run {
	return func(ctx context.Context, c *Invocation) error {
		a, err := c.someone(c.arg(0))
		if err != nil {
			return err
		}
		ctx, done := write(ctx)
		defer done()
		return run(ctx, c, a)
	}
}

// over reports whether the caller moderates somebody: never themselves, nor who
// has their rank or a higher one. It decides what they are shown; what they may
// do is decided where it is done.
func (c *Invocation) over(a keys.Account) bool {
	return c.Operator || c.Who.Role >= keys.Moderator && c.Who.Role > a.Role && a.ID != c.Who.Account.ID
}

// me returns the caller's username.
func (c *Invocation) me() string { return c.Who.Account.Name }

// because repeats the reason that was given.
func (c *Invocation) because() any {
	if c.Reason == "" {
		return lang.Key("no reason was given")
	}
	return c.Reason
}

// tell says something to the open sessions of an account.
func (c *Invocation) tell(a keys.Account, key string, args ...any) {
	c.Sessions.Tell(live.Notice{About: live.Said, Account: a, Text: lang.S(key, args...)})
}

// mayBeDone reports whether a change of an account is on disk, or may be.
func mayBeDone(err error) bool { return err == nil || errors.Is(err, keys.ErrUnknownOutcome) }

// ruled tells the rooms and the open sessions that an account may do more or
// less than before, and so may its bots.
func (c *Invocation) ruled(ctx context.Context, id keys.AccountID) {
	c.tellChanged(ctx, id)
	c.Broker.Sanctioned(room.UserID(id))
	for _, b := range c.botsOf(id) {
		c.ruled(ctx, b.ID)
	}
}

// expel ends those of the sessions that fit whose people may not be here any
// more. Each is told why in the words of whoever comes back. A session that
// begins meanwhile is asked for by itself, when it has been noted.
func (c *Invocation) expel(fits func(live.Session) bool) (ended int) {
	for _, s := range c.Sessions.Where(fits) {
		why := c.turnedAway(s)
		if why == nil {
			continue
		}
		if _, err := c.Sessions.End(s.Account, s.ID, why); err == nil {
			ended++
		}
	}
	return ended
}

// turnedAway returns why a session may not go on, or nil.
func (c *Invocation) turnedAway(s live.Session) error {
	who, err := c.holder(s)
	if err != nil {
		return err
	}
	return c.Directory.Admit(who, addressOf(s), false)
}

// holder returns who has a session, as the account is now.
func (c *Invocation) holder(s live.Session) (keys.Identity, error) {
	who := keys.Identity{Fingerprint: s.Key}
	if s.Account == 0 {
		return who, nil
	}
	a, err := c.Directory.Account(s.Account)
	who.Account, who.Role = a, a.Role
	return who, err
}

// addressOf returns where a session comes from; the zero address when it does
// not come from the network.
func addressOf(s live.Session) netip.Addr {
	a, err := netip.ParseAddr(s.Address)
	if err != nil {
		return netip.Addr{}
	}
	return a.Unmap()
}

// of picks the sessions of an account and of its bots.
func (c *Invocation) of(id keys.AccountID) func(live.Session) bool {
	all := map[keys.AccountID]bool{id: true}
	for _, b := range c.botsOf(id) {
		all[b.ID] = true
	}
	return func(s live.Session) bool { return all[s.Account] }
}

// unconfirmed refuses what takes --yes: it says what would happen, and gives the
// line that does it, but to line mode, which asks.
func (c *Invocation) unconfirmed(key string, args ...any) error {
	if c.Front == Line {
		return fail(Unconfirmed, key, args...)
	}
	return fail(Unconfirmed, "%s; if you mean it: %s", lang.S(key, args...), c.Front.form(c.Line+" --yes"))
}
