package data

import (
	"errors"
	"fmt"
	"slices"

	"snug/keys"
	"snug/room"
)

// Applied implements [keys.Tx].
func (t *tx) Applied(id [16]byte) (keys.Account, error) {
	var o outcomeRow
	if _, err := t.get(outcomes, id[:], &o); err != nil {
		return keys.Account{}, err
	}
	return t.Account(keys.AccountID(o.Account))
}

// SetApplied implements [keys.Tx].
func (t *tx) SetApplied(id [16]byte, of keys.AccountID) error {
	return t.put(outcomes, id[:], outcomeRow{Account: uint64(of)})
}

// Account implements [keys.Reader]; number zero is none.
func (t *tx) Account(id keys.AccountID) (keys.Account, error) {
	one, err := t.AccountRecord(id)
	if err != nil {
		return keys.Account{}, err
	}
	return one.Account(), nil
}

// AccountRecord implements [keys.Reader].
func (t *tx) AccountRecord(id keys.AccountID) (keys.Record, error) {
	row, err := t.userRow(id)
	if err != nil {
		return keys.Record{}, err
	}
	return row.record(id), nil
}

func (t *tx) userRow(id keys.AccountID) (userRow, error) {
	var row userRow
	found, err := t.get(users, key(id), &row)
	if err == nil && !found {
		err = keys.ErrNotFound
	}
	return row, err
}

// AccountByKey implements [keys.Reader].
func (t *tx) AccountByKey(f keys.Fingerprint) (keys.Account, error) {
	return t.accountIn(keyring, f[:])
}

// AccountByName implements [keys.Reader].
func (t *tx) AccountByName(folded string) (keys.Account, error) {
	if folded == "" {
		return keys.Account{}, keys.ErrNotFound
	}
	return t.accountIn(names, []byte(folded))
}

// accountIn finds an account through an index.
func (t *tx) accountIn(index bucket, by []byte) (keys.Account, error) {
	id, err := t.number(index, by)
	if err != nil {
		return keys.Account{}, err
	}
	a, err := t.Account(keys.AccountID(id))
	if id != 0 && errors.Is(err, keys.ErrNotFound) {
		return a, corrupt(index, by, fmt.Sprintf("there is no account %d", id))
	}
	return a, err
}

// Called implements [keys.Reader].
func (t *tx) Called(f keys.Form) ([]keys.AccountID, error) {
	var all []keys.AccountID
	for _, look := range []struct {
		in bucket
		as string
	}{
		{names, f.Folded},
		{skeletons, f.Skeleton},
		{displays, f.Folded},
		{displayLikes, f.Skeleton},
		{heldNames, f.Folded},
		{heldLikes, f.Skeleton},
	} {
		id, err := t.number(look.in, []byte(look.as))
		if err != nil {
			return nil, err
		}
		if one := keys.AccountID(id); id != 0 && !slices.Contains(all, one) {
			all = append(all, one)
		}
	}
	return all, nil
}

// AddAccount implements [keys.Tx].
func (t *tx) AddAccount(r keys.Record) (keys.Record, error) {
	id, err := t.count(lastUserKey)
	if err != nil {
		return keys.Record{}, err
	}
	r.ID = keys.AccountID(id)
	if err := t.putAccount(r.ID, userRow{}, row(r)); err != nil || r.Pending {
		return r, err
	}
	return r, room.Arrive(t, room.UserID(id))
}

// SetAccount implements [keys.Tx].
func (t *tx) SetAccount(r keys.Record) error {
	before, err := t.userRow(r.ID)
	if err != nil {
		return err
	}
	if err := t.putAccount(r.ID, before, row(r)); err != nil || !before.Pending || r.Pending || !r.Deleted.IsZero() {
		return err
	}
	return room.Arrive(t, room.UserID(r.ID)) // they were let in
}

// putAccount writes an account and what leads to its names.
func (t *tx) putAccount(id keys.AccountID, before, after userRow) error {
	for _, index := range nameIndices {
		had, has := index.forms(before), index.forms(after)
		for _, form := range had {
			if slices.Contains(has, form) {
				continue
			}
			if err := t.remove(index.in, []byte(form)); err != nil {
				return err
			}
		}
		for _, form := range has {
			if slices.Contains(had, form) {
				continue
			}
			if err := t.put(index.in, []byte(form), numberRow{uint64(id)}); err != nil {
				return err
			}
		}
	}
	if before.Pending != after.Pending {
		if err := t.setPending(id, after.Pending); err != nil {
			return err
		}
	}
	if err := t.setBot(id, before, after); err != nil {
		return err
	}
	clear(t.people) // remembered as they were: it, and its bots
	return t.put(users, key(id), after)
}

// setPending adds an account to the index of those that wait for approval, or
// removes it.
func (t *tx) setPending(id keys.AccountID, on bool) error {
	if !on {
		return t.remove(pendings, key(id))
	}
	return t.put(pendings, key(id), emptyRow{})
}
