package data

import (
	"time"

	"snug/keys"
	"snug/room"
)

// Blocks implements [room.Tx].
func (t *tx) Blocks(user, who room.UserID) (bool, error) {
	return t.get(blocks, pair(user, who), &emptyRow{})
}

// Blocked implements [room.Tx].
func (t *tx) Blocked(user room.UserID) (int, error) {
	n := 0
	err := t.scan(blocks, key(user), func(_, _ []byte) error {
		n++
		return nil
	})
	return n, err
}

// SetBlocked implements [room.Tx].
func (t *tx) SetBlocked(user, who room.UserID, on bool) error {
	if !on {
		return t.remove(blocks, pair(user, who))
	}
	return t.put(blocks, pair(user, who), emptyRow{})
}

// policySetting is the setting that says who may begin a conversation with its
// account, and policies what its values mean. Without one everybody may.
const policySetting = "dm"

var policies = map[string]room.Policy{
	"rooms":  room.FromRooms,
	"nobody": room.FromNone,
}

// Policy implements [room.Tx].
func (t *tx) Policy(user room.UserID) (room.Policy, error) {
	var row settingRow
	_, err := t.get(settings, settingKey(keys.AccountID(user), policySetting), &row)
	return policies[row.Value], err
}

// Posted implements [room.Tx].
func (t *tx) Posted(in room.ID, user room.UserID) (time.Time, error) {
	var row timeRow
	_, err := t.get(paces, pair(in, user), &row)
	return maybeUnstamp(row.At), err
}

// SetPosted implements [room.Tx].
func (t *tx) SetPosted(in room.ID, user room.UserID, at time.Time) error {
	return t.put(paces, pair(in, user), timeRow{stamp(at)})
}
