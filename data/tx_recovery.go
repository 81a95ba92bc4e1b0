package data

import (
	"snug/keys"
	"snug/room"
)

// Recoveries implements [keys.Reader].
func (t *tx) Recoveries() ([]keys.Recovery, error) {
	var all []keys.Recovery
	err := t.scan(recoveries, nil, func(k, v []byte) error {
		id, ok := one(k)
		if !ok {
			return corrupt(recoveries, k, "bad key")
		}
		var row recoveryRow
		if err := recoveries.unseal(k, v, &row); err != nil {
			return err
		}
		a, err := t.Account(keys.AccountID(row.Account))
		all = append(all, keys.Recovery{
			ID: id, Account: a, Note: row.Note, At: unstamp(row.At),
			Key: keys.Key{Fingerprint: row.Key, Type: row.Type},
		})
		return err
	})
	return all, err
}

// AddRecovery implements [keys.Tx].
func (t *tx) AddRecovery(r keys.Recovery) (keys.Recovery, error) {
	id, err := t.count(lastRecoveryKey)
	if err != nil {
		return keys.Recovery{}, err
	}
	r.ID = id
	return r, t.put(recoveries, key(id), recoveryRow{
		Account: uint64(r.Account.ID), Key: r.Key.Fingerprint, Type: r.Key.Type, Note: r.Note, At: stamp(r.At),
	})
}

// RemoveRecovery implements [keys.Tx].
func (t *tx) RemoveRecovery(id uint64) error { return t.remove(recoveries, key(id)) }

// Depart implements [keys.Tx].
func (t *tx) Depart(id keys.AccountID, erase bool) error {
	return t.SetDeparture(room.UserID(id), room.Departure{Erase: erase})
}
