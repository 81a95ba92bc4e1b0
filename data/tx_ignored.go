package data

import "snug/room"

// Ignores implements [room.Tx].
func (t *tx) Ignores(user, who room.UserID) (bool, error) {
	return t.get(ignores, pair(user, who), &emptyRow{})
}

// Ignored implements [room.Tx].
func (t *tx) Ignored(user room.UserID) (int, error) {
	n := 0
	err := t.scan(ignores, key(user), func(_, _ []byte) error { n++; return nil })
	return n, err
}
