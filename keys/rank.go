package keys

import (
	"net/netip"
	"time"

	"snug/keys/audit"
)

// operator is who gives commands over the admin socket: somebody at the machine,
// who has no account and ranks above every one.
var operator = Record{Name: "operator", Granted: Owner}

// actor returns who gives a command about others: the account, or the operator.
// The session may have begun before its key was removed or before the account was
// shut out, so that is looked at again.
func (h Header) actor(r Reader) (Record, error) {
	if h.By.Via == audit.Socket && h.By.Account == 0 {
		return operator, nil
	}
	me, err := existing(r, AccountID(h.By.Account))
	if err != nil {
		return Record{}, err
	}
	f, err := parseFingerprint(h.By.Key)
	if err != nil {
		return Record{}, err
	}
	a, err := r.AccountByKey(f)
	switch {
	case err != nil && !isNotFound(err):
		return Record{}, err
	case a.ID != me.ID:
		return Record{}, refuse(ErrDenied, "the key of this session is none of your account any more; connect again with another one")
	}
	return me, barred(r, Identity{Fingerprint: f, Account: a, Role: a.Role}, netip.Addr{}, h.At)
}

// parties returns who gives a command, and the account that it is about.
func (h Header) parties(r Reader, about AccountID) (me, other Record, err error) {
	if me, err = h.actor(r); err != nil {
		return Record{}, Record{}, err
	}
	other, err = existing(r, about)
	return me, other, err
}

// holder returns the account of who changes something of their own, which the
// operator cannot.
func (h Header) holder(r Reader) (Record, error) {
	me, err := h.actor(r)
	if err == nil && me.ID == operator.ID {
		return Record{}, refuse(ErrDenied, "the operator has no account; use ssh for that")
	}
	return me, err
}

// personal is holder for what no bot does.
func (h Header) personal(r Reader) (Record, error) {
	me, err := h.holder(r)
	if err == nil && me.Keeper != 0 {
		err = BotsCannot()
	}
	return me, err
}

// above reports whether somebody ranks above an account. Owners are not above
// each other.
func (r Record) above(other Record) bool {
	return r.ID == operator.ID || r.role() > other.role()
}

// atLeast fails unless somebody has a role or a higher one: Moderator or Admin.
func (r Record) atLeast(least Role) error {
	switch {
	case r.role() >= least:
		return nil
	case least == Moderator:
		return refuse(ErrDenied, "only moderators and above do this; ask one of them")
	}
	return refuse(ErrDenied, "only admins and owners do this; ask one of them")
}

// over holds what is done to an account to the bounds of rank: whoever does it has
// at least a role, and ranks above the account. Nobody does it to themselves.
func (r Record) over(other Record, least Role) error {
	if err := r.atLeast(least); err != nil {
		return err
	}
	switch {
	case r.ID == other.ID:
		return refuse(ErrConflict, "nobody does this to themselves; ask somebody above you")
	case !r.above(other):
		return tooHigh(other)
	}
	return nil
}

func tooHigh(r Record) error {
	return refuse(ErrDenied, "%s has your own rank or a higher one; ask somebody above you both", r.Name)
}

func waits(r Record) error {
	return refuse(ErrConflict, "%s still waits for approval; accept or reject the account", r.Name)
}

// stays fails for an account that nobody can keep out: the last owner who can get
// in, and an owner by the configuration.
func stays(tx Tx, r Record, now time.Time) error {
	switch {
	case r.Configured:
		return refuse(ErrConflict, "the server's configuration makes %s an owner; take the key out there first", r.Name)
	case r.role() == Owner:
		return othersOwn(tx, r, now)
	}
	return nil
}

// othersOwn fails unless the server has an owner besides one who is not shut out.
func othersOwn(tx Tx, r Record, now time.Time) error {
	owners, err := tx.Owners()
	if err != nil {
		return err
	}
	for _, a := range owners {
		if a.ID == r.ID {
			continue
		}
		switch out, err := shutOut(tx, a, now); {
		case err != nil:
			return err
		case !out:
			return nil
		}
	}
	return refuse(ErrConflict, "%s is the only owner of the server; make somebody else one first", r.Name)
}
