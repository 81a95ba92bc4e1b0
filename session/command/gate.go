package command

import "snug/keys/audit"

// identify looks up who holds the caller's key now. Since the session began
// the key may have been removed, its account deleted, or its role changed; that
// counts for the next line of a screen that is open, too.
func (c *Invocation) identify() error {
	who, err := c.Directory.Identify(c.Key)
	if err != nil {
		return err
	}
	if c.Who.SignedUp() && who.SignedUp() && who.Account.ID != c.Who.Account.ID {
		return fail(Denied, "the key of this session belongs to another account now; connect again")
	}
	c.Who = who
	return nil
}

// permit is the one place where a role is compared.
func permit(s *Spec, c *Invocation) error {
	switch {
	case c.Who.Role >= s.Least.role:
		return nil
	case !c.Who.SignedUp():
		return c.stranger()
	}
	return fail(Denied, "only the role %s may do that and yours is %s; ask somebody who has it", roleNames[s.Least.role], roleNames[c.Who.Role])
}

// stranger tells somebody whose key has no account how it gets one. Only who
// holds the key learns who takes it in.
func (c *Invocation) stranger() error {
	offers, err := c.Directory.Offers(c.Who.Fingerprint)
	if err != nil {
		c.Log.Error("no offers could be looked up", "err", err) // the rest is worth telling
	}
	const register, join = "register NAME", "key join CODE"
	if len(offers) > 0 {
		return fail(NoAccount, "you need an account for that; if you are %s, join that account with: %s, or make one with: %s, or join another with: %s",
			offers[0].Name, "key accept "+offers[0].Name, register, join)
	}
	return fail(NoAccount, "you need an account for that; make one with: %s, or join one of yours with a code from it: %s", register, join)
}

// vias are the front ends as the audit log has them.
var vias = [...]string{Exec: "exec", Slash: "screen"}

// actor returns the caller as the audit log has them.
func (c *Invocation) actor() audit.Actor {
	return audit.Actor{
		Account: uint64(c.Who.Account.ID), Name: c.Who.Account.Name, Key: c.Who.Fingerprint.String(),
		Session: c.Session.ID, Address: c.Session.Address, Via: vias[c.Front],
	}
}
