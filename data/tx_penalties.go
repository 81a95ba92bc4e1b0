package data

import (
	"bytes"
	"slices"
	"time"

	"snug/room"
)

// Penalty implements [room.Tx].
func (t *tx) Penalty(in room.ID, user room.UserID) (room.Penalty, error) {
	row, _, err := t.penaltyRow(in, user)
	return row.penalty(), err
}

func (t *tx) penaltyRow(in room.ID, user room.UserID) (penaltyRow, bool, error) {
	var row penaltyRow
	found, err := t.get(penalties, pair(in, user), &row)
	return row, found, err
}

// SetPenalty implements [room.Tx].
func (t *tx) SetPenalty(in room.ID, user room.UserID, p room.Penalty) error {
	return t.setPenalty(in, user, penaltyRowOf(p))
}

// setPenalty writes what somebody may not do, and what leads to it.
func (t *tx) setPenalty(in room.ID, user room.UserID, is penaltyRow) error {
	was, found, err := t.penaltyRow(in, user)
	if err != nil || !found && is.none() {
		return err
	}
	had, has := was.ends(), is.ends()
	for _, end := range had {
		if slices.Contains(has, end) {
			continue
		}
		if err := t.remove(penaltyEnds, endKey(end, in, user)); err != nil {
			return err
		}
	}
	for _, end := range has {
		if slices.Contains(had, end) {
			continue
		}
		if err := t.put(penaltyEnds, endKey(end, in, user), emptyRow{}); err != nil {
			return err
		}
	}
	switch {
	case is.none():
		if err := t.remove(userPenalties, pair(user, in)); err != nil {
			return err
		}
		return t.remove(penalties, pair(in, user))
	case !found:
		if err := t.put(userPenalties, pair(user, in), emptyRow{}); err != nil {
			return err
		}
	}
	return t.put(penalties, pair(in, user), is)
}

// Penalties implements [room.Tx].
func (t *tx) Penalties(in room.ID) (int, error) { return t.countOf(penalties, key(in)) }

// EndPenalties implements [room.Tx].
func (t *tx) EndPenalties(now time.Time, limit int) (int, error) {
	index, err := t.in(penaltyEnds)
	if err != nil {
		return 0, err
	}
	var ended [][]byte
	end := key(uint64(stamp(now)) + 1)
	c := index.Cursor()
	for k, _ := c.First(); k != nil && len(ended) < limit && bytes.Compare(k, end) < 0; k, _ = c.Next() {
		ended = append(ended, bytes.Clone(k))
	}
	for _, k := range ended {
		if err := t.endPenalty(k); err != nil {
			return 0, err
		}
	}
	return len(ended), nil
}

// endPenalty takes away what ends at a key of penaltyends.
func (t *tx) endPenalty(k []byte) error {
	at, in, user, ok := untriple(k)
	if !ok {
		return corrupt(penaltyEnds, k, "bad key")
	}
	row, _, err := t.penaltyRow(room.ID(in), room.UserID(user))
	if err == nil && !slices.Contains(row.ends(), int64(at)) {
		err = corrupt(penaltyEnds, k, "there is no such penalty")
	}
	if err != nil {
		return err
	}
	if row.Muted != nil && row.Muted.Until == int64(at) {
		row.Muted = nil
	}
	if row.Banned != nil && row.Banned.Until == int64(at) {
		row.Banned = nil
	}
	return t.setPenalty(room.ID(in), room.UserID(user), row)
}

// forgetPenalties removes some penalties of a person, and returns how many.
func (t *tx) forgetPenalties(user room.UserID) (int, error) {
	found, err := t.keysOf(userPenalties, key(user), sweepBatch)
	for _, k := range found {
		_, in, ok := unpair(k)
		if !ok {
			return 0, corrupt(userPenalties, k, "bad key")
		}
		if err == nil {
			err = t.setPenalty(room.ID(in), user, penaltyRow{})
		}
	}
	return len(found), err
}

// sweepPenalties removes some penalties of a room, and returns how many.
func (t *tx) sweepPenalties(in room.ID) (int, error) {
	found, err := t.keysOf(penalties, key(in), sweepBatch)
	for _, k := range found {
		_, user, ok := unpair(k)
		if !ok {
			return 0, corrupt(penalties, k, "bad key")
		}
		if err == nil {
			err = t.setPenalty(in, room.UserID(user), penaltyRow{})
		}
	}
	return len(found), err
}
