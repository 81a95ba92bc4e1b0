package data

import (
	"snug/keys"
	"snug/room"
)

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

// SetIgnored implements [room.Tx].
func (t *tx) SetIgnored(user, who room.UserID, on bool) error {
	if !on {
		return t.remove(ignores, pair(user, who))
	}
	return t.put(ignores, pair(user, who), emptyRow{})
}

// SetSetting implements [keys.Tx].
func (t *tx) SetSetting(id keys.AccountID, name, value string) error {
	if value == "" {
		return t.remove(settings, settingKey(id, name))
	}
	return t.put(settings, settingKey(id, name), settingRow{value})
}

// DisplayTaken implements [keys.Tx].
func (t *tx) DisplayTaken(folded, skeleton string, except keys.AccountID) (bool, error) {
	for _, look := range []struct {
		in bucket
		as string
	}{
		{names, folded}, {skeletons, skeleton}, {displays, folded}, {displayLikes, skeleton},
	} {
		id, err := t.number(look.in, []byte(look.as))
		if err != nil || id != 0 && keys.AccountID(id) != except {
			return err == nil, err
		}
	}
	return false, nil
}

// SetDisplay implements [keys.Tx].
func (t *tx) SetDisplay(id keys.AccountID, display, folded, skeleton string) error {
	var row userRow
	switch found, err := t.get(users, key(id), &row); {
	case err != nil:
		return err
	case !found:
		return keys.ErrNotFound
	}
	if row.Display != "" {
		if err := t.remove(displays, []byte(row.DisplayFolded)); err != nil {
			return err
		}
		if err := t.remove(displayLikes, []byte(row.DisplaySkeleton)); err != nil {
			return err
		}
	}
	if row.Display, row.DisplayFolded, row.DisplaySkeleton = display, folded, skeleton; display != "" {
		if err := t.put(displays, []byte(folded), numberRow{uint64(id)}); err != nil {
			return err
		}
		if err := t.put(displayLikes, []byte(skeleton), numberRow{uint64(id)}); err != nil {
			return err
		}
	}
	delete(t.people, room.UserID(id)) // remembered under the old one
	return t.put(users, key(id), row)
}
