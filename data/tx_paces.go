package data

import (
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
