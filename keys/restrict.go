package keys

import (
	"context"
	"time"

	"snug/keys/audit"
	"snug/keys/sanction"
)

// A Measure is what staff can take against an account.
type Measure uint8

// The measures.
const (
	Suspension Measure = iota // may not be here
	Muting                    // may not write
)

// A Restrict is the intent to take a measure against an account, or to lift it.
type Restrict struct {
	Header
	Account AccountID
	Measure Measure
	Lift    bool
	Until   time.Time // zero: until it is lifted
}

func (c Restrict) apply(tx Tx) (Outcome, error) {
	me, r, err := c.parties(tx, c.Account)
	if err != nil {
		return Outcome{}, err
	}
	e := c.entry(c.action(), r.Name)
	if err := c.allowed(tx, me, r); err != nil {
		return turnedDown(tx, e, err)
	}
	is := &r.Suspended
	if c.Measure == Muting {
		is = &r.Muted
	}
	if err := c.fits(r, *is); err != nil {
		return Outcome{}, err
	}
	var next sanction.Sanction
	if c.Lift {
		e.Before = lasts(*is)
	} else {
		if next, err = c.sanction(me, c.Until); err != nil {
			return Outcome{}, err
		}
		e.After = lasts(next)
	}
	*is = next
	return c.keep(tx, r, e)
}

func (c Restrict) action() string {
	switch {
	case c.Measure == Muting && c.Lift:
		return "user unmute"
	case c.Measure == Muting:
		return "user mute"
	case c.Lift:
		return "user resume"
	}
	return "user suspend"
}

func (c Restrict) allowed(tx Tx, me, r Record) error {
	err := me.over(r, Moderator)
	if err != nil || c.Lift || c.Measure == Muting {
		return err
	}
	return stays(tx, r, c.At)
}

// fits fails when there is nothing to do: of two who do the same at once, the
// second one hears who was first.
func (c Restrict) fits(r Record, is sanction.Sanction) error {
	counts := is.In(c.At)
	switch {
	case c.Measure == Muting && c.Lift && !counts:
		return refuse(ErrConflict, "%s is not muted; nothing was changed", r.Name)
	case c.Lift && !counts:
		return refuse(ErrConflict, "%s is not suspended; nothing was changed", r.Name)
	case c.Lift:
		return nil
	case r.Pending:
		return waits(r)
	case counts && c.Measure == Muting:
		return refuse(ErrConflict, "%s is muted already %v, by %s; lift that first to change it", r.Name, ends(is.Until), is.ByName)
	case counts:
		return refuse(ErrConflict, "%s is suspended already %v, by %s; lift that first to change it", r.Name, ends(is.Until), is.ByName)
	}
	return nil
}

func (d *Directory) restrict(ctx context.Context, by audit.Actor, reason string, c Restrict) (Account, error) {
	c.Until = stored(c.Until)
	o, err := d.act(ctx, by, reason, func(h Header) Command {
		c.Header = h
		return c
	})
	return o.Account, err
}

// Suspend keeps an account off the server until a time; zero is until it is
// lifted. The last owner and owners by the configuration stay. Like the methods
// that follow it is for moderators and above, for accounts of lower rank, never for
// oneself, and refuses what is so already. Whoever calls it ends the account's
// sessions. Refusals wrap ErrDenied, ErrConflict or, when until cannot be,
// ErrBadText; those by rank are in the audit log.
func (d *Directory) Suspend(ctx context.Context, by audit.Actor, id AccountID, until time.Time, reason string) (Account, error) {
	return d.restrict(ctx, by, reason, Restrict{Account: id, Measure: Suspension, Until: until})
}

// Resume lifts a suspension.
func (d *Directory) Resume(ctx context.Context, by audit.Actor, id AccountID, reason string) (Account, error) {
	return d.restrict(ctx, by, reason, Restrict{Account: id, Measure: Suspension, Lift: true})
}

// MuteAccount keeps an account from writing, reacting and editing, everywhere.
func (d *Directory) MuteAccount(ctx context.Context, by audit.Actor, id AccountID, until time.Time, reason string) (Account, error) {
	return d.restrict(ctx, by, reason, Restrict{Account: id, Measure: Muting, Until: until})
}

// UnmuteAccount lifts a mute.
func (d *Directory) UnmuteAccount(ctx context.Context, by audit.Actor, id AccountID, reason string) (Account, error) {
	return d.restrict(ctx, by, reason, Restrict{Account: id, Measure: Muting, Lift: true})
}
