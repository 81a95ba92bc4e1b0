package keys

import (
	"cmp"
	"context"

	"snug/keys/audit"
)

// An Approve is the intent to let in an account that waits for it, or to end it.
type Approve struct {
	Header
	Account AccountID
	Reject  bool
}

func (c Approve) apply(tx Tx) (Outcome, error) {
	me, r, err := c.parties(tx, c.Account)
	if err != nil {
		return Outcome{}, err
	}
	action := "approve accept"
	if c.Reject {
		action = "approve reject"
	}
	e := c.entry(action, r.Name)
	switch {
	case me.role() < Moderator:
		return denied(tx, e, refuse(ErrDenied, "only moderators and above let people in; ask one of them"))
	case !r.Pending:
		return Outcome{}, refuse(ErrConflict, "%s does not wait for approval; the command approve list shows who does", r.Name)
	case c.Reject:
		return c.reject(tx, r, e)
	}
	r.Pending, r.Note = false, ""
	e.Before, e.After = waiting, r.role().String()
	return c.keep(tx, r, e)
}

// waiting is what the audit log calls an account that waits for approval.
const waiting = "pending"

// reject ends an account that nobody has let in. It has done nothing under its
// name, so that the name is not held.
func (c Approve) reject(tx Tx, r Record, e audit.Entry) (Outcome, error) {
	if err := c.banKeys(tx, r); err != nil {
		return Outcome{}, err
	}
	if err := clearAccount(tx, r); err != nil {
		return Outcome{}, err
	}
	gone := r.gone(c.Header)
	gone.Former = nil
	e.Before, e.After = waiting, gone.Name
	if err := tx.SetAccount(gone); err != nil {
		return Outcome{}, err
	}
	if err := tx.Depart(r.ID, false); err != nil {
		return Outcome{}, err
	}
	if err := note(tx, e); err != nil {
		return Outcome{}, err
	}
	return c.settle(tx, gone)
}

// Approve lets in an account that waits and returns it as it is then. Refusals
// wrap ErrNotFound, ErrConflict, ErrBadText or ErrDenied, which is in the audit
// log.
func (d *Directory) Approve(ctx context.Context, by audit.Actor, id AccountID, reason string) (Account, error) {
	return d.judge(ctx, by, id, false, reason)
}

// Reject ends an account that waits, and returns what is left of it: its name
// and its key are free at once. Refusals are those of Approve.
func (d *Directory) Reject(ctx context.Context, by audit.Actor, id AccountID, reason string) (Account, error) {
	return d.judge(ctx, by, id, true, reason)
}

func (d *Directory) judge(ctx context.Context, by audit.Actor, id AccountID, reject bool, reason string) (Account, error) {
	reason, err := parseReason(reason)
	if err != nil {
		return Account{}, err
	}
	o, err := d.do(ctx, func(h Header) Command {
		h.By, h.Reason = by, cmp.Or(reason, h.Reason)
		return Approve{Header: h, Account: id, Reject: reject}
	})
	return o.Account, err
}
