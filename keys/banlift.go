package keys

import (
	"context"

	"snug/keys/audit"
)

// A LiftBan is the intent to let somebody in again. The ban stays for a while as
// one that has ended.
type LiftBan struct {
	Header
	Target Target // checked
}

func (c LiftBan) apply(tx Tx) (Outcome, error) {
	me, err := c.actor(tx)
	if err != nil {
		return Outcome{}, err
	}
	whom, err := c.Target.holder(tx)
	if err != nil {
		return Outcome{}, err
	}
	e := c.entry("ban remove", c.Target.object(whom))
	err = me.atLeast(Moderator)
	if whom.ID != 0 {
		err = me.over(whom, Moderator)
	}
	if err != nil {
		return turnedDown(tx, e, err)
	}
	b, err := tx.Ban(c.Target)
	switch {
	case err == nil && b.Lifted == c.ID: // the same command once more
		return Outcome{Account: whom.Account(), Ban: b}, nil
	case isNotFound(err), err == nil && !b.In(c.At):
		return Outcome{}, refuse(ErrNotFound, "there is no ban of %s; the command ban list shows them", c.Target.object(whom))
	case err != nil:
		return Outcome{}, err
	}
	e.Before = b.terms()
	b.Until, b.Lifted = c.At, c.ID
	if err := tx.SetBan(b); err != nil {
		return Outcome{}, err
	}
	return Outcome{Account: whom.Account(), Ban: b}, note(tx, e)
}

// Unban lifts a ban and returns it as it is then. It is for moderators and above,
// and for bans of an account or a key of theirs bounded by rank. ErrNotFound: there
// is none that counts.
func (d *Directory) Unban(ctx context.Context, by audit.Actor, t Target, reason string) (Ban, error) {
	if err := t.check(); err != nil {
		return Ban{}, err
	}
	o, err := d.act(ctx, by, reason, func(h Header) Command { return LiftBan{Header: h, Target: t} })
	return o.Ban, err
}
