package keys

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"golang.org/x/crypto/ssh"

	"snug/text"
)

// A Directory finds and makes accounts. It may be used from any goroutine.
type Directory struct {
	store  Store
	owners map[Fingerprint]bool // never changed
}

// NewDirectory returns a directory over store in which whoever proves one of
// the given keys is an owner of the server, once signed up.
func NewDirectory(store Store, owners []Fingerprint) *Directory {
	d := &Directory{store: store, owners: make(map[Fingerprint]bool, len(owners))}
	for _, f := range owners {
		d.owners[f] = true
	}
	return d
}

// Identify returns who holds k, which the client must have proved to hold. A
// key without an account makes a guest, not an error.
func (d *Directory) Identify(k ssh.PublicKey) (Identity, error) {
	id := Identity{Fingerprint: FingerprintOf(k), KeyType: k.Type(), Role: Guest}
	a, err := d.store.AccountByKey(id.Fingerprint)
	switch {
	case errors.Is(err, ErrNotFound):
		return id, nil
	case err != nil:
		return Identity{}, fmt.Errorf("account of %s: %w", id.Fingerprint, err)
	}
	return d.withAccount(id, a), nil
}

func (d *Directory) withAccount(id Identity, a Account) Identity {
	id.Account, id.Role = a, Member
	if d.owners[id.Fingerprint] {
		id.Role = Owner
	}
	return id
}

// SetDisplay changes what a person is called and returns the account as it is
// then, after it is on disk. An empty display name is the username. Refusals
// wrap ErrBadName or ErrNameTaken.
func (d *Directory) SetDisplay(ctx context.Context, id AccountID, display string) (Account, error) {
	display, err := parseDisplay(display)
	if err != nil {
		return Account{}, err
	}
	intent, err := uuid.NewV7()
	if err != nil {
		return Account{}, fmt.Errorf("display name id: %w", err)
	}
	return d.store.SetDisplay(ctx, SetDisplay{ID: intent, At: time.Now().UTC(), Account: id, Display: display})
}

// Account returns an account, or ErrNotFound.
func (d *Directory) Account(id AccountID) (Account, error) {
	a, err := d.store.Account(id)
	if err != nil {
		return Account{}, fmt.Errorf("account %d: %w", id, err)
	}
	return a, nil
}

// Settings returns the settings of an account: those that it has changed.
func (d *Directory) Settings(id AccountID) (map[string]string, error) {
	s, err := d.store.Settings(id)
	if err != nil {
		return nil, fmt.Errorf("settings of account %d: %w", id, err)
	}
	delete(s, lastRoom)
	return s, nil
}

// Set changes a setting and returns the value that it has then, after it is on
// disk. Refusals wrap ErrBadSetting.
func (d *Directory) Set(ctx context.Context, id AccountID, name, value string) (string, error) {
	s, err := SettingNamed(name)
	if err != nil {
		return "", err
	}
	if value, err = s.Parse(value); err != nil {
		return "", err
	}
	intent, err := uuid.NewV7()
	if err != nil {
		return "", fmt.Errorf("setting id: %w", err)
	}
	err = d.store.Set(ctx, Set{ID: intent, At: time.Now().UTC(), Account: id, Setting: s.Name, Value: value})
	return cmp.Or(value, s.Default), err
}

// Check tells whether a new account could have this name: nil, or a *Refusal
// wrapping ErrBadName or ErrNameTaken. It promises nothing: only SignUp
// decides.
func (d *Directory) Check(name string) error {
	if err := checkName(name); err != nil {
		return err
	}
	taken, err := d.store.NameTaken(text.Fold(name), text.Skeleton(name))
	switch {
	case err != nil:
		return fmt.Errorf("name %s: %w", name, err)
	case taken:
		return nameTaken(name)
	}
	return nil
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
	intent, err := uuid.NewV7()
	if err != nil {
		return Identity{}, fmt.Errorf("sign-up id: %w", err)
	}
	id := Identity{Fingerprint: FingerprintOf(k), KeyType: k.Type()}
	a, err := d.store.SignUp(ctx, SignUp{ID: intent, At: time.Now().UTC(), Key: id.Fingerprint, Name: name, Display: display})
	if err != nil {
		return Identity{}, err
	}
	return d.withAccount(id, a), nil
}
