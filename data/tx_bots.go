package data

import (
	"cmp"
	"slices"

	"snug/keys"
	"snug/room"
)

// Bots implements [keys.Reader].
func (t *tx) Bots(keeper keys.AccountID) ([]keys.Account, error) {
	var of []byte
	if keeper != 0 {
		of = key(keeper)
	}
	var all []keys.Account
	err := t.scan(bots, of, func(k, v []byte) error {
		_, id, ok := unpair(k)
		if !ok {
			return corrupt(bots, k, "bad key")
		}
		if err := bots.unseal(k, v, &emptyRow{}); err != nil {
			return err
		}
		a, err := t.Account(keys.AccountID(id))
		all = append(all, a)
		return err
	})
	slices.SortFunc(all, func(a, b keys.Account) int { return cmp.Compare(a.ID, b.ID) })
	return all, err
}

// KeptBy implements [room.Tx].
func (t *tx) KeptBy(user room.UserID) ([]room.UserID, error) {
	var all []room.UserID
	err := t.scan(bots, key(user), func(k, v []byte) error {
		_, id, ok := unpair(k)
		if !ok {
			return corrupt(bots, k, "bad key")
		}
		all = append(all, room.UserID(id))
		return bots.unseal(k, v, &emptyRow{})
	})
	return all, err
}

// setBot adds a bot to the index of its keeper's, or takes it out.
func (t *tx) setBot(id keys.AccountID, before, after userRow) error {
	was, is := before.keptBy(), after.keptBy()
	if was == is {
		return nil
	}
	if was != 0 {
		if err := t.remove(bots, pair(was, id)); err != nil {
			return err
		}
	}
	if is == 0 {
		return nil
	}
	return t.put(bots, pair(is, id), emptyRow{})
}

// keptBy returns the account under which a bot is indexed, zero for none.
func (r userRow) keptBy() keys.AccountID {
	if r.Deleted != 0 {
		return 0
	}
	return keys.AccountID(r.Keeper)
}
