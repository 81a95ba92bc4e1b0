package data

import (
	"errors"
	"fmt"

	"snug/keys"
)

// SignedUp implements [keys.Tx].
func (t *tx) SignedUp(id [16]byte) (keys.Account, error) {
	var o outcomeRow
	if _, err := t.get(outcomes, id[:], &o); err != nil {
		return keys.Account{}, err
	}
	return t.Account(keys.AccountID(o.Account))
}

// AccountByKey implements [keys.Tx].
func (t *tx) AccountByKey(f keys.Fingerprint) (keys.Account, error) {
	return t.accountIn(keyring, f[:])
}

// AddAccount implements [keys.Tx].
func (t *tx) AddAccount(a keys.Account, folded, skeleton string, by keys.Fingerprint, signUp [16]byte) (keys.Account, error) {
	id, err := t.count(lastUserKey)
	if err != nil {
		return keys.Account{}, err
	}
	row := userRow{Name: a.Name, Folded: folded, Skeleton: skeleton, Created: stamp(a.Created)}
	for _, put := range []struct {
		in  bucket
		key []byte
		row any
	}{
		{users, key(id), row},
		{names, []byte(folded), numberRow{id}},
		{skeletons, []byte(skeleton), numberRow{id}},
		{keyring, by[:], numberRow{id}},
		{outcomes, signUp[:], outcomeRow{Account: id}},
	} {
		if err := t.put(put.in, put.key, put.row); err != nil {
			return keys.Account{}, err
		}
	}
	return row.account(keys.AccountID(id)), nil
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

// Account implements [keys.Tx]; number zero is none.
func (t *tx) Account(id keys.AccountID) (keys.Account, error) {
	var row userRow
	switch found, err := t.get(users, key(id), &row); {
	case err != nil:
		return keys.Account{}, err
	case !found:
		return keys.Account{}, keys.ErrNotFound
	}
	return row.account(id), nil
}
