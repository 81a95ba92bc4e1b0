package data

import (
	"fmt"

	"snug/keys"
	"snug/room"
)

// StaffRoom implements [room.Tx].
func (t *tx) StaffRoom() (room.Room, error) {
	id, err := t.number(meta, staffRoomKey)
	switch {
	case err != nil:
		return room.Room{}, err
	case id == 0:
		return room.Room{}, fmt.Errorf("room of the staff: %w", room.ErrNotFound)
	}
	return t.Room(room.ID(id))
}

// AddStaffRoom implements [room.Tx].
func (t *tx) AddStaffRoom(r room.Room) (room.Room, error) {
	r.Staff, r.Private = true, true
	r, err := t.AddRoom(r)
	if err != nil {
		return r, err
	}
	return r, t.put(meta, staffRoomKey, numberRow{uint64(r.ID)})
}

// eachStaff visits at most limit of the staff behind after, who are no bots.
func (t *tx) eachStaff(after room.UserID, limit int, visit func(room.UserID) error) error {
	return t.eachRow(after, func(user room.UserID, row *userRow) error {
		if limit == 0 {
			return errEnough
		}
		if row.Keeper != 0 || row.record(keys.AccountID(user)).Account().Role < keys.Moderator {
			return nil
		}
		limit--
		return visit(user)
	})
}
