package keys

import (
	"cmp"
	"context"

	"snug/keys/audit"
)

// A SetRole is the intent to make an account something else on the server.
type SetRole struct {
	Header
	Account AccountID
	Role    Role
}

func (c SetRole) apply(tx Tx) (Outcome, error) {
	me, r, err := c.parties(tx, c.Account)
	if err != nil {
		return Outcome{}, err
	}
	e := c.entry("user role", r.Name)
	e.Before, e.After = r.role().String(), c.Role.String()
	switch err := c.allowed(tx, me, r); {
	case err != nil && !isRefusal(err):
		return Outcome{}, err
	case err != nil:
		return denied(tx, e, err)
	}
	if r.role() == c.Role {
		return Outcome{Account: r.Account()}, nil
	}
	r.Granted = c.Role
	o, err := c.keep(tx, r, e)
	if err != nil {
		return o, err
	}
	return o, c.lowerBots(tx, r)
}

// allowed holds a change of a role to the bounds of ranks.
func (c SetRole) allowed(tx Tx, me, r Record) error {
	mine, theirs := me.role(), r.role()
	self := me.ID == r.ID
	switch {
	case r.Configured:
		return refuse(ErrDenied, "the server's configuration makes %s an owner; only whoever runs the server can change that", r.Name)
	case self && c.Role > mine:
		return refuse(ErrDenied, "nobody makes more of themselves; ask somebody above you")
	case self:
	case mine < Admin:
		return refuse(ErrDenied, "only admins and owners give roles; ask one of them")
	case !me.above(r):
		return tooHigh(r)
	case c.Role >= mine && mine != Owner:
		return refuse(ErrDenied, "you can give roles below your own only; ask an owner")
	case r.Pending:
		return waits(r)
	}
	if r.Keeper != 0 {
		return c.asBot(tx, r)
	}
	if theirs == Owner && c.Role != Owner {
		return othersOwn(tx, r, c.At)
	}
	return nil
}

// asBot refuses a bot what it never is: more than a moderator, or than its keeper.
func (c SetRole) asBot(tx Tx, bot Record) error {
	if c.Role > Moderator {
		return refuse(ErrDenied, "%s is a bot, and the most that a bot can be is a moderator", bot.Name)
	}
	keeper, err := tx.AccountRecord(bot.Keeper)
	if err == nil && c.Role > keeper.role() {
		err = refuse(ErrDenied, "%s keeps %s, and a bot is nothing that its keeper is not; give the role to them first", keeper.Name, bot.Name)
	}
	return err
}

// SetRole makes an account something else on the server and returns it as it is
// then. Roles are bounded by the rank of who gives them: only to accounts below,
// and only up to below oneself; owners give every role. People can step down
// themselves, but for the last owner and who is one by the configuration. A bot
// is a moderator at most, and never more than its keeper: who steps down takes
// their bots along. Refusals wrap ErrDenied or ErrConflict, and are in the audit log.
func (d *Directory) SetRole(ctx context.Context, by audit.Actor, id AccountID, role Role, reason string) (Account, error) {
	if role < Member || role > Owner {
		return Account{}, refuse(ErrBadText, "an account cannot be a %s; choose one of: member, moderator, admin, owner", role)
	}
	reason, err := parseReason(reason)
	if err != nil {
		return Account{}, err
	}
	o, err := d.do(ctx, func(h Header) Command {
		h.By, h.Reason = by, cmp.Or(reason, h.Reason)
		return SetRole{Header: h, Account: id, Role: role}
	})
	return o.Account, err
}
