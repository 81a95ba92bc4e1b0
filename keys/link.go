package keys

import (
	"context"
	"crypto/subtle"
	"errors"
	"time"

	"golang.org/x/crypto/ssh"

	"snug/keys/audit"
)

const (
	linkFor   = 15 * time.Minute
	linkTries = 5 // of wrong secrets
)

// A MakeLink is the intent to let another key join one's account, by a code.
type MakeLink struct {
	Header
	Place  string
	Secret [32]byte // SHA-256
}

// errPlaceTaken: another code, which is valid, is found where this one would be.
var errPlaceTaken = errors.New("place of the code is taken")

func (c MakeLink) apply(tx Tx) (Outcome, error) {
	me, err := c.personal(tx)
	if err != nil {
		return Outcome{}, err
	}
	other, err := tx.Link(c.Place)
	switch {
	case err == nil && other.Account != me.ID && c.At.Before(other.Until):
		return Outcome{}, errPlaceTaken
	case err == nil && other.Account != me.ID:
		them, err := tx.AccountRecord(other.Account)
		if err != nil {
			return Outcome{}, err
		}
		if err := dropLink(tx, &them); err != nil {
			return Outcome{}, err
		}
	case err != nil && !isNotFound(err):
		return Outcome{}, err
	}
	if err := dropLink(tx, &me); err != nil {
		return Outcome{}, err
	}
	err = tx.SetLink(Link{Place: c.Place, Secret: c.Secret, Account: me.ID, Until: c.At.Add(linkFor), Tries: linkTries})
	if err != nil {
		return Outcome{}, err
	}
	me.Link = c.Place
	if err := tx.SetAccount(me); err != nil {
		return Outcome{}, err
	}
	return Outcome{Account: me.Account()}, note(tx, c.entry("key link", me.Name))
}

// dropLink ends an account's code, if there is one.
func dropLink(tx Tx, r *Record) error {
	if r.Link == "" {
		return nil
	}
	if err := tx.RemoveLink(r.Link); err != nil {
		return err
	}
	r.Link = ""
	return tx.SetAccount(*r)
}

// Link returns a code with which, once and until a time, a session with another
// key joins by's account. It takes the place of the code that was made before.
func (d *Directory) Link(ctx context.Context, by audit.Actor) (code string, until time.Time, err error) {
	for range 3 { // among a million places, other codes are hardly ever in the way
		var made MakeLink
		_, err = d.do(ctx, func(h Header) Command {
			made.Header = h
			made.By = by
			code, made.Place, made.Secret = newCode()
			return made
		})
		if err == nil {
			return code, made.At.Add(linkFor), nil
		}
		if !errors.Is(err, errPlaceTaken) {
			break
		}
	}
	return "", time.Time{}, err
}

// A UseLink is the intent to join the account that a code was made for.
type UseLink struct {
	Header
	Key      Key
	OwnerKey bool // the configuration makes its holder an owner
	Place    string
	Secret   [32]byte // SHA-256 of what was typed
}

func (c UseLink) apply(tx Tx) (Outcome, error) {
	if err := strange(tx, c.Key.Fingerprint); err != nil {
		return Outcome{}, err
	}
	l, err := tx.Link(c.Place)
	switch {
	case isNotFound(err):
		return Outcome{}, badCode()
	case err != nil:
		return Outcome{}, err
	case !c.At.Before(l.Until):
		return Outcome{}, badCode()
	}
	r, err := tx.AccountRecord(l.Account)
	if err != nil {
		return Outcome{}, err
	}
	if subtle.ConstantTimeCompare(l.Secret[:], c.Secret[:]) != 1 {
		return c.wrong(tx, r, l)
	}
	if err := roomFor(tx, r.ID, c.Key.Fingerprint); err != nil {
		return Outcome{}, err
	}
	if err := dropLink(tx, &r); err != nil {
		return Outcome{}, err
	}
	c.By = joining(c.By, r, c.Key)
	if err := note(tx, c.entry("key join", c.Key.Fingerprint.String())); err != nil {
		return Outcome{}, err
	}
	return joinAndSettle(tx, c.Header, r, c.Key, c.OwnerKey)
}

// wrong takes a try from a code that somebody guessed at.
func (c UseLink) wrong(tx Tx, r Record, l Link) (Outcome, error) {
	l.Tries--
	var err error
	if l.Tries > 0 {
		err = tx.SetLink(l)
	} else {
		err = dropLink(tx, &r)
	}
	if err != nil {
		return Outcome{}, err
	}
	c.By.Key = c.Key.Fingerprint.String()
	return denied(tx, c.entry("key join", r.Name), badCode())
}

// badCode is the one answer to codes that do not exist, were used, have ended or
// are wrong.
func badCode() error {
	return refuse(ErrBadCode, "this code is wrong, was used already, or has ended; make a new one on the other device, with the command key link")
}

// UseLink joins k, which the client must have proved to hold, to the account that
// the code was made for. Of by, account, name and key are filled in. Refusals wrap
// ErrKeyTaken, ErrBadCode or ErrLimited.
func (d *Directory) UseLink(ctx context.Context, by audit.Actor, k ssh.PublicKey, code string) (Identity, error) {
	place, secret, ok := readCode(code)
	if !ok {
		return Identity{}, badCode()
	}
	key := keyOf(k)
	o, err := d.do(ctx, func(h Header) Command {
		h.By = by
		return UseLink{Header: h, Key: key, OwnerKey: d.owners[key.Fingerprint], Place: place, Secret: secret}
	})
	return identity(key, o.Account, err)
}
