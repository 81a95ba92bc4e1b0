package keys

import (
	"context"

	"snug/keys/audit"
)

// A Trust is the intent to end an account's probation, or to restore it.
type Trust struct {
	Header
	Account AccountID
	On      bool
}

func (c Trust) apply(tx Tx) (Outcome, error) {
	me, r, err := c.parties(tx, c.Account)
	if err != nil {
		return Outcome{}, err
	}
	e := c.entry("user trust", r.Name)
	if !c.On {
		e.Action = "user untrust"
	}
	if err := me.over(r, Moderator); err != nil {
		return turnedDown(tx, e, err)
	}
	switch {
	case r.Pending:
		return Outcome{}, waits(r)
	case r.Trusted && c.On:
		return Outcome{}, refuse(ErrConflict, "%s is trusted already; nothing was changed", r.Name)
	case !r.Trusted && !c.On:
		return Outcome{}, refuse(ErrConflict, "%s is not one of the trusted; nothing was changed", r.Name)
	}
	r.Trusted = c.On
	return c.keep(tx, r, e)
}

// Trust ends or restores an account's probation; the trusted also write during a
// lockdown of level ReadOnly.
func (d *Directory) Trust(ctx context.Context, by audit.Actor, id AccountID, on bool, reason string) (Account, error) {
	o, err := d.act(ctx, by, reason, func(h Header) Command { return Trust{Header: h, Account: id, On: on} })
	return o.Account, err
}
