package keys

import (
	"context"
	"time"

	"golang.org/x/crypto/ssh"
)

// A SignUp is the intent to make an account for a key.
type SignUp struct {
	Header
	Key      Key
	OwnerKey bool   // the configuration makes its holder an owner
	Name     string // as typed; the policy was checked
	// Display is what the person wants to be called: clean, checked, possibly
	// empty.
	Display string
}

func (c SignUp) apply(tx Tx) (Outcome, error) {
	if err := strange(tx, c.Key.Fingerprint); err != nil {
		return Outcome{}, err
	}
	r := Record{Name: c.Name, Created: c.At, Granted: Member, NameForm: nameForm(c.Name)}
	// A username that looks like somebody's display name misleads as well.
	switch taken, err := taken(tx, r.NameForm, 0, c.At); {
	case err != nil:
		return Outcome{}, err
	case taken:
		return Outcome{}, nameTaken(c.Name)
	}
	if err := r.call(tx, c.Display, c.At); err != nil {
		return Outcome{}, err
	}
	if err := claim(tx, r.NameForm, 0, c.At); err != nil {
		return Outcome{}, err
	}
	r, err := tx.AddAccount(r)
	if err != nil {
		return Outcome{}, err
	}
	c.By = joining(c.By, r, c.Key)
	return joinAndSettle(tx, c.Header, r, c.Key, c.OwnerKey)
}

// SignUp makes an account for k, which the client must have proved to hold,
// and returns after it is on disk. An empty display name is the username.
// Refusals are *Refusal and wrap ErrBadName, ErrNameTaken or ErrKeyTaken.
func (d *Directory) SignUp(ctx context.Context, k ssh.PublicKey, name, display string) (Identity, error) {
	if err := CheckKey(k); err != nil {
		return Identity{}, err
	}
	if err := checkName(name); err != nil {
		return Identity{}, err
	}
	display, err := parseDisplay(display)
	if err != nil {
		return Identity{}, err
	}
	key := keyOf(k)
	o, err := d.do(ctx, func(h Header) Command {
		return SignUp{Header: h, Key: key, OwnerKey: d.owners[key.Fingerprint], Name: name, Display: display}
	})
	return identity(key, o.Account, err)
}

// Check tells whether a new account could have this name: nil, or a *Refusal
// wrapping ErrBadName or ErrNameTaken. It promises nothing: only SignUp
// decides.
func (d *Directory) Check(name string) error {
	if err := checkName(name); err != nil {
		return err
	}
	err := d.store.View(func(r Reader) error {
		switch taken, err := taken(r, nameForm(name), 0, time.Now()); {
		case err != nil:
			return err
		case taken:
			return nameTaken(name)
		}
		return nil
	})
	return because(err, "name %s", name)
}

func nameTaken(name string) error {
	return refuse(ErrNameTaken, "the username %s is taken, or looks like one that is; choose another", name)
}
