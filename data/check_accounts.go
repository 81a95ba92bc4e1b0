package data

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"snug/keys"
)

func (c *checker) user(k, v []byte) error {
	id, err := c.next(users, k)
	if err != nil {
		return err
	}
	var row userRow
	if err := users.unseal(k, v, &row); err != nil {
		return err
	}
	var errs []error
	for _, index := range nameIndices {
		for _, form := range index.forms(row) {
			errs = append(errs, c.points(index.in, form, id))
		}
	}
	if row.Deleted == 0 && row.Folded == "" {
		errs = append(errs, corrupt(users, k, "nothing leads to its name"))
	}
	if row.Pending {
		errs = append(errs, c.need(pendings, k, &emptyRow{}, "an account"))
	}
	if row.Keeper != 0 {
		errs = append(errs, c.kept(k, id, row))
	}
	if row.Link != "" {
		errs = append(errs, c.need(links, []byte(row.Link), &linkRow{}, "an account"))
	}
	return errors.Join(append(errs, c.enterable(k, id, row))...)
}

// enterable checks that an account has a key, and a deleted one none.
func (c *checker) enterable(k []byte, id uint64, row userRow) error {
	ring, err := c.Keyring(keys.AccountID(id))
	if err != nil {
		return err
	}
	joined := slices.ContainsFunc(ring, func(k keys.Key) bool { return !k.Offered })
	switch {
	case row.Deleted == 0 && !joined:
		return corrupt(users, k, "has no key")
	case row.Deleted != 0 && len(ring) > 0:
		return corrupt(users, k, "has keys, though it is deleted")
	}
	return nil
}

// nameIn checks an index of names against the accounts that it leads to.
func (c *checker) nameIn(index bucket) func(k, v []byte) error {
	at := slices.IndexFunc(nameIndices, func(i nameIndex) bool { return bytes.Equal(i.in.name, index.name) })
	forms := nameIndices[at].forms
	return func(k, v []byte) error {
		var at numberRow
		if err := index.unseal(k, v, &at); err != nil {
			return err
		}
		var row userRow
		err := c.need(users, key(at.N), &row, "an index of names")
		if err == nil && !slices.Contains(forms(row), string(k)) {
			err = corrupt(index, k, fmt.Sprintf("not the name of account %d", at.N))
		}
		return err
	}
}

func (c *checker) key(k, v []byte) error {
	var at numberRow
	if err := keyring.unseal(k, v, &at); err != nil {
		return err
	}
	if len(k) != len(keys.Fingerprint{}) {
		return corrupt(keyring, k, "bad key")
	}
	var row userKeyRow
	err := c.need(userKeys, userKey(keys.AccountID(at.N), keys.Fingerprint(k)), &row, "an index of keys")
	if err == nil && row.Offered {
		err = corrupt(keyring, k, fmt.Sprintf("account %d only offers to take it in", at.N))
	}
	return err
}

func (c *checker) userKey(k, v []byte) error {
	id, f, ok := unuserKey(k)
	if !ok {
		return corrupt(userKeys, k, "bad key")
	}
	var row userKeyRow
	if err := userKeys.unseal(k, v, &row); err != nil {
		return err
	}
	err := c.need(users, key(id), &userRow{}, "a key")
	if row.Offered {
		return errors.Join(err, c.need(offers, offerKey(f, id), &emptyRow{}, "an offer"))
	}
	return errors.Join(err, c.points(keyring, string(f[:]), uint64(id)))
}

func (c *checker) offer(k, v []byte) error {
	f, id, ok := unofferKey(k)
	if !ok {
		return corrupt(offers, k, "bad key")
	}
	var row userKeyRow
	err := errors.Join(offers.unseal(k, v, &emptyRow{}), c.need(userKeys, userKey(id, f), &row, "offers"))
	if err == nil && !row.Offered {
		err = corrupt(offers, k, fmt.Sprintf("account %d has taken the key in", id))
	}
	return err
}

func (c *checker) link(k, v []byte) error {
	var row linkRow
	if err := links.unseal(k, v, &row); err != nil {
		return err
	}
	var of userRow
	err := c.need(users, key(row.Account), &of, "a link code")
	if err == nil && of.Link != string(k) {
		err = corrupt(links, k, fmt.Sprintf("not the code of account %d", row.Account))
	}
	return err
}

func (c *checker) recovery(k, v []byte) error {
	id, ok := one(k)
	if !ok {
		return corrupt(recoveries, k, "bad key")
	}
	var row recoveryRow
	if err := recoveries.unseal(k, v, &row); err != nil {
		return err
	}
	var of userRow
	err := c.need(users, key(row.Account), &of, "a recovery")
	if err == nil && of.Deleted != 0 {
		err = corrupt(recoveries, k, fmt.Sprintf("account %d is deleted", row.Account))
	}
	last, numberErr := c.number(meta, lastRecoveryKey)
	if numberErr == nil && id > last {
		numberErr = corrupt(recoveries, k, fmt.Sprintf("the highest ever is number %d", last))
	}
	return errors.Join(err, numberErr)
}

// entry checks the chain of the audit log.
func (c *checker) entry(k, v []byte) error {
	if _, err := c.next(auditLog, k); err != nil {
		return err
	}
	e, err := entry(k, v)
	if err != nil {
		return err
	}
	before := c.newest
	c.newest = e // also behind a break, which is one problem and not many
	if err := e.Follows(before); err != nil {
		return corrupt(auditLog, k, err.Error())
	}
	return nil
}

func (c *checker) seen(k, v []byte) error {
	return errors.Join(
		seen.unseal(k, v, &timeRow{}),
		c.need(users, k, &userRow{}, "when it was there"),
	)
}
