package keys

import (
	"cmp"
	"context"

	"snug/keys/audit"
)

// A Set is the intent to change a setting. An empty Value brings the default
// back.
type Set struct {
	Header
	Account AccountID
	Setting string
	Value   string // checked
}

func (c Set) apply(tx Tx) (Outcome, error) {
	r, err := c.own(tx, c.Account)
	if err != nil {
		return Outcome{}, err
	}
	return Outcome{Account: r.Account()}, tx.SetSetting(c.Account, c.Setting, c.Value)
}

// Settings returns the settings of an account: those that it has changed.
func (d *Directory) Settings(id AccountID) (map[string]string, error) {
	all, err := d.kept(id)
	delete(all, lastRoom)
	return all, err
}

// kept returns all that is kept among the settings of an account.
func (d *Directory) kept(id AccountID) (map[string]string, error) {
	var all map[string]string
	err := d.store.View(func(r Reader) (err error) {
		all, err = r.Settings(id)
		return err
	})
	return all, because(err, "settings of account %d", id)
}

// Set changes a setting of by and returns the value that it has then. Refusals
// wrap ErrBadSetting or, when the key is theirs no more, ErrDenied.
func (d *Directory) Set(ctx context.Context, by audit.Actor, name, value string) (string, error) {
	s, err := SettingNamed(name)
	if err != nil {
		return "", err
	}
	if value, err = s.Parse(value); err != nil {
		return "", err
	}
	_, err = d.do(ctx, func(h Header) Command {
		h.By = by
		return Set{Header: h, Account: AccountID(by.Account), Setting: s.Name, Value: value}
	})
	return cmp.Or(value, s.Default), err
}
