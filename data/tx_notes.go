package data

import "snug/keys"

// Notes implements [keys.Reader].
func (t *tx) Notes(id keys.AccountID) ([]keys.Note, error) {
	var all []keys.Note
	err := t.scan(notes, key(id), func(k, v []byte) error {
		_, number, ok := unpair(k)
		if !ok {
			return corrupt(notes, k, "bad key")
		}
		var row noteRow
		err := notes.unseal(k, v, &row)
		all = append(all, keys.Note{
			Number: number, At: unstamp(row.At), By: keys.AccountID(row.By), ByName: row.ByName, Text: row.Text,
		})
		return err
	})
	return all, err
}

// SetNote implements [keys.Tx].
func (t *tx) SetNote(id keys.AccountID, n keys.Note) error {
	return t.put(notes, pair(id, n.Number), noteRow{
		At: stamp(n.At), By: uint64(n.By), ByName: n.ByName, Text: n.Text,
	})
}

// RemoveNote implements [keys.Tx].
func (t *tx) RemoveNote(id keys.AccountID, number uint64) error {
	return t.remove(notes, pair(id, number))
}
