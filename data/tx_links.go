package data

import "snug/keys"

// Link implements [keys.Reader].
func (t *tx) Link(place string) (keys.Link, error) {
	var row linkRow
	switch found, err := t.get(links, []byte(place), &row); {
	case err != nil:
		return keys.Link{}, err
	case !found:
		return keys.Link{}, keys.ErrNotFound
	}
	return keys.Link{
		Place: place, Secret: row.Secret, Account: keys.AccountID(row.Account),
		Until: unstamp(row.Until), Tries: int(row.Tries),
	}, nil
}

// SetLink implements [keys.Tx].
func (t *tx) SetLink(l keys.Link) error {
	return t.put(links, []byte(l.Place), linkRow{
		Account: uint64(l.Account), Secret: l.Secret, Until: stamp(l.Until), Tries: uint64(l.Tries),
	})
}

// RemoveLink implements [keys.Tx].
func (t *tx) RemoveLink(place string) error { return t.remove(links, []byte(place)) }
