package data

import (
	"bytes"
	"slices"

	"snug/room"
)

// sweepBatch is how many people a sweep takes out of a room before it looks how
// much it has done: each has several records.
const sweepBatch = 100

// Sweep implements [room.Tx]. First go the messages, then who was in the room,
// invited, muted or banned, and at last what each account had for it, which is found by asking
// for every account: those records lie with the people, not with the room.
func (t *tx) Sweep(in room.ID) (more bool, err error) {
	row, err := t.roomRow(in)
	if err != nil || row.Deleted == 0 || row.Clear {
		return false, err
	}
	newest, err := t.last(in)
	if err != nil {
		return false, err
	}
	if newest > row.Trimmed {
		_, err := t.Trim(in, newest)
		return true, err
	}
	began := t.writes
	busy := func() bool { return t.writes-began < room.SliceKeys }
	for _, step := range []func(room.ID) (int, error){t.sweepMembers, t.sweepInvites, t.sweepPenalties, t.sweepPaces} {
		for n := 1; n > 0 && busy(); {
			if n, err = step(in); err != nil {
				return false, err
			}
		}
	}
	if row, err = t.roomRow(in); err != nil { // as it is without members
		return false, err
	}
	last, err := t.number(meta, lastUserKey)
	if err != nil {
		return false, err
	}
	for ; busy() && row.Swept < last; row.Swept++ {
		for _, b := range []bucket{marks, drafts, levels} {
			if err := t.remove(b, pair(row.Swept+1, in)); err != nil {
				return false, err
			}
		}
	}
	row.Clear = busy()
	return !row.Clear, t.putRoom(in, row)
}

// sweepMembers ends some memberships of a room, and returns how many.
func (t *tx) sweepMembers(in room.ID) (int, error) {
	users, err := t.Members(in, 0, sweepBatch)
	for _, user := range users {
		if err == nil {
			err = t.RemoveMember(in, user)
		}
	}
	return len(users), err
}

// sweepInvites removes some invitations to a room, and returns how many.
func (t *tx) sweepInvites(in room.ID) (int, error) {
	found, err := t.keysOf(invites, key(in), sweepBatch)
	for _, k := range found {
		_, user, ok := unpair(k)
		if !ok {
			return 0, corrupt(invites, k, "bad key")
		}
		if err == nil {
			err = t.RemoveInvitation(in, room.UserID(user))
		}
	}
	return len(found), err
}

// sweepPaces removes some times of a room's slow mode, and returns how many.
func (t *tx) sweepPaces(in room.ID) (int, error) { return t.removeSome(paces, key(in)) }

// removeSome removes some records whose keys begin with a prefix, and returns
// how many.
func (t *tx) removeSome(b bucket, prefix []byte) (int, error) {
	found, err := t.keysOf(b, prefix, sweepBatch)
	for _, k := range found {
		if err == nil {
			err = t.remove(b, k)
		}
	}
	return len(found), err
}

// keysOf returns at most limit keys of a bucket that begin with a prefix.
func (t *tx) keysOf(b bucket, prefix []byte, limit int) ([][]byte, error) {
	return t.keysFrom(b, prefix, prefix, limit)
}

// keysFrom is keysOf for those from a key on.
func (t *tx) keysFrom(b bucket, from, prefix []byte, limit int) ([][]byte, error) {
	in, err := t.in(b)
	if err != nil {
		return nil, err
	}
	var found [][]byte
	c := in.Cursor()
	for k, _ := c.Seek(from); k != nil && bytes.HasPrefix(k, prefix) && len(found) < limit; k, _ = c.Next() {
		found = append(found, slices.Clone(k))
	}
	return found, nil
}
