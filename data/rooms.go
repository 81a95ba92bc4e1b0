package data

import (
	"context"
	"fmt"

	"snug/room"
)

// Rooms is the face of a [Store] that package room sees.
type Rooms struct{ s *Store }

var _ room.Store = Rooms{}

// Rooms returns the store's rooms. They end with the store.
func (s *Store) Rooms() Rooms { return Rooms{s} }

// Do implements [room.Store].
func (r Rooms) Do(ctx context.Context, c room.Command) (room.Event, error) {
	var decided room.Event
	err := r.s.do(ctx, func(t *tx) (room.Event, error) {
		e, repeated, err := room.Apply(t, c)
		if decided = e; repeated {
			return nil, err // delivered the first time
		}
		return e, err
	})
	if err != nil {
		return nil, err // decided may still be written to
	}
	return decided, nil
}

// Subscribe implements [room.Store].
func (r Rooms) Subscribe(deliver func(room.Event)) { r.s.deliver = deliver }

// Rooms implements [room.Store].
func (r Rooms) Rooms() ([]room.Room, error) {
	var all []room.Room
	err := r.s.view(func(t *tx) error {
		return t.scan(rooms, nil, func(k, v []byte) error {
			id, ok := one(k)
			if !ok {
				return corrupt(rooms, k, "bad key")
			}
			r, err := t.Room(room.ID(id))
			all = append(all, r)
			return err
		})
	})
	return all, wrap("list rooms", err)
}

// Memberships implements [room.Store].
func (r Rooms) Memberships(user room.UserID) ([]room.ID, error) {
	var joined []room.ID
	err := r.s.view(func(t *tx) error {
		return t.scan(userRooms, key(user), func(k, v []byte) error {
			_, id, ok := unpair(k)
			if !ok {
				return corrupt(userRooms, k, "bad key")
			}
			joined = append(joined, room.ID(id))
			return userRooms.unseal(k, v, &emptyRow{})
		})
	})
	return joined, wrap("list memberships", err)
}

// History implements [room.Store].
func (r Rooms) History(id room.ID, q room.Range) ([]*room.Message, error) {
	var found []*room.Message
	err := r.s.view(func(t *tx) (err error) {
		found, err = t.history(id, q)
		return err
	})
	return found, wrap("read history", err)
}

// MessageSeq implements [room.Store].
func (r Rooms) MessageSeq(id room.CommandID) (room.ID, uint64, error) {
	var o room.Outcome
	err := r.s.view(func(t *tx) (err error) {
		o, _, err = t.Outcome(id)
		return err
	})
	if err == nil && o.Seq == 0 { // unknown, or the ID of something else
		o, err = room.Outcome{}, fmt.Errorf("message %s: %w", id, room.ErrNotFound)
	}
	return o.Room, o.Seq, wrap("find message", err)
}

// Marks implements [room.Store].
func (r Rooms) Marks(user room.UserID) (map[room.ID]uint64, error) {
	read := make(map[room.ID]uint64)
	err := r.s.view(func(t *tx) error {
		return t.scan(marks, key(user), func(k, v []byte) error {
			_, id, ok := unpair(k)
			if !ok {
				return corrupt(marks, k, "bad key")
			}
			var row numberRow
			err := marks.unseal(k, v, &row)
			read[room.ID(id)] = row.N
			return err
		})
	})
	return read, wrap("read marks", err)
}

// wrap says what a read was for.
func wrap(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, err)
}
