package keys

import (
	"context"
	"time"

	"snug/keys/audit"
)

// maxRenames is how often a username may change while a former one is held:
// with more, one person could keep many names from everybody.
const maxRenames = 3

// A Rename is the intent to have another username.
type Rename struct {
	Header
	Name string // as typed; the policy was checked
}

func (c Rename) apply(tx Tx) (Outcome, error) {
	r, err := c.holder(tx)
	if err != nil || r.Name == c.Name {
		return Outcome{Account: r.Account()}, err
	}
	form := nameForm(c.Name)
	switch taken, err := taken(tx, form, r.ID, c.At); {
	case err != nil:
		return Outcome{}, err
	case taken:
		return Outcome{}, nameTaken(c.Name)
	}
	r.forget(c.At)
	if n := len(r.Former); n >= maxRenames {
		free := r.Former[n-maxRenames].At.Add(heldFor)
		return Outcome{}, refuse(ErrLimited, "a username changes at most %d times in %d days; you can change yours again after %s",
			maxRenames, int(heldFor/(24*time.Hour)), free.Format(time.DateOnly))
	}
	if err := claim(tx, form, r.ID, c.At); err != nil {
		return Outcome{}, err
	}
	e := c.entry("me rename", r.Name)
	e.Before, e.After = r.Name, c.Name
	r.Former = append(r.Former, Former{r.NameForm, c.At})
	r.Name, r.NameForm = c.Name, form
	if r.Display == r.Name {
		r.Display, r.DisplayForm = "", Form{}
	}
	if err := tx.SetAccount(r); err != nil {
		return Outcome{}, err
	}
	if err := note(tx, e); err != nil {
		return Outcome{}, err
	}
	return c.settle(tx, r)
}

// Rename gives by's account another username. The old one is held for 90 days:
// the account may take it back, and nobody else may have it or one that looks
// like it. Refusals wrap ErrBadName, ErrNameTaken or, after three times in 90
// days, ErrLimited.
func (d *Directory) Rename(ctx context.Context, by audit.Actor, name string) (Account, error) {
	if err := checkName(name); err != nil {
		return Account{}, err
	}
	o, err := d.do(ctx, func(h Header) Command {
		h.By = by
		return Rename{Header: h, Name: name}
	})
	return o.Account, err
}
