package keys

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"golang.org/x/crypto/ssh"

	"snug/keys/audit"
)

// A Directory finds, makes and changes accounts. It may be used from any
// goroutine. What it changes is on disk when a method returns.
//
// Where a method takes an audit.Actor, its Account and Key decide who asks: the
// proved key must be one of that account's still. Where none is given, a reason
// for the audit log is the one of audit.From.
type Directory struct {
	store  Store
	owners map[Fingerprint]bool // never changed

	refusals refusals
}

// NewDirectory returns a directory over store in which whoever proves one of
// the given keys is an owner of the server, once signed up. [Directory.SyncOwners]
// tells the accounts that exist.
func NewDirectory(store Store, owners []Fingerprint) *Directory {
	d := &Directory{store: store, owners: make(map[Fingerprint]bool, len(owners))}
	for _, f := range owners {
		d.owners[f] = true
	}
	return d
}

// do submits the command that is made of a header, which has an ID, the time, and
// the reason that ctx carries. A refusal that left a trace is an error like the
// others.
func (d *Directory) do(ctx context.Context, command func(Header) Command) (Outcome, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return Outcome{}, fmt.Errorf("command id: %w", err)
	}
	o, err := d.store.Do(ctx, command(Header{
		ID: id, At: time.Now().UTC().Truncate(time.Microsecond), Reason: audit.From(ctx).Reason,
	}))
	if err == nil {
		err = o.Refusal
	}
	if err != nil {
		return Outcome{}, err
	}
	return o, nil
}

// Identify returns who holds k, which the client must have proved to hold. A
// key without an account makes a guest, not an error.
func (d *Directory) Identify(k ssh.PublicKey) (Identity, error) {
	key := keyOf(k)
	var a Account
	err := d.store.View(func(r Reader) (err error) {
		a, err = r.AccountByKey(key.Fingerprint)
		return err
	})
	if errors.Is(err, ErrNotFound) {
		return Identity{Fingerprint: key.Fingerprint, KeyType: key.Type, Role: Guest}, nil
	}
	return identity(key, a, because(err, "account of %s", key.Fingerprint))
}

// Revision returns a number that changes with whatever changes what the other methods
// find, before that is told to anybody. Time alone does not change it.
func (d *Directory) Revision() uint64 { return d.store.Revision() }

// identity is what a session knows of a key once it leads to an account.
func identity(k Key, a Account, err error) (Identity, error) {
	if err != nil {
		return Identity{}, err
	}
	return Identity{Fingerprint: k.Fingerprint, KeyType: k.Type, Account: a, Role: a.Role}, nil
}

// Account returns an account, also a deleted one, or ErrNotFound.
func (d *Directory) Account(id AccountID) (Account, error) {
	var a Account
	err := d.store.View(func(r Reader) (err error) {
		a, err = r.Account(id)
		return err
	})
	return a, because(err, "account %d", id)
}
