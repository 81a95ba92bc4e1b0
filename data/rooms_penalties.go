package data

import (
	"time"

	"snug/room"
)

// Penalties implements [room.Store].
func (r Rooms) Penalties(in room.ID) ([]room.Penalized, error) {
	var all []room.Penalized
	err := r.s.view(func(t *tx) error {
		return t.scan(penalties, key(in), func(k, v []byte) error {
			_, user, ok := unpair(k)
			if !ok {
				return corrupt(penalties, k, "bad key")
			}
			var row penaltyRow
			if err := penalties.unseal(k, v, &row); err != nil {
				return err
			}
			p, err := t.Person(room.UserID(user))
			all = append(all, room.Penalized{Person: p, Penalty: row.penalty()})
			return err
		})
	})
	return all, wrap("list penalties", err)
}

// PenaltiesOf implements [room.Store].
func (r Rooms) PenaltiesOf(user room.UserID) (map[room.ID]room.Penalty, error) {
	all := make(map[room.ID]room.Penalty)
	err := r.s.view(func(t *tx) error {
		return t.scan(userPenalties, key(user), func(k, v []byte) error {
			_, in, ok := unpair(k)
			if !ok {
				return corrupt(userPenalties, k, "bad key")
			}
			row, found, err := t.penaltyRow(room.ID(in), user)
			if err == nil && !found {
				err = corrupt(userPenalties, k, "there is no such penalty")
			}
			all[room.ID(in)] = row.penalty()
			return err
		})
	})
	return all, wrap("read penalties", err)
}

// Conduct implements [room.Store].
func (r Rooms) Conduct(user room.UserID) (room.Conduct, error) {
	var is room.Conduct
	err := r.s.view(func(t *tx) (err error) {
		is, err = t.Conduct(user)
		return err
	})
	return is, wrap("read conduct", err)
}

// House implements [room.Store].
func (r Rooms) House(now time.Time) (room.House, error) {
	var is room.House
	err := r.s.view(func(t *tx) (err error) {
		is, err = t.House(now)
		return err
	})
	return is, wrap("read settings of the server", err)
}
