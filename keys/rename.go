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
	r, err := c.personal(tx)
	if err != nil || r.Name == c.Name {
		return Outcome{Account: r.Account()}, err
	}
	if err := nameFree(tx, c.Name, r.ID, c.At); err != nil {
		return Outcome{}, err
	}
	r.forget(c.At)
	if n := len(r.Former); n >= maxRenames {
		free := r.Former[n-maxRenames].At.Add(heldFor)
		return Outcome{}, refuse(ErrLimited, "a username changes at most %d times in %d days; you can change yours again after %s",
			maxRenames, int(heldFor/(24*time.Hour)), free.Format(time.DateOnly))
	}
	return c.rename(tx, r, c.Name, c.entry("me rename", r.Name))
}

// nameFree fails when somebody else has a username, or one that looks like it.
func nameFree(r Reader, name string, except AccountID, now time.Time) error {
	switch taken, err := taken(r, nameForm(name), except, now); {
	case err != nil:
		return err
	case taken:
		return nameTaken(name)
	}
	return nil
}

// rename gives an account a username that is free, and ends the command.
func (h Header) rename(tx Tx, r Record, name string, e audit.Entry) (Outcome, error) {
	form := nameForm(name)
	if err := claim(tx, form, r.ID, h.At); err != nil {
		return Outcome{}, err
	}
	e.Before, e.After = r.Name, name
	r.forget(h.At)
	r.Former = append(r.Former, Former{r.NameForm, h.At})
	r.Name, r.NameForm = name, form
	if r.Display == r.Name {
		r.Display, r.DisplayForm = "", Form{}
	}
	return h.keep(tx, r, e)
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

// A RenameAccount is the intent to give somebody another username.
type RenameAccount struct {
	Header
	Account AccountID
	Name    string // as typed; the policy was checked
}

func (c RenameAccount) apply(tx Tx) (Outcome, error) {
	me, r, err := c.parties(tx, c.Account)
	if err != nil {
		return Outcome{}, err
	}
	e := c.entry("user rename", r.Name)
	if err := me.over(r, Admin); err != nil {
		e.Before, e.After = r.Name, c.Name
		return turnedDown(tx, e, err)
	}
	if r.Name == c.Name {
		return Outcome{}, refuse(ErrConflict, "%s is called that already; nothing was changed", r.Name)
	}
	if err := nameFree(tx, c.Name, r.ID, c.At); err != nil {
		return Outcome{}, err
	}
	return c.rename(tx, r, c.Name, e)
}

// RenameAccount gives somebody of lower rank another username; it is for admins
// and above. The rules are those of [Directory.Rename] without its limit.
func (d *Directory) RenameAccount(ctx context.Context, by audit.Actor, id AccountID, name, reason string) (Account, error) {
	if err := checkName(name); err != nil {
		return Account{}, err
	}
	o, err := d.act(ctx, by, reason, func(h Header) Command { return RenameAccount{Header: h, Account: id, Name: name} })
	return o.Account, err
}
