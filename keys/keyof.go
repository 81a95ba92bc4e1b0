package keys

import (
	"context"
	"slices"

	"snug/keys/audit"
)

// A RemoveKeyOf is the intent to take a key, or an offer, out of somebody's
// account.
type RemoveKeyOf struct {
	Header
	Account AccountID
	Begins  string        // of its fingerprint, as typed
	Owners  []Fingerprint // keys by which the configuration makes owners
}

func (c RemoveKeyOf) apply(tx Tx) (Outcome, error) {
	me, r, err := c.parties(tx, c.Account)
	if err != nil {
		return Outcome{}, err
	}
	e := c.entry("user key remove", r.Name)
	if err := me.over(r, Admin); err != nil {
		return turnedDown(tx, e, err)
	}
	ring, err := tx.Keyring(r.ID)
	if err != nil {
		return Outcome{}, err
	}
	found := beginning(slices.Clone(ring), c.Begins)
	switch len(found) {
	case 0:
		return Outcome{}, refuse(ErrNotFound, "%s has no key %s; the command user key list shows which there are", r.Name, shorten(c.Begins))
	case 1:
	default:
		return Outcome{}, refuse(ErrConflict, "%d keys of %s begin with %s; write more of the fingerprint", len(found), r.Name, shorten(c.Begins))
	}
	gone := found[0]
	e.Before = gone.Fingerprint.String()
	if gone.Offered {
		return takeKey(tx, r, ring, gone, e)
	}
	if err := spare(ring, slices.Contains(c.Owners, gone.Fingerprint)); err != nil {
		return Outcome{}, err
	}
	// What keeps the account out keeps its keys out, wherever they go.
	if err := c.keepOut(tx, r, []Key{gone}); err != nil {
		return Outcome{}, err
	}
	return takeKey(tx, r, ring, gone, e)
}

// RemoveKeyOf takes a key, or an offer, out of the account of somebody of lower
// rank: a fingerprint or the beginning of one. It is for admins and above, and the
// rules are those of [Directory.RemoveKey]. Whoever calls it ends the sessions with
// it.
func (d *Directory) RemoveKeyOf(ctx context.Context, by audit.Actor, id AccountID, fingerprint, reason string) (Key, error) {
	o, err := d.act(ctx, by, reason, func(h Header) Command {
		return RemoveKeyOf{Header: h, Account: id, Begins: fingerprint, Owners: d.ownerKeys()}
	})
	return o.Key, err
}
