package keys

import (
	"cmp"
	"context"
	"time"

	"golang.org/x/crypto/ssh"

	"snug/keys/audit"
)

const (
	recoverFor    = 7 * 24 * time.Hour
	maxAsked      = 3    // open requests for one account
	maxRecoveries = 1000 // open requests in all
)

// A Recovery is the request of somebody who has lost every key to join a new
// one to their account.
type Recovery struct {
	ID      uint64
	Account Account
	Key     Key
	Note    string // one clean line by who asks
	At      time.Time
}

// Until is when the request ends if nobody decides it.
func (r Recovery) Until() time.Time { return r.At.Add(recoverFor) }

// dropRecoveries takes away the requests that are meant.
func dropRecoveries(tx Tx, meant func(Recovery) bool) error {
	all, err := tx.Recoveries()
	if err != nil {
		return err
	}
	for _, r := range all {
		if meant(r) {
			if err := tx.RemoveRecovery(r.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// A Recover is the intent to ask that a key may join an account.
type Recover struct {
	Header
	Key  Key
	Name string // folded username
	Note string // clean
}

func (c Recover) apply(tx Tx) (Outcome, error) {
	if err := strange(tx, c.Key.Fingerprint); err != nil {
		return Outcome{}, err
	}
	a, err := tx.AccountByName(c.Name)
	switch {
	case isNotFound(err):
		return Outcome{}, refuse(ErrNotFound, "there is no account %s to recover; give the username that it has now", shorten(c.Name))
	case err != nil:
		return Outcome{}, err
	case a.Bot():
		return Outcome{}, refuse(ErrDenied, "%s is a bot, and its keeper gives it another key with the command bot set; ask them", a.Name)
	case a.Role == Owner:
		return Outcome{}, refuse(ErrDenied, "nobody ranks above %s, an owner of the server; whoever runs it can name your key in the configuration and let you sign up with it", a.Name)
	}
	all, err := tx.Recoveries()
	if err != nil {
		return Outcome{}, err
	}
	open, same := 0, 0
	for _, asked := range all {
		switch {
		case !c.At.Before(asked.Until()):
			continue
		case asked.Key.Fingerprint != c.Key.Fingerprint:
		case asked.Account.ID == a.ID:
			return Outcome{Account: a, Recovery: asked}, nil
		default:
			return Outcome{}, refuse(ErrConflict, "this key asks for the account %s already; wait until that is decided, or for seven days", asked.Account.Name)
		}
		open++
		if asked.Account.ID == a.ID {
			same++
		}
	}
	if open >= maxRecoveries || same >= maxAsked {
		return Outcome{}, refuse(ErrLimited, "too many ask for that already; wait until a moderator has decided, or ask one in another way")
	}
	return c.ask(tx, a)
}

func (c Recover) ask(tx Tx, a Account) (Outcome, error) {
	err := dropRecoveries(tx, func(asked Recovery) bool { return !c.At.Before(asked.Until()) })
	if err != nil {
		return Outcome{}, err
	}
	asked, err := tx.AddRecovery(Recovery{Account: a, Key: c.Key, Note: c.Note, At: c.At})
	if err != nil {
		return Outcome{}, err
	}
	c.By.Key = c.Key.Fingerprint.String()
	e := c.entry("recovery request", a.Name)
	e.After, e.Reason = c.By.Key, cmp.Or(c.Note, c.Reason)
	return Outcome{Account: a, Recovery: asked}, note(tx, e)
}

// Recover asks to join k, which the client must have proved to hold, to an
// account. Asking again yields the same request. Of by, the key is filled in.
// Refusals wrap ErrKeyTaken, ErrNotFound, ErrDenied, ErrConflict, ErrLimited or
// ErrBadText.
func (d *Directory) Recover(ctx context.Context, by audit.Actor, k ssh.PublicKey, name, note string) (Recovery, error) {
	note, err := parseReason(note)
	if err != nil {
		return Recovery{}, err
	}
	o, err := d.do(ctx, func(h Header) Command {
		h.By = by
		return Recover{Header: h, Key: keyOf(k), Name: username(name), Note: note}
	})
	return o.Recovery, err
}

// Recoveries returns the requests that are open, the oldest first; with an
// account, its own only.
func (d *Directory) Recoveries(of AccountID) ([]Recovery, error) {
	var open []Recovery
	now := time.Now()
	err := d.store.View(func(r Reader) error {
		all, err := r.Recoveries()
		for _, asked := range all {
			if now.Before(asked.Until()) && (of == 0 || asked.Account.ID == of) {
				open = append(open, asked)
			}
		}
		return err
	})
	return open, because(err, "recoveries")
}
