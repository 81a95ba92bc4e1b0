package data

import "snug/keys"

// Keyring implements [keys.Reader].
func (t *tx) Keyring(id keys.AccountID) ([]keys.Key, error) {
	var ring []keys.Key
	err := t.scan(userKeys, key(id), func(k, v []byte) error {
		_, f, ok := unuserKey(k)
		if !ok {
			return corrupt(userKeys, k, "bad key")
		}
		var row userKeyRow
		err := userKeys.unseal(k, v, &row)
		one := keys.Key{
			Fingerprint: f, Type: row.Type, Comment: row.Comment,
			Added: maybeUnstamp(row.Added), Used: maybeUnstamp(row.Used), Offered: row.Offered,
		}
		copy(one.By[:], row.By)
		ring = append(ring, one)
		return err
	})
	return ring, err
}

// OffersFor implements [keys.Reader].
func (t *tx) OffersFor(f keys.Fingerprint) ([]keys.AccountID, error) {
	var all []keys.AccountID
	err := t.scan(offers, f[:], func(k, v []byte) error {
		_, id, ok := unofferKey(k)
		if !ok {
			return corrupt(offers, k, "bad key")
		}
		all = append(all, id)
		return offers.unseal(k, v, &emptyRow{})
	})
	return all, err
}

// SetKey implements [keys.Tx].
func (t *tx) SetKey(id keys.AccountID, k keys.Key) error {
	if err := t.RemoveKey(id, k.Fingerprint); err != nil { // what leads to it may change
		return err
	}
	row := userKeyRow{
		Type: k.Type, Comment: k.Comment, Added: maybeStamp(k.Added), Used: maybeStamp(k.Used), Offered: k.Offered,
	}
	var err error
	if k.Offered {
		row.By = k.By[:]
		err = t.put(offers, offerKey(k.Fingerprint, id), emptyRow{})
	} else {
		err = t.put(keyring, k.Fingerprint[:], numberRow{uint64(id)})
	}
	if err != nil {
		return err
	}
	return t.put(userKeys, userKey(id, k.Fingerprint), row)
}

// RemoveKey implements [keys.Tx].
func (t *tx) RemoveKey(id keys.AccountID, f keys.Fingerprint) error {
	var row userKeyRow
	found, err := t.get(userKeys, userKey(id, f), &row)
	if err != nil || !found {
		return err
	}
	if row.Offered {
		err = t.remove(offers, offerKey(f, id))
	} else {
		err = t.remove(keyring, f[:])
	}
	if err != nil {
		return err
	}
	return t.remove(userKeys, userKey(id, f))
}
