package data

import "snug/room"

// Discarded implements [room.Store].
func (r Rooms) Discarded() ([]room.ID, error) {
	var left []room.ID
	err := r.s.view(func(t *tx) error {
		return t.eachRoom(func(id room.ID, row *roomRow) error {
			if row.Deleted != 0 && !row.Clear {
				left = append(left, id)
			}
			return nil
		})
	})
	return left, wrap("list deleted rooms", err)
}

// Departing implements [room.Store].
func (r Rooms) Departing() ([]room.UserID, error) {
	var left []room.UserID
	err := r.s.view(func(t *tx) error {
		return t.scan(departing, nil, func(k, v []byte) error {
			user, ok := one(k)
			if !ok {
				return corrupt(departing, k, "bad key")
			}
			left = append(left, room.UserID(user))
			return departing.unseal(k, v, &departureRow{})
		})
	})
	return left, wrap("list deleted accounts", err)
}

// Tombstones implements [room.Store].
func (r Rooms) Tombstones(in room.ID) ([]uint64, error) {
	deleted, err := seconds(r.s, tombstones, in)
	return deleted, wrap("list deleted messages", err)
}

// Pins implements [room.Store].
func (r Rooms) Pins(in room.ID) ([]uint64, error) {
	pinned, err := seconds(r.s, pins, in)
	return pinned, wrap("list pinned messages", err)
}
