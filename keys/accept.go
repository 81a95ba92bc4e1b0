package keys

import (
	"context"
	"strings"

	"golang.org/x/crypto/ssh"

	"snug/keys/audit"
	"snug/text"
)

// An Accept is the intent of a key's holder to join the account that offers to
// take it in.
type Accept struct {
	Header
	Key      Key
	OwnerKey bool   // the configuration makes its holder an owner
	Name     string // folded username
}

func (c Accept) apply(tx Tx) (Outcome, error) {
	if err := strange(tx, c.Key.Fingerprint); err != nil {
		return Outcome{}, err
	}
	a, err := tx.AccountByName(c.Name)
	if err != nil && !isNotFound(err) {
		return Outcome{}, err
	}
	offered, err := keyIn(tx, a.ID, c.Key.Fingerprint)
	switch {
	case isNotFound(err): // there being no such account is no different
		return Outcome{}, refuse(ErrNotFound, "no account %s offers to take in this key; give it the key there first, with the command key add", shorten(c.Name))
	case err != nil:
		return Outcome{}, err
	}
	r, err := tx.AccountRecord(a.ID)
	if err != nil {
		return Outcome{}, err
	}
	c.By = joining(c.By, r, c.Key)
	if err := note(tx, c.entry("key accept", c.Key.Fingerprint.String())); err != nil {
		return Outcome{}, err
	}
	c.Key.Comment = offered.Comment
	return joinAndSettle(tx, c.Header, r, c.Key, c.OwnerKey)
}

// Accept joins k, which the client must have proved to hold, to the account that
// offers to take it in. Of by, account, name and key are filled in. Refusals
// wrap ErrKeyTaken or ErrNotFound.
func (d *Directory) Accept(ctx context.Context, by audit.Actor, k ssh.PublicKey, name string) (Identity, error) {
	key := keyOf(k)
	o, err := d.do(ctx, func(h Header) Command {
		h.By = by
		return Accept{Header: h, Key: key, OwnerKey: d.owners[key.Fingerprint], Name: username(name)}
	})
	return identity(key, o.Account, err)
}

// username is what to look for when somebody names an account.
func username(typed string) string {
	const most = 100 // bytes; a username has 32 at most
	if len(typed) > most {
		return ""
	}
	return text.Fold(strings.TrimPrefix(strings.TrimSpace(typed), "@"))
}
