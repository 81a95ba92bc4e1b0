package keys

import (
	"cmp"
	"context"
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
	r, err := existing(tx, c.Account)
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

// Set changes a setting and returns the value that it has then. Refusals wrap
// ErrBadSetting.
func (d *Directory) Set(ctx context.Context, id AccountID, name, value string) (string, error) {
	s, err := SettingNamed(name)
	if err != nil {
		return "", err
	}
	if value, err = s.Parse(value); err != nil {
		return "", err
	}
	_, err = d.do(ctx, func(h Header) Command {
		return Set{Header: h, Account: id, Setting: s.Name, Value: value}
	})
	return cmp.Or(value, s.Default), err
}
