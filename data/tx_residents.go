package data

import (
	"errors"

	"snug/keys"
	"snug/room"
)

// Owners implements [keys.Reader].
func (t *tx) Owners() ([]keys.Account, error) {
	var all []keys.Account
	err := t.eachRow(0, func(id room.UserID, row *userRow) error {
		if a := row.record(keys.AccountID(id)).Account(); a.Role == keys.Owner {
			all = append(all, a)
		}
		return nil
	})
	return all, err
}

// Accounts implements [keys.Reader].
func (t *tx) Accounts(after keys.AccountID, limit int) ([]keys.Record, error) {
	var page []keys.Record
	err := t.eachRow(room.UserID(after), func(id room.UserID, row *userRow) error {
		if len(page) >= limit {
			return errEnough
		}
		if row.Deleted == 0 {
			page = append(page, row.record(keys.AccountID(id)))
		}
		return nil
	})
	return page, err
}

// Pending implements [keys.Reader].
func (t *tx) Pending() ([]keys.AccountID, error) {
	var all []keys.AccountID
	err := t.scan(pendings, nil, func(k, v []byte) error {
		id, ok := one(k)
		if !ok {
			return corrupt(pendings, k, "bad key")
		}
		all = append(all, keys.AccountID(id))
		return pendings.unseal(k, v, &emptyRow{})
	})
	return all, err
}

// eachRow visits all accounts behind after, deleted ones too, until visit returns
// errEnough, which is no error here.
func (t *tx) eachRow(after room.UserID, visit func(room.UserID, *userRow) error) error {
	index, err := t.in(users)
	if err != nil {
		return err
	}
	c := index.Cursor()
	for k, v := c.Seek(key(after + 1)); k != nil; k, v = c.Next() {
		id, ok := one(k)
		if !ok {
			return corrupt(users, k, "bad key")
		}
		var row userRow
		if err := users.unseal(k, v, &row); err != nil {
			return err
		}
		switch err := visit(room.UserID(id), &row); {
		case errors.Is(err, errEnough):
			return nil
		case err != nil:
			return err
		}
	}
	return nil
}
