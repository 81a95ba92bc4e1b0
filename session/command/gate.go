package command

import (
	"context"
	"errors"
	"net/netip"
	"strings"

	"github.com/spf13/pflag"
	"golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/keys/audit"
	"snug/room"
	"snug/text"
)

// identify looks up who holds the caller's key now, and whether they may be
// here. Since the session began the key may have been removed, its account
// deleted, suspended or banned, or its role changed; that counts for the next
// line of a screen that is open, too.
func (c *Invocation) identify() error {
	if c.Operator {
		c.Who = keys.Identity{Account: keys.Account{Name: operator}, Role: keys.Owner}
		return nil
	}
	var err error
	c.Who, err = c.Services.identify(c.Who, c.Key, c.Session.Address)
	return err
}

// Identify looks up who holds a key now and whether they may be here, as it is done
// for every line, for a front end that runs none: was is who held it before. The
// error is fit for [Table.Explain]. It may be called from any goroutine.
func (t *Table) Identify(was keys.Identity, key ssh.PublicKey, address string) (keys.Identity, error) {
	return t.services.identify(was, key, address)
}

// identify is [Table.Identify].
func (s *Services) identify(was keys.Identity, key ssh.PublicKey, address string) (keys.Identity, error) {
	who, err := s.Directory.Identify(key)
	if err != nil {
		return was, err
	}
	if was.SignedUp() && who.SignedUp() && who.Account.ID != was.Account.ID {
		return was, fail(Denied, "the key of this session belongs to another account now; connect again")
	}
	return who, s.admit(who, address, false)
}

// Admit tells whether somebody who comes from an address may begin a session.
// The error is a *Failure.
func (t *Table) Admit(who keys.Identity, address string) error {
	if err := t.services.admit(who, address, true); err != nil {
		return t.Explain(err)
	}
	return nil
}

// admit tells whether somebody may be here, or begin to (fresh).
func (s *Services) admit(who keys.Identity, address string, fresh bool) error {
	from, err := netip.ParseAddr(address)
	if err != nil {
		from = netip.Addr{} // a peer without one, which no ban can name
	}
	err = s.Directory.Admit(who, from.Unmap(), fresh)
	if r := (*keys.Refusal)(nil); who.Account.Pending && errors.As(err, &r) {
		return &Failure{Status: NoAccount, Text: r.Text} // not yet
	}
	return err
}

// operator is what whoever runs the server is called in the audit log.
const operator = room.OperatorName

// permit is the one place where a role is compared. That somebody was refused
// what takes a role, or would change something for others, is written down.
func (c *Invocation) permit(ctx context.Context, s *Spec) error {
	var refused error
	switch {
	case c.Operator && s.Own:
		return fail(NoAccount, "the operator has no account; use ssh for that: %s", c.Connect+" "+s.short())
	case s.People && c.Who.Account.Bot():
		refused = keys.BotsCannot()
	case c.Who.Role >= s.Least.role:
		return nil
	case !c.Who.SignedUp():
		refused = c.stranger()
	default:
		refused = fail(Denied, "only the role %s may do that and yours is %s; ask somebody who has it", roleNames[s.Least.role], roleNames[c.Who.Role])
	}
	if s.Least.role < keys.Moderator && s.Effect != Manages {
		return refused
	}
	ctx, done := write(ctx)
	defer done()
	return c.refused(ctx, s.Path, "", refused)
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

// reason takes what --reason says, if the command has it, and cleans it where
// the command itself may look.
func (c *Invocation) reason(fs *pflag.FlagSet) error {
	f := fs.Lookup(reasonFlag)
	if f == nil {
		return nil
	}
	c.Reason = strings.TrimSpace(text.StripLine(f.Value.String()))
	if len(c.Reason) > room.MaxReason {
		return fail(Usage, "--reason has %d bytes and the limit is %d; say it in fewer words", len(c.Reason), room.MaxReason)
	}
	return f.Value.Set(c.Reason)
}

// vias are the front ends as the audit log has them.
var vias = [...]string{Exec: audit.Exec, Slash: audit.Screen, Line: audit.Line}

// actor returns the caller as the audit log has them.
func (c *Invocation) actor() audit.Actor {
	if c.Operator {
		return audit.Actor{Name: operator, Address: c.Session.Address, Via: audit.Socket}
	}
	return audit.Actor{
		Account: uint64(c.Who.Account.ID), Name: c.Who.Account.Name, Key: c.Who.Fingerprint.String(),
		Session: c.Session.ID, Address: c.Session.Address, Via: vias[c.Front],
	}
}
