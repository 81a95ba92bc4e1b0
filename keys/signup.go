package keys

import (
	"context"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"

	"snug/keys/audit"
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

	Place  string   // where an invitation is found; empty: none was given
	Secret [32]byte // SHA-256 of what was typed
	Note   string   // for who approves; clean
}

func (c SignUp) apply(tx Tx) (Outcome, error) {
	if err := strange(tx, c.Key.Fingerprint); err != nil {
		return Outcome{}, err
	}
	way, err := c.way(tx)
	switch {
	case err != nil:
		return Outcome{}, err
	case way.wrong:
		return c.wrong(tx, way.invite)
	}
	r := Record{Name: c.Name, Created: c.At, Granted: way.role, Pending: way.pending, NameForm: nameForm(c.Name)}
	if r.Pending {
		r.Note = c.Note
	}
	if err := r.named(tx, c.Display, c.At); err != nil {
		return Outcome{}, err
	}
	r, err = tx.AddAccount(r)
	if err != nil {
		return Outcome{}, err
	}
	return c.enter(tx, r, way.invite)
}

// enter gives a new account its key and what its invitation grants.
func (c SignUp) enter(tx Tx, r Record, by InviteCode) (Outcome, error) {
	c.By = joining(c.By, r, c.Key)
	e := c.entry("register", r.Name)
	e.After = r.role().String()
	switch {
	case r.Pending:
		e.After = waiting
	case by.Place != "":
		e.After += ", invitation " + by.Place
		if err := by.use(tx, r, c.At); err != nil {
			return Outcome{}, err
		}
	}
	if err := note(tx, e); err != nil {
		return Outcome{}, err
	}
	o, err := joinAndSettle(tx, c.Header, r, c.Key, c.OwnerKey)
	o.Room = by.Room
	return o, err
}

// SignUp makes an account for k, as [Directory.SignUpWith] does without an
// invitation or a note.
func (d *Directory) SignUp(ctx context.Context, k ssh.PublicKey, name, display string) (Identity, error) {
	who, _, err := d.SignUpWith(ctx, audit.From(ctx).By, k, Application{Name: name, Display: display})
	return who, err
}

// SignUpWith makes an account for k, which the client must have proved to hold,
// and returns after it is on disk. An empty display name is the username. The
// account may be one that waits for approval: Pending. The room of an invitation
// that was used is returned, zero for none; the account is invited to it. Of by,
// account, name and key are filled in. Refusals are *Refusal and wrap ErrBadName,
// ErrNameTaken, ErrKeyTaken, ErrBadKey, ErrBadText, ErrBadCode, ErrLimited, or
// ErrDenied where nobody can sign up, or not so.
func (d *Directory) SignUpWith(ctx context.Context, by audit.Actor, k ssh.PublicKey, a Application) (who Identity, room uint64, err error) {
	if err := CheckKey(k); err != nil {
		return Identity{}, 0, err
	}
	if err := checkName(a.Name); err != nil {
		return Identity{}, 0, err
	}
	key := keyOf(k)
	c := SignUp{Key: key, OwnerKey: d.owners[key.Fingerprint], Name: a.Name}
	if c.Display, err = parseDisplay(a.Display); err != nil {
		return Identity{}, 0, err
	}
	if c.Note, err = parseReason(a.Note); err != nil {
		return Identity{}, 0, err
	}
	if strings.TrimSpace(a.Code) != "" {
		var ok bool
		if c.Place, c.Secret, ok = readCode(a.Code); !ok {
			c.Place = nowhere
		}
	}
	o, err := d.do(ctx, func(h Header) Command {
		c.Header = h
		c.By = by
		return c
	})
	who, err = identity(key, o.Account, err)
	return who, o.Room, err
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
