package keys

import (
	"cmp"
	"context"
	"strings"

	"snug/keys/audit"
)

// A Verdict is what is decided of a [Recovery].
type Verdict struct {
	Approve  bool
	DropKeys bool   // with Approve: the account's other keys are removed
	Reason   string // possibly empty
}

// A Decide is the intent to approve or refuse a request.
type Decide struct {
	Header
	Recovery uint64
	Approve  bool
	DropKeys bool
	OwnerKey bool // the configuration makes the new key's holder an owner
}

func (c Decide) apply(tx Tx) (Outcome, error) {
	me, err := c.actor(tx)
	if err != nil {
		return Outcome{}, err
	}
	asked, err := openRecovery(tx, c.Header, c.Recovery)
	if err != nil {
		return Outcome{}, err
	}
	r, err := tx.AccountRecord(asked.Account.ID)
	if err != nil {
		return Outcome{}, err
	}
	action := "recovery refuse"
	if c.Approve {
		action = "recovery approve"
	}
	e := c.entry(action, r.Name)
	e.After = asked.Key.Fingerprint.String()
	switch {
	case me.ID != r.ID && me.role() < Moderator: // whose requests there are is not their business
		return Outcome{}, noRequest(c.Recovery)
	case me.ID == r.ID && c.Approve:
		return denied(tx, e, refuse(ErrDenied, "nobody approves a request for their own account; take the key in with the command key add"))
	case me.ID != r.ID && !me.above(r):
		return denied(tx, e, refuse(ErrDenied, "only moderators who rank above %s decide this; ask somebody above you", r.Name))
	}
	if c.Approve {
		return c.approve(tx, r, asked, e)
	}
	if err := tx.RemoveRecovery(asked.ID); err != nil {
		return Outcome{}, err
	}
	return Outcome{Account: r.Account(), Recovery: asked}, note(tx, e)
}

// approve gives the account the new key.
func (c Decide) approve(tx Tx, r Record, asked Recovery, e audit.Entry) (Outcome, error) {
	if err := strange(tx, asked.Key.Fingerprint); err != nil {
		return Outcome{}, err
	}
	if c.DropKeys {
		dropped, err := dropKeys(tx, c.Header, &r)
		if err != nil {
			return Outcome{}, err
		}
		e.Before = dropped
	} else if err := roomFor(tx, r.ID, asked.Key.Fingerprint); err != nil {
		return Outcome{}, err
	}
	if err := note(tx, e); err != nil {
		return Outcome{}, err
	}
	// The request goes with all others of this key.
	if err := join(tx, c.Header, &r, asked.Key, c.OwnerKey); err != nil {
		return Outcome{}, err
	}
	return Outcome{Account: r.Account(), Recovery: asked}, nil
}

// dropKeys takes all keys and offers out of an account, with its link code, and
// returns their fingerprints.
func dropKeys(tx Tx, h Header, r *Record) (string, error) {
	ring, err := tx.Keyring(r.ID)
	if err != nil {
		return "", err
	}
	if err := h.keepOut(tx, *r, ring); err != nil {
		return "", err
	}
	var gone []string
	for _, k := range ring {
		if err := tx.RemoveKey(r.ID, k.Fingerprint); err != nil {
			return "", err
		}
		gone = append(gone, k.Fingerprint.String())
	}
	return strings.Join(gone, " "), dropLink(tx, r)
}

// openRecovery returns a request that can still be decided.
func openRecovery(r Reader, h Header, id uint64) (Recovery, error) {
	all, err := r.Recoveries()
	if err != nil {
		return Recovery{}, err
	}
	for _, asked := range all {
		if asked.ID == id && h.At.Before(asked.Until()) {
			return asked, nil
		}
	}
	return Recovery{}, noRequest(id)
}

func noRequest(id uint64) error {
	return refuse(ErrNotFound, "there is no open request %d; the command recovery list shows them", id)
}

// Decide approves or refuses a request. Who approves must be a moderator and
// rank above the account; the account itself may refuse. Whoever calls it ends
// the sessions of the account when keys were dropped. Refusals wrap ErrNotFound,
// ErrKeyTaken, ErrLimited, or ErrDenied, which is in the audit log.
func (d *Directory) Decide(ctx context.Context, by audit.Actor, id uint64, v Verdict) (Recovery, error) {
	reason, err := parseReason(v.Reason)
	if err != nil {
		return Recovery{}, err
	}
	var asked Recovery
	err = d.store.View(func(r Reader) error {
		all, err := r.Recoveries()
		for _, one := range all {
			if one.ID == id {
				asked = one
			}
		}
		return err
	})
	if err != nil {
		return Recovery{}, because(err, "recovery %d", id)
	}
	o, err := d.do(ctx, func(h Header) Command {
		h.By, h.Reason = by, cmp.Or(reason, h.Reason)
		return Decide{Header: h, Recovery: id, Approve: v.Approve, DropKeys: v.DropKeys, OwnerKey: d.owners[asked.Key.Fingerprint]}
	})
	return o.Recovery, err
}
