package keys

import (
	"errors"

	"snug/keys/audit"
)

// strange fails unless a key has no account.
func strange(r Reader, f Fingerprint) error {
	switch a, err := r.AccountByKey(f); {
	case err == nil:
		return refuse(ErrKeyTaken, "this key already belongs to %s; just connect", a.Name)
	case !errors.Is(err, ErrNotFound):
		return err
	}
	return nil
}

// roomFor fails unless an account may have one key more, or offer it. A key that
// it offers already takes no room.
func roomFor(r Reader, id AccountID, f Fingerprint) error {
	ring, err := r.Keyring(id)
	if err != nil {
		return err
	}
	others := 0
	for _, k := range ring {
		if k.Fingerprint != f {
			others++
		}
	}
	if others >= maxKeys {
		return refuse(ErrLimited, "an account has at most %d keys, with those that it waits for; remove one of them first", maxKeys)
	}
	return nil
}

// joining is who asks, once it is known whose account the key will be.
func joining(by audit.Actor, r Record, k Key) audit.Actor {
	by.Account, by.Name, by.Key = uint64(r.ID), r.Name, k.Fingerprint.String()
	return by
}

// joinAndSettle gives an account a key that was proved and has no account, and
// ends the command. No request to recover an account with it outlives that. What
// other accounts offer it does: if that went, they would learn that somebody has
// the key now.
func joinAndSettle(tx Tx, h Header, r Record, k Key, ownerKey bool) (Outcome, error) {
	if err := join(tx, h, &r, k, ownerKey); err != nil {
		return Outcome{}, err
	}
	return h.settle(tx, r)
}

func join(tx Tx, h Header, r *Record, k Key, ownerKey bool) error {
	err := dropRecoveries(tx, func(asked Recovery) bool { return asked.Key.Fingerprint == k.Fingerprint })
	if err != nil {
		return err
	}
	k.Added, k.Offered = h.At, false
	if err := tx.SetKey(r.ID, k); err != nil {
		return err
	}
	if err := redeem(tx, h, r, k.Fingerprint); err != nil || !ownerKey || r.Configured {
		return err
	}
	return configure(tx, h, r, true)
}

// redeem makes an account an owner when the operator wants that of its new key. It
// happens once: who is made less afterwards stays that.
func redeem(tx Tx, h Header, r *Record, f Fingerprint) error {
	switch owner, err := tx.OwnerKey(f); {
	case err != nil || !owner:
		return err
	}
	if err := tx.SetOwnerKey(f, false); err != nil {
		return err
	}
	if err := h.letIn(tx, Target{Account: r.ID}); err != nil {
		return err
	}
	h.By.Via = audit.Config
	return h.crown(tx, r, h.entry("user role", r.Name))
}

// configure makes an account an owner by the configuration, or one no more.
func configure(tx Tx, h Header, r *Record, on bool) error {
	h.By.Via = audit.Config
	e := h.entry("user role", r.Name)
	e.Before = r.role().String()
	r.Configured = on
	if on { // such an owner waits for nobody
		r.Pending, r.Note = false, ""
	}
	e.After = r.role().String()
	if err := tx.SetAccount(*r); err != nil {
		return err
	}
	if err := note(tx, e); err != nil {
		return err
	}
	return h.lowerBots(tx, *r)
}
