package data

import (
	"bytes"
	"fmt"
	"slices"

	"snug/room"
)

// departureRow reads how far the clearing away of a deleted account has come.
func (t *tx) departureRow(user room.UserID) (departureRow, bool, error) {
	var row departureRow
	found, err := t.get(departing, key(user), &row)
	return row, found, err
}

// Departure implements [room.Tx].
func (t *tx) Departure(user room.UserID) (room.Departure, bool, error) {
	row, found, err := t.departureRow(user)
	return row.departure(), found, err
}

// SetDeparture implements [room.Tx]. How far ForgetPerson is stays.
func (t *tx) SetDeparture(user room.UserID, d room.Departure) error {
	row, _, err := t.departureRow(user)
	if err != nil {
		return err
	}
	row.Erase, row.Room, row.Seq = d.Erase, uint64(d.Room), d.Seq
	return t.put(departing, key(user), row)
}

// EndDeparture implements [room.Tx].
func (t *tx) EndDeparture(user room.UserID) error { return t.remove(departing, key(user)) }

// ForgetPerson implements [room.Tx], for an account that is departing: the place
// where it goes on is kept there.
func (t *tx) ForgetPerson(user room.UserID) (more bool, err error) {
	row, found, err := t.departureRow(user)
	switch {
	case err != nil:
		return false, err
	case !found:
		return false, fmt.Errorf("departure of account %d: %w", user, room.ErrNotFound)
	}
	began := t.writes
	busy := func() bool { return t.writes-began < room.SliceKeys }
	own := func(b bucket) func() (int, error) {
		return func() (int, error) { return t.removeSome(b, key(user)) }
	}
	for _, step := range []func() (int, error){
		own(drafts), own(levels), own(ignores), own(blocks), own(marks), own(mentions), own(newPaces),
		func() (int, error) { return t.forgetInvitations(user) },
		func() (int, error) { return t.forgetPenalties(user) },
	} {
		for n := 1; n > 0 && busy(); {
			if n, err = step(); err != nil {
				return false, err
			}
		}
	}
	if t.writes != began {
		return true, nil // the rest has slices of its own
	}
	if row.Step < uint64(len(elsewhere)) {
		if row.From, err = elsewhere[row.Step](t, user, row.From); err != nil {
			return false, err
		}
		if row.From == nil {
			row.Step++
		}
		err = t.put(departing, key(user), row)
	}
	return row.Step < uint64(len(elsewhere)), err
}

// forgetInvitations removes some invitations of a person, and returns how many.
func (t *tx) forgetInvitations(user room.UserID) (int, error) {
	found, err := t.keysOf(userInvites, key(user), sweepBatch)
	for _, k := range found {
		_, in, ok := unpair(k)
		if !ok {
			return 0, corrupt(userInvites, k, "bad key")
		}
		if err == nil {
			err = t.RemoveInvitation(room.ID(in), user)
		}
	}
	return len(found), err
}

// elsewhere are the steps of ForgetPerson to what no key that begins with the
// person leads to. Each goes through some of its records from a key on, and
// returns the key to go on with, nil at the end.
var elsewhere = []func(t *tx, who room.UserID, from []byte) ([]byte, error){
	func(t *tx, who room.UserID, from []byte) ([]byte, error) { return t.removeAbout(ignores, who, from) },
	func(t *tx, who room.UserID, from []byte) ([]byte, error) { return t.removeAbout(blocks, who, from) },
	(*tx).forgetPaces,
	(*tx).forgetExcerpts,
}

// removeAbout removes the records of other people that are about somebody.
func (t *tx) removeAbout(b bucket, who room.UserID, from []byte) (next []byte, err error) {
	in, err := t.in(b)
	if err != nil {
		return nil, err
	}
	var found [][]byte
	c := in.Cursor()
	k, _ := c.Seek(from)
	for range room.SliceKeys {
		if k == nil {
			break
		}
		_, about, ok := unpair(k)
		if !ok {
			return nil, corrupt(b, k, "bad key")
		}
		if about == uint64(who) {
			found = append(found, slices.Clone(k))
		}
		k, _ = c.Next()
	}
	next = bytes.Clone(k)
	for _, k := range found {
		if err := t.remove(b, k); err != nil {
			return nil, err
		}
	}
	return next, nil
}

// forgetPaces removes what slow mode knows of a person, room by room.
func (t *tx) forgetPaces(who room.UserID, from []byte) (next []byte, err error) {
	first, _ := one(from) // of no key it is zero
	last, err := t.number(meta, lastRoomKey)
	if err != nil {
		return nil, err
	}
	end := min(first+room.SliceKeys, last+1)
	for id := first; id < end; id++ {
		if err := t.remove(paces, pair(id, who)); err != nil {
			return nil, err
		}
	}
	if end > last {
		return nil, nil
	}
	return key(end), nil
}

// SaidBy implements [room.Tx]. Messages of others are passed over by their bytes,
// as in a search.
func (t *tx) SaidBy(in room.ID, author room.UserID, from uint64, limit int) (found []uint64, next uint64, err error) {
	index, err := t.in(messages)
	if err != nil {
		return nil, 0, err
	}
	by, _ := newMatcher(nil, author)
	c := index.Cursor()
	k, v := c.Seek(pair(in, from))
	for looked := 0; ; looked++ {
		of, seq, ok := unpair(k)
		switch {
		case k != nil && !ok:
			return nil, 0, corrupt(messages, k, "bad key")
		case of != uint64(in):
			return found, 0, nil
		case looked == room.SliceKeys, len(found) >= limit:
			return found, seq, nil
		}
		if by.record(v) {
			var row messageRow
			if err := messages.unseal(k, v, &row); err != nil {
				return nil, 0, err
			}
			if row.Author == uint64(author) && row.Deleted == 0 {
				found = append(found, seq)
			}
		}
		k, v = c.Next()
	}
}
