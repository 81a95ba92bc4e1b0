package data

import (
	"bytes"
	"time"

	"snug/room"
)

// Posted implements [room.Tx].
func (t *tx) Posted(in room.ID, user room.UserID) (time.Time, error) {
	var row timeRow
	_, err := t.get(paces, pair(in, user), &row)
	return maybeUnstamp(row.At), err
}

// SetPosted implements [room.Tx].
func (t *tx) SetPosted(in room.ID, user room.UserID, at time.Time) error {
	return t.put(paces, pair(in, user), timeRow{stamp(at)})
}

// Pace implements [room.Tx].
func (t *tx) Pace(user room.UserID) (room.Pace, error) {
	var row paceRow
	_, err := t.get(newPaces, key(user), &row)
	return room.Pace{From: maybeUnstamp(row.From), N: int(row.N)}, err
}

// SetPace implements [room.Tx].
func (t *tx) SetPace(user room.UserID, p room.Pace) error {
	return t.put(newPaces, key(user), paceRow{From: maybeStamp(p.From), N: uint64(p.N)})
}

// EndPaces implements [room.Tx]. It looks at all that there are: besides those
// that it takes away only those of the last minute.
func (t *tx) EndPaces(from time.Time, limit int) (int, error) {
	in, err := t.in(newPaces)
	if err != nil {
		return 0, err
	}
	var ended [][]byte
	c := in.Cursor()
	for k, v := c.First(); k != nil && len(ended) < limit; k, v = c.Next() {
		var row paceRow
		if err := newPaces.unseal(k, v, &row); err != nil {
			return 0, err
		}
		if row.From <= stamp(from) {
			ended = append(ended, bytes.Clone(k))
		}
	}
	for _, k := range ended {
		if err := t.remove(newPaces, k); err != nil {
			return 0, err
		}
	}
	return len(ended), nil
}
