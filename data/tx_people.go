package data

import "snug/room"

// SetDraft implements [room.Tx].
func (t *tx) SetDraft(user room.UserID, in room.ID, d room.Draft) error {
	if d == (room.Draft{}) {
		return t.remove(drafts, pair(user, in))
	}
	return t.put(drafts, pair(user, in), draftRow(d))
}

// SetLevel implements [room.Tx]. The first level takes no record.
func (t *tx) SetLevel(user room.UserID, in room.ID, l room.Level) error {
	if l == room.Mentions {
		return t.remove(levels, pair(user, in))
	}
	return t.put(levels, pair(user, in), numberRow{uint64(l)})
}
