package keys

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"golang.org/x/crypto/ssh"

	"snug/keys/audit"
	"snug/text"
)

const (
	maxKeyLine  = 16 << 10 // bytes; an RSA key of 8192 bits has 1.5 KiB
	maxComment  = 60       // columns
	shownOffers = 20       // that the holder of a key is shown
)

// An Offer is the intent to take a key into one's account.
type Offer struct {
	Header
	Key Key
}

func (c Offer) apply(tx Tx) (Outcome, error) {
	me, err := c.personal(tx)
	if err != nil {
		return Outcome{}, err
	}
	// Whether somebody else has the key is nobody's business: such an offer just
	// waits for ever.
	switch a, err := tx.AccountByKey(c.Key.Fingerprint); {
	case a.ID == me.ID:
		return Outcome{}, refuse(ErrKeyTaken, "this key is one of your account's already")
	case err != nil && !isNotFound(err):
		return Outcome{}, err
	}
	switch k, err := keyIn(tx, me.ID, c.Key.Fingerprint); {
	case err == nil:
		return Outcome{Account: me.Account(), Key: k}, nil
	case !isNotFound(err):
		return Outcome{}, err
	}
	if err := roomFor(tx, me.ID, c.Key.Fingerprint); err != nil {
		return Outcome{}, err
	}
	by, err := parseFingerprint(c.By.Key)
	if err != nil {
		return Outcome{}, err
	}
	k := c.Key
	k.Added, k.Offered, k.By = c.At, true, by
	if err := tx.SetKey(me.ID, k); err != nil {
		return Outcome{}, err
	}
	return Outcome{Account: me.Account(), Key: k}, note(tx, c.entry("key add", k.Fingerprint.String()))
}

// Offer notes that by's account takes in a key, given as a line of an
// authorized_keys file. It belongs to the account once its holder has proved it
// and accepted: nobody can put another person's key into their own account.
// Offering it again changes nothing. Refusals wrap ErrBadKey, ErrKeyTaken or ErrLimited.
func (d *Directory) Offer(ctx context.Context, by audit.Actor, line string) (Key, error) {
	k, err := parseKey(line)
	if err != nil {
		return Key{}, err
	}
	o, err := d.do(ctx, func(h Header) Command {
		h.By = by
		return Offer{Header: h, Key: k}
	})
	return o.Key, err
}

// parseKey reads one public key and its comment.
func parseKey(line string) (Key, error) {
	switch line = strings.TrimSpace(line); {
	case strings.Contains(line, "PRIVATE KEY"):
		return Key{}, refuse(ErrBadKey, "that is a private key, which nobody else may ever see; give the file that ends in .pub, and make a new key if anybody could read this one")
	case len(line) > maxKeyLine:
		return Key{}, refuse(ErrBadKey, "that is too long for a public key; give one line of a file such as ~/.ssh/id_ed25519.pub")
	case strings.ContainsRune(line, '\n'):
		return Key{}, refuse(ErrBadKey, "that is more than one line; give one public key at a time")
	}
	k, comment, _, _, err := ssh.ParseAuthorizedKey([]byte(line))
	if err != nil {
		return Key{}, refuse(ErrBadKey, "that is no public key; give one line of a file such as ~/.ssh/id_ed25519.pub")
	}
	if err := CheckKey(k); err != nil {
		return Key{}, err
	}
	key := keyOf(k)
	if clean, err := text.CleanLine(comment); err == nil { // else it does without
		key.Comment = text.WcWidth.Cut(clean, maxComment)
	}
	return key, nil
}

// Offers returns the accounts that take in a key which has no account yet, the
// latest offer first; when there are many, the latest twenty.
func (d *Directory) Offers(f Fingerprint) ([]Account, error) {
	type offer struct {
		Account
		Key
	}
	var open []offer
	err := d.store.View(func(r Reader) error {
		ids, err := r.OffersFor(f)
		if err != nil || len(ids) == 0 || strange(r, f) != nil {
			return err
		}
		for _, id := range ids {
			a, err := r.Account(id)
			if err != nil {
				return err
			}
			k, err := keyIn(r, id, f)
			if err != nil {
				return err
			}
			open = append(open, offer{a, k})
		}
		return nil
	})
	slices.SortStableFunc(open, func(a, b offer) int {
		return cmp.Or(b.Added.Compare(a.Added), cmp.Compare(b.ID, a.ID))
	})
	var accounts []Account
	for _, o := range open[:min(len(open), shownOffers)] {
		accounts = append(accounts, o.Account)
	}
	return accounts, because(err, "offers for %s", f)
}

// keyIn returns a key of an account, or one that it offers to take in.
func keyIn(r Reader, id AccountID, f Fingerprint) (Key, error) {
	ring, err := r.Keyring(id)
	if err != nil {
		return Key{}, err
	}
	for _, k := range ring {
		if k.Fingerprint == f {
			return k, nil
		}
	}
	return Key{}, ErrNotFound
}
