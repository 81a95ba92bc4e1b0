package keys

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
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

// Settings returns the settings of an account: those that it has changed.
func (d *Directory) Settings(id AccountID) (map[string]string, error) {
	s, err := d.store.Settings(id)
	if err != nil {
		return nil, fmt.Errorf("settings of account %d: %w", id, err)
	}
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
// and returns after it is on disk. Refusals are *Refusal and wrap ErrBadName,
// ErrNameTaken or ErrKeyTaken.
func (d *Directory) SignUp(ctx context.Context, k ssh.PublicKey, name string) (Identity, error) {
	if err := CheckKey(k); err != nil {
		return Identity{}, err
	}
	if err := checkName(name); err != nil {
		return Identity{}, err
	}
	intent, err := uuid.NewV7()
	if err != nil {
		return Identity{}, fmt.Errorf("sign-up id: %w", err)
	}
	id := Identity{Fingerprint: FingerprintOf(k), KeyType: k.Type()}
	a, err := d.store.SignUp(ctx, SignUp{ID: intent, At: time.Now().UTC(), Key: id.Fingerprint, Name: name})
	if err != nil {
		return Identity{}, err
	}
	return d.withAccount(id, a), nil
}

// reserved names belong to nobody: people would take them for the server, for
// its staff, or for everybody.
var reserved = []string{
	"root", "admin", "administrator", "owner", "mod", "moderator", "system",
	"server", "staff", "support", "everyone", "here", "all", "snug", "lobby",
	"guest", "deleted", "anonymous", "nobody",
}

// checkName holds a new username to the policy.
func checkName(name string) error {
	if err := text.CheckName(name); err != nil {
		return refuse(ErrBadName, "that username will not do: %v", err)
	}
	folded, skeleton := text.Fold(name), text.Skeleton(name)
	for _, r := range reserved {
		// Names that only look reserved are as misleading as the real ones.
		if skeleton == text.Skeleton(r) {
			return refuse(ErrBadName, "the username %s is reserved; choose another", name)
		}
	}
	for _, prefix := range []string{"guest-", "guest_", "deleted-", "deleted_"} {
		if strings.HasPrefix(folded, prefix) {
			return refuse(ErrBadName, "usernames that begin with %s are reserved; choose another", prefix)
		}
	}
	return nil
}
