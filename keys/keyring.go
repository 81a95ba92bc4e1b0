package keys

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"

	"snug/keys/audit"
)

// maxKeys is the most keys of an account, with those that it offers to take in.
const maxKeys = 20

// A Key is a public key of an account, or one that it offers to take in.
type Key struct {
	Fingerprint Fingerprint
	Type        string      // e.g. "ssh-ed25519"; empty for a key from before that was kept
	Comment     string      // clean, possibly empty
	Added       time.Time   // or offered; zero: not known
	Used        time.Time   // when a session with it ended last, about; zero: not known
	Offered     bool        // its holder has not accepted yet
	By          Fingerprint // of an offer: the key that made it
}

func keyOf(k ssh.PublicKey) Key { return Key{Fingerprint: FingerprintOf(k), Type: k.Type()} }

// Keys returns the keys of an account, the oldest first.
func (d *Directory) Keys(id AccountID) ([]Key, error) { return d.keyring(id, false) }

// Offered returns the keys that an account offers to take in and whose holders
// have not accepted, the oldest first.
func (d *Directory) Offered(id AccountID) ([]Key, error) { return d.keyring(id, true) }

func (d *Directory) keyring(id AccountID, offered bool) ([]Key, error) {
	var ring []Key
	err := d.store.View(func(r Reader) (err error) {
		ring, err = r.Keyring(id)
		return err
	})
	if err != nil {
		return nil, because(err, "keys of account %d", id)
	}
	ring = slices.DeleteFunc(ring, func(k Key) bool { return k.Offered != offered })
	slices.SortStableFunc(ring, func(a, b Key) int { return a.Added.Compare(b.Added) })
	return ring, nil
}

// A RemoveKey is the intent to take a key, or an offer, out of one's account.
type RemoveKey struct {
	Header
	Key      Fingerprint
	OwnerKey bool // the configuration makes its holder an owner
}

func (c RemoveKey) apply(tx Tx) (Outcome, error) {
	me, err := c.personal(tx)
	if err != nil {
		return Outcome{}, err
	}
	ring, err := tx.Keyring(me.ID)
	if err != nil {
		return Outcome{}, err
	}
	i := slices.IndexFunc(ring, func(k Key) bool { return k.Fingerprint == c.Key })
	if i < 0 {
		return Outcome{}, noSuchKey(c.Key.String())
	}
	if !ring[i].Offered {
		if err := spare(ring, c.OwnerKey); err != nil {
			return Outcome{}, err
		}
	}
	return takeKey(tx, me, ring, ring[i], c.entry("key remove", c.Key.String()))
}

// spare fails when an account needs a key: one by which the configuration makes it
// an owner, or its last one.
func spare(ring []Key, ownerKey bool) error {
	joined := 0
	for _, k := range ring {
		if !k.Offered {
			joined++
		}
	}
	switch {
	case ownerKey:
		return refuse(ErrLastKey, "the server's configuration makes the holder of this key an owner; take it out there first")
	case joined == 1:
		return refuse(ErrLastKey, "this is the last key of the account, and nobody could enter it any more; add another key first")
	}
	return nil
}

// takeKey takes a key, or an offer, out of an account. Whoever had the key may have
// made a code, and offered other keys a place: these go, too.
func takeKey(tx Tx, r Record, ring []Key, k Key, e audit.Entry) (Outcome, error) {
	if err := tx.RemoveKey(r.ID, k.Fingerprint); err != nil {
		return Outcome{}, err
	}
	if err := dropLink(tx, &r); err != nil {
		return Outcome{}, err
	}
	back, err := dropOffers(tx, r.ID, ring, k.Fingerprint)
	if err != nil {
		return Outcome{}, err
	}
	e.Before = strings.TrimSpace(e.Before + " " + back)
	return Outcome{Account: r.Account(), Key: k}, note(tx, e)
}

// dropOffers takes back what was offered with a key, and returns to which keys.
func dropOffers(tx Tx, id AccountID, ring []Key, by Fingerprint) (string, error) {
	var back []string
	for _, k := range ring {
		if !k.Offered || k.By != by {
			continue
		}
		if err := tx.RemoveKey(id, k.Fingerprint); err != nil {
			return "", err
		}
		back = append(back, k.Fingerprint.String())
	}
	return strings.Join(back, " "), nil
}

// RemoveKey takes a key, or an offer, out of by's account: a fingerprint or the
// beginning of one. The last key stays (ErrLastKey), and one by which the
// configuration makes the account an owner. With a key go the offers that were
// made with it, and the account's code. Whoever calls it ends the sessions with
// the key, unless it was only offered: of a key that is gone although the outcome
// is not known (ErrUnknownOutcome), too, so that it is returned with the error.
func (d *Directory) RemoveKey(ctx context.Context, by audit.Actor, fingerprint string) (Key, error) {
	k, err := d.find(AccountID(by.Account), fingerprint)
	if err != nil {
		return Key{}, err
	}
	o, err := d.do(ctx, func(h Header) Command {
		h.By = by
		return RemoveKey{Header: h, Key: k.Fingerprint, OwnerKey: d.owners[k.Fingerprint]}
	})
	if errors.Is(err, ErrUnknownOutcome) && d.removed(AccountID(by.Account), k.Fingerprint) {
		return k, err
	}
	return o.Key, err
}

// removed reports whether an account is known to be without a key.
func (d *Directory) removed(id AccountID, f Fingerprint) bool {
	err := d.store.View(func(r Reader) error {
		_, err := keyIn(r, id, f)
		return err
	})
	return errors.Is(err, ErrNotFound)
}

// find finds a key of an account by the beginning of its fingerprint.
func (d *Directory) find(id AccountID, typed string) (Key, error) {
	var found []Key
	err := d.store.View(func(r Reader) (err error) {
		found, err = r.Keyring(id)
		return err
	})
	if err != nil {
		return Key{}, because(err, "keys of account %d", id)
	}
	found = beginning(found, typed)
	switch {
	case len(found) == 0:
		return Key{}, noSuchKey(shorten(cmp.Or(strings.TrimSpace(typed), printPrefix)))
	case len(found) > 1:
		return Key{}, refuse(ErrConflict, "%d of your keys begin with %s; write more of the fingerprint", len(found), shorten(typed))
	}
	return found[0], nil
}

// beginning returns the keys whose fingerprint begins with what somebody typed, with
// or without the word before it; none for nothing.
func beginning(ring []Key, typed string) []Key {
	start := strings.TrimSpace(typed)
	if !strings.HasPrefix(start, printPrefix) {
		start = printPrefix + start
	}
	if start == printPrefix {
		return nil
	}
	return slices.DeleteFunc(ring, func(k Key) bool { return !strings.HasPrefix(k.Fingerprint.String(), start) })
}

func noSuchKey(named string) error {
	return refuse(ErrNotFound, "your account has no key %s; the command key list shows its keys", named)
}
