package keys

import (
	"context"
	"time"

	"snug/keys/audit"
)

// A SetDisplay is the intent to be called something else. An empty Display is
// the username.
type SetDisplay struct {
	Header
	Account AccountID
	Display string // clean; the policy was checked
}

func (c SetDisplay) apply(tx Tx) (Outcome, error) {
	r, err := c.own(tx, c.Account)
	if err != nil {
		return Outcome{}, err
	}
	before := r.Display
	if err := r.call(tx, c.Display, c.At); err != nil || r.Display == before {
		return Outcome{Account: r.Account()}, err
	}
	if err := tx.SetAccount(r); err != nil {
		return Outcome{}, err
	}
	e := c.entry("me display", r.Name)
	e.Before, e.After = before, r.Display
	return Outcome{Account: r.Account()}, note(tx, e)
}

// call gives a record a display name, unless somebody else has it. Who wants
// their username needs none.
func (r *Record) call(tx Tx, display string, now time.Time) error {
	if display == "" || display == r.Name {
		r.Display, r.DisplayForm = "", Form{}
		return nil
	}
	form := displayForm(display)
	switch taken, err := taken(tx, form, r.ID, now); {
	case err != nil:
		return err
	case taken:
		return refuse(ErrNameTaken, "somebody else is called %s, or something that looks like it; choose another name", display)
	}
	r.Display, r.DisplayForm = display, form
	return nil
}

// named gives a new record its names, unless somebody else has them.
func (r *Record) named(tx Tx, display string, now time.Time) error {
	// A username that looks like somebody's display name misleads as well.
	if err := nameFree(tx, r.Name, 0, now); err != nil {
		return err
	}
	if err := r.call(tx, display, now); err != nil {
		return err
	}
	return claim(tx, r.NameForm, 0, now)
}

// SetDisplay changes what by is called and returns the account as it is then. An
// empty display name is the username. Refusals wrap ErrBadName, ErrNameTaken or,
// when the key is theirs no more, ErrDenied.
func (d *Directory) SetDisplay(ctx context.Context, by audit.Actor, display string) (Account, error) {
	display, err := parseDisplay(display)
	if err != nil {
		return Account{}, err
	}
	o, err := d.do(ctx, func(h Header) Command {
		h.By = by
		return SetDisplay{Header: h, Account: AccountID(by.Account), Display: display}
	})
	return o.Account, err
}
