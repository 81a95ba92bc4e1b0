package data

import (
	"context"
	"errors"
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
		decided = e
		if _, refused := e.(room.Refused); refused || repeated {
			return nil, err // no news to anybody, or delivered the first time
		}
		return e, err
	})
	if err != nil {
		return nil, err // decided may still be written to
	}
	if no, refused := decided.(room.Refused); refused {
		return nil, no.Why // what it leaves is on disk
	}
	return decided, nil
}

// Subscribe implements [room.Store].
func (r Rooms) Subscribe(deliver func(room.Event)) { r.s.deliver = deliver }

// Rooms implements [room.Store].
func (r Rooms) Rooms() ([]room.Room, error) {
	var all []room.Room
	err := r.s.view(func(t *tx) error {
		return t.eachRoom(func(id room.ID, row *roomRow) error {
			if row.Deleted != 0 {
				return nil
			}
			last, err := t.last(id)
			all = append(all, row.room(id, last))
			return err
		})
	})
	return all, wrap("list rooms", err)
}

// eachRoom visits all rooms, deleted ones too, by ID.
func (t *tx) eachRoom(visit func(room.ID, *roomRow) error) error {
	return t.scan(rooms, nil, func(k, v []byte) error {
		id, ok := one(k)
		if !ok {
			return corrupt(rooms, k, "bad key")
		}
		var row roomRow
		if err := rooms.unseal(k, v, &row); err != nil {
			return err
		}
		return visit(room.ID(id), &row)
	})
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

// Thread implements [room.Store].
func (r Rooms) Thread(id room.ID, root uint64, limit int) ([]*room.Message, error) {
	var found []*room.Message
	err := r.s.view(func(t *tx) (err error) {
		found, err = t.thread(id, root, limit)
		return err
	})
	return found, wrap("read thread", err)
}

// Pinned implements [room.Store].
func (r Rooms) Pinned(id room.ID) ([]*room.Message, error) {
	var found []*room.Message
	err := r.s.view(func(t *tx) (err error) {
		found, err = t.pinned(id)
		return err
	})
	return found, wrap("read pinned messages", err)
}

// Versions implements [room.Store].
func (r Rooms) Versions(id room.ID, seq uint64) ([]room.Version, error) {
	var found []room.Version
	err := r.s.view(func(t *tx) (err error) {
		found, err = t.versions(id, seq)
		return err
	})
	return found, wrap("read versions", err)
}

// MessageSeq implements [room.Store].
func (r Rooms) MessageSeq(id room.CommandID) (room.ID, uint64, error) {
	var o room.Outcome
	err := r.s.view(func(t *tx) (err error) {
		o, _, err = t.Outcome(id)
		if err != nil {
			return err
		}
		var row messageRow
		if o.Seq != 0 {
			row, err = t.messageRow(o.Room, o.Seq)
		}
		if err != nil && !errors.Is(err, room.ErrNotFound) {
			return err
		}
		var in roomRow
		if row.ID == id {
			in, err = t.roomRow(o.Room)
		}
		if row.ID != id || in.Deleted != 0 { // unknown, or the ID of something else
			o, err = room.Outcome{}, fmt.Errorf("message %s: %w", id, room.ErrNotFound)
		}
		return err
	})
	return o.Room, o.Seq, wrap("find message", err)
}

// wrap says what a read was for.
func wrap(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, err)
}
