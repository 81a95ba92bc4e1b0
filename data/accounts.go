package data

import (
	"context"
	"errors"
	"fmt"

	"snug/keys"
	"snug/room"
)

// Accounts is the face of a [Store] that package keys sees.
type Accounts struct{ s *Store }

var _ keys.Store = Accounts{}

// Accounts returns the store's accounts. They end with the store.
func (s *Store) Accounts() Accounts { return Accounts{s} }

// SignUp implements [keys.Store].
func (a Accounts) SignUp(ctx context.Context, su keys.SignUp) (keys.Account, error) {
	var made keys.Account
	err := a.s.do(ctx, func(t *tx) (_ room.Event, err error) {
		made, err = keys.Apply(t, su)
		return nil, err
	})
	if err != nil {
		return keys.Account{}, accountError(err)
	}
	return made, nil
}

// SetDisplay implements [keys.Store].
func (a Accounts) SetDisplay(ctx context.Context, sd keys.SetDisplay) (keys.Account, error) {
	var changed keys.Account
	err := a.s.do(ctx, func(t *tx) (_ room.Event, err error) {
		changed, err = keys.ApplyDisplay(t, sd)
		return nil, err
	})
	if err != nil {
		return keys.Account{}, accountError(err)
	}
	return changed, nil
}

// Set implements [keys.Store].
func (a Accounts) Set(ctx context.Context, set keys.Set) error {
	return accountError(a.s.do(ctx, func(t *tx) (room.Event, error) {
		return nil, keys.ApplySet(t, set)
	}))
}

// Settings implements [keys.Store].
func (a Accounts) Settings(id keys.AccountID) (map[string]string, error) {
	chosen := make(map[string]string)
	err := a.s.view(func(t *tx) error {
		return t.scan(settings, key(id), func(k, v []byte) error {
			_, name, ok := unsettingKey(k)
			if !ok {
				return corrupt(settings, k, "bad key")
			}
			var row settingRow
			err := settings.unseal(k, v, &row)
			chosen[name] = row.Value
			return err
		})
	})
	return chosen, wrap("read settings", accountError(err))
}

// Account implements [keys.Store].
func (a Accounts) Account(id keys.AccountID) (keys.Account, error) {
	return a.find(func(t *tx) (keys.Account, error) { return t.Account(id) })
}

// AccountByKey implements [keys.Store].
func (a Accounts) AccountByKey(f keys.Fingerprint) (keys.Account, error) {
	return a.find(func(t *tx) (keys.Account, error) { return t.AccountByKey(f) })
}

// AccountByName implements [keys.Store].
func (a Accounts) AccountByName(folded string) (keys.Account, error) {
	return a.find(func(t *tx) (keys.Account, error) { return t.accountIn(names, []byte(folded)) })
}

// NameTaken implements [keys.Store]. Display names count, as they do for Apply.
func (a Accounts) NameTaken(folded, skeleton string) (bool, error) {
	var taken bool
	err := a.s.view(func(t *tx) (err error) {
		taken, err = t.DisplayTaken(folded, skeleton, 0)
		return err
	})
	return taken, wrap("look up name", accountError(err))
}

func (a Accounts) find(how func(*tx) (keys.Account, error)) (keys.Account, error) {
	var found keys.Account
	err := a.s.view(func(t *tx) (err error) {
		found, err = how(t)
		return err
	})
	return found, wrap("find account", accountError(err))
}

// accountError gives the store's own failures the kind that package keys knows.
// It has none for an unknown outcome, so then only the cause is left.
func accountError(err error) error {
	var f *failure
	switch {
	case !errors.As(err, &f):
		return err
	case errors.Is(f, room.ErrUnknownOutcome):
		return fmt.Errorf("%s: %w", f.text, f.cause)
	}
	return &failure{text: f.text, kind: keys.ErrUnavailable, cause: f.cause}
}
