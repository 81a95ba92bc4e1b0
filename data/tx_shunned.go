package data

import "snug/room"

// Ignores implements [room.Tx].
func (t *tx) Ignores(user, who room.UserID) (bool, error) {
	return t.get(ignores, pair(user, who), &emptyRow{})
}

// Ignored implements [room.Tx].
func (t *tx) Ignored(user room.UserID) (int, error) { return t.countOf(ignores, key(user)) }

// SetIgnored implements [room.Tx].
func (t *tx) SetIgnored(user, who room.UserID, on bool) error {
	return t.setBetween(ignores, user, who, on)
}

// Blocks implements [room.Tx].
func (t *tx) Blocks(user, who room.UserID) (bool, error) {
	return t.get(blocks, pair(user, who), &emptyRow{})
}

// Blocked implements [room.Tx].
func (t *tx) Blocked(user room.UserID) (int, error) { return t.countOf(blocks, key(user)) }

// SetBlocked implements [room.Tx].
func (t *tx) SetBlocked(user, who room.UserID, on bool) error {
	return t.setBetween(blocks, user, who, on)
}

func (t *tx) setBetween(b bucket, user, who room.UserID, on bool) error {
	if !on {
		return t.remove(b, pair(user, who))
	}
	return t.put(b, pair(user, who), emptyRow{})
}
