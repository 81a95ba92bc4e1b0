package keys

import (
	"cmp"
	"context"
	"strconv"
	"time"

	"snug/keys/audit"
	"snug/keys/sanction"
)

// A SetLockdown is the intent to close the server to a level, or to open it.
type SetLockdown struct {
	Header
	Level Level
	Until time.Time // zero: until it is lifted
}

func (c SetLockdown) apply(tx Tx) (Outcome, error) {
	me, err := c.actor(tx)
	if err != nil {
		return Outcome{}, err
	}
	was, err := tx.Lockdown()
	if err != nil {
		return Outcome{}, err
	}
	l := Lockdown{Level: c.Level, Since: c.At, Until: c.Until, By: me.Name, Why: c.Reason}
	e := c.entry("lockdown set", "server")
	e.Before, e.After = was.forLog(c.At), l.forLog(c.At)
	switch {
	case me.role() < Admin:
		return denied(tx, e, refuse(ErrDenied, "only admins and owners close the server or open it; ask one of them"))
	case !c.Until.IsZero() && !c.At.Before(c.Until):
		return Outcome{}, ended()
	case l.Level == Normal && was.In(c.At) == Normal:
		return Outcome{}, refuse(ErrConflict, "the server is not locked down; there is nothing to lift")
	}
	if err := tx.SetLockdown(l); err != nil {
		return Outcome{}, err
	}
	return Outcome{Account: me.Account(), Lockdown: l}, note(tx, e)
}

// ended refuses an end that has passed.
func ended() error {
	return refuse(ErrBadText, "the end of it is in the past; give a later one, such as --for 2h")
}

// forLog is a lockdown as the audit log has it.
func (l Lockdown) forLog(now time.Time) string {
	level := l.In(now)
	s := strconv.Itoa(int(level))
	if level != Normal && !l.Until.IsZero() {
		s += " until " + stamp(l.Until)
	}
	return s
}

// SetLockdown closes the server to a level, or opens it (Normal). A zero until is
// until it is lifted. Whoever calls it ends the sessions that StaffOnly and
// LocalOnly shut out. Refusals wrap ErrBadText, ErrConflict or ErrDenied, which
// is in the audit log.
func (d *Directory) SetLockdown(ctx context.Context, by audit.Actor, l Level, until time.Time, reason string) (Lockdown, error) {
	reason, err := parseReason(reason)
	switch {
	case err != nil:
		return Lockdown{}, err
	case l > LocalOnly:
		return Lockdown{}, refuse(ErrBadText, "there is no level %d of a lockdown; choose one from 0 to %d", int(l), int(LocalOnly))
	case l == Normal:
		until = time.Time{}
	case time.Until(until) > sanction.Forever:
		return Lockdown{}, refuse(ErrBadText, "that is too long; give at most ten years, or --for perm for until it is lifted")
	}
	o, err := d.do(ctx, func(h Header) Command {
		h.By, h.Reason = by, cmp.Or(reason, h.Reason)
		return SetLockdown{Header: h, Level: l, Until: stored(until)}
	})
	return o.Lockdown, err
}

// Lockdown returns the lockdown that counts now; the zero Lockdown when none does.
func (d *Directory) Lockdown() (Lockdown, error) {
	var l Lockdown
	err := d.store.View(func(r Reader) (err error) {
		l, err = r.Lockdown()
		return err
	})
	if err != nil || l.In(time.Now()) == Normal {
		return Lockdown{}, because(err, "lockdown")
	}
	return l, nil
}

// SignUpMode returns how somebody with a key may sign up now; Closed during a
// lockdown, and always Open for a key that makes an owner.
func (d *Directory) SignUpMode(f Fingerprint) (Mode, error) {
	mode := Open
	err := d.store.View(func(r Reader) error {
		if kept, err := r.OwnerKey(f); kept || d.owners[f] || err != nil {
			return err
		}
		settings, l, err := houseState(r)
		if mode = signUpMode(settings); l.In(time.Now()) >= NoSignUp {
			mode = Closed
		}
		return err
	})
	return mode, because(err, "settings of the server")
}

// houseState returns what the server is set to, and how far it is closed.
func houseState(r Reader) (map[string]string, Lockdown, error) {
	settings, err := r.HouseSettings()
	if err != nil {
		return nil, Lockdown{}, err
	}
	l, err := r.Lockdown()
	return settings, l, err
}
