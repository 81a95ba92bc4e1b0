package keys

import (
	"context"

	"golang.org/x/crypto/ssh"

	"snug/keys/audit"
	"snug/keys/sanction"
)

// An AddOwner is the intent of the operator to make whoever holds a key an owner.
type AddOwner struct {
	Header
	Key Key
}

func (c AddOwner) apply(tx Tx) (Outcome, error) {
	e := c.entry("owner add", c.Key.Fingerprint.String())
	e.After = Owner.String()
	me, err := c.actor(tx)
	switch {
	case err != nil:
		return Outcome{}, err
	case me.ID != operator.ID:
		return denied(tx, e, refuse(ErrDenied, "owners are added by whoever runs the server, at its machine; give a role with the command user role"))
	}
	a, err := tx.AccountByKey(c.Key.Fingerprint)
	switch {
	case err != nil && !isNotFound(err):
		return Outcome{}, err
	case a.Bot():
		return Outcome{}, refuse(ErrConflict, "this key is that of the bot %s, and a bot owns no server; revoke it first, or give another key", a.Name)
	}
	// The key has to get in, whatever was decided of it before.
	if err := c.letIn(tx, Target{Key: c.Key.Fingerprint}); err != nil {
		return Outcome{}, err
	}
	if a.ID == 0 {
		return Outcome{}, c.expect(tx, e)
	}
	if err := c.letIn(tx, Target{Account: a.ID}); err != nil {
		return Outcome{}, err
	}
	r, err := tx.AccountRecord(a.ID)
	if err != nil {
		return Outcome{}, err
	}
	if r.role() == Owner && !r.Suspended.In(c.At) {
		return Outcome{Account: r.Account()}, nil
	}
	if err := c.crown(tx, &r, e); err != nil {
		return Outcome{}, err
	}
	return c.settle(tx, r)
}

// expect notes that whoever gets an account with the key is to be an owner.
func (c AddOwner) expect(tx Tx, e audit.Entry) error {
	if is, err := tx.OwnerKey(c.Key.Fingerprint); err != nil || is {
		return err
	}
	if err := tx.SetOwnerKey(c.Key.Fingerprint, true); err != nil {
		return err
	}
	return note(tx, e)
}

// letIn lifts a ban, if there is one that counts.
func (h Header) letIn(tx Tx, t Target) error {
	b, err := countingBan(tx, t, h.At)
	if err != nil || b.ID == 0 {
		return err
	}
	e := h.entry("ban remove", t.String())
	e.Before = b.terms()
	b.Until = h.At
	if err := tx.SetBan(b); err != nil {
		return err
	}
	return note(tx, e)
}

// crown makes an account an owner, who waits for nobody and is not suspended.
func (h Header) crown(tx Tx, r *Record, e audit.Entry) error {
	e.Object, e.Before = r.Name, r.role().String()
	r.Granted, r.Pending, r.Note, r.Suspended = Owner, false, "", sanction.Sanction{}
	e.After = r.role().String()
	if err := tx.SetAccount(*r); err != nil {
		return err
	}
	return note(tx, e)
}

// AddOwner makes whoever holds a key an owner of the server: at once, when it has
// an account, or as soon as they sign up or join an account with it, whatever mode
// and lockdown say. What keeps the key or its account out is lifted. The account is
// the zero one when there is none yet. It is for the admin socket and the command
// line of the machine (audit.Socket) only. Refusals wrap ErrBadKey or ErrDenied.
func (d *Directory) AddOwner(ctx context.Context, by audit.Actor, k ssh.PublicKey) (Account, error) {
	if err := CheckKey(k); err != nil {
		return Account{}, err
	}
	o, err := d.do(ctx, func(h Header) Command {
		h.By = by
		return AddOwner{Header: h, Key: keyOf(k)}
	})
	return o.Account, err
}
