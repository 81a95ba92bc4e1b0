package keys

import (
	"cmp"
	"context"
	"time"
)

// seenEvery is how much time lies at least between two writes for one key.
const seenEvery = 10 * time.Minute

// A Seen is the intent to note that a session with a key has ended.
type Seen struct {
	Header
	Account AccountID
	Key     Fingerprint
	Type    string // of the key
}

func (c Seen) apply(tx Tx) (Outcome, error) {
	k, err := keyIn(tx, c.Account, c.Key)
	switch {
	case isNotFound(err) || k.Offered: // removed in the meantime
		return Outcome{}, nil
	case err != nil:
		return Outcome{}, err
	case c.At.Sub(k.Used) < seenEvery && !c.tells(k): // another session ended in the meantime
		return Outcome{}, nil
	}
	k.Used, k.Type = c.At, cmp.Or(k.Type, c.Type)
	if err := tx.SetKey(c.Account, k); err != nil {
		return Outcome{}, err
	}
	return Outcome{}, tx.SetSeen(c.Account, c.At)
}

// tells reports whether what type the key has is news: it was not kept once.
func (c Seen) tells(k Key) bool { return k.Type == "" && c.Type != "" }

// Seen notes that a session with a key of an account has ended, and what type the
// key has, if that was not kept. It writes at most once in ten minutes for each
// key, and nothing for a guest.
func (d *Directory) Seen(ctx context.Context, who Identity) error {
	if !who.SignedUp() {
		return nil
	}
	var k Key
	err := d.store.View(func(r Reader) (err error) {
		k, err = keyIn(r, who.Account.ID, who.Fingerprint)
		return err
	})
	switch {
	case isNotFound(err):
		return nil // the key was removed
	case err != nil:
		return because(err, "key %s", who.Fingerprint)
	}
	c := Seen{Account: who.Account.ID, Key: who.Fingerprint, Type: who.KeyType}
	if time.Since(k.Used) < seenEvery && !c.tells(k) {
		return nil
	}
	_, err = d.do(ctx, func(h Header) Command {
		c.Header = h
		return c
	})
	return err
}

// LastSeen returns when an account was last there, if it chose to show that;
// else the zero time.
func (d *Directory) LastSeen(id AccountID) (time.Time, error) {
	var at time.Time
	err := d.store.View(func(r Reader) error {
		chosen, err := r.Settings(id)
		if err != nil || chosen[SetLastSeen] != "on" {
			return err
		}
		at, err = r.Seen(id)
		return err
	})
	return at, because(err, "last seen of account %d", id)
}
