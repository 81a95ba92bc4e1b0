package data

import (
	"time"

	"snug/keys"
)

// Settings implements [keys.Reader].
func (t *tx) Settings(id keys.AccountID) (map[string]string, error) {
	chosen := make(map[string]string)
	err := t.scan(settings, key(id), func(k, v []byte) error {
		_, name, ok := unsettingKey(k)
		if !ok {
			return corrupt(settings, k, "bad key")
		}
		var row settingRow
		err := settings.unseal(k, v, &row)
		chosen[name] = row.Value
		return err
	})
	return chosen, err
}

// SetSetting implements [keys.Tx].
func (t *tx) SetSetting(id keys.AccountID, name, value string) error {
	if value == "" {
		return t.remove(settings, settingKey(id, name))
	}
	return t.put(settings, settingKey(id, name), settingRow{value})
}

// Seen implements [keys.Reader].
func (t *tx) Seen(id keys.AccountID) (time.Time, error) {
	var row timeRow
	_, err := t.get(seen, key(id), &row)
	return maybeUnstamp(row.At), err
}

// SetSeen implements [keys.Tx].
func (t *tx) SetSeen(id keys.AccountID, at time.Time) error {
	if at.IsZero() {
		return t.remove(seen, key(id))
	}
	return t.put(seen, key(id), timeRow{stamp(at)})
}
