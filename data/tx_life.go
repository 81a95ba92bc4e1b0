package data

import (
	"fmt"
	"slices"
	"time"

	"snug/room"
)

// SetMessage implements [room.Tx].
func (t *tx) SetMessage(m *room.Message) (*room.Message, error) {
	row, err := t.messageRow(m.Room, m.Seq)
	if err != nil {
		return nil, err
	}
	was := row
	row.change(m)
	if err := t.setMentions(m.Room, m.Seq, was.Mentions, row.Mentions); err != nil {
		return nil, err
	}
	if (was.Deleted != 0) != (row.Deleted != 0) {
		if err := t.setTombstone(m.Room, m.Seq, row.Deleted != 0); err != nil {
			return nil, err
		}
	}
	if was.Pinned != row.Pinned {
		if err := t.setPin(m.Room, m.Seq, row.Pinned); err != nil {
			return nil, err
		}
	}
	if err := t.setFile(m.Room, m.Seq, &was, row.File); err != nil {
		return nil, err
	}
	if err := t.put(messages, pair(m.Room, m.Seq), row); err != nil {
		return nil, err
	}
	return t.whole(&row, m.Room, m.Seq)
}

// setMentions lets the index of mentions follow what a message names.
func (t *tx) setMentions(in room.ID, seq uint64, was, is []uint64) error {
	for _, who := range was {
		if !slices.Contains(is, who) {
			if err := t.remove(mentions, triple(who, in, seq)); err != nil {
				return err
			}
		}
	}
	for _, who := range is {
		if !slices.Contains(was, who) {
			if err := t.put(mentions, triple(who, in, seq), emptyRow{}); err != nil {
				return err
			}
		}
	}
	return nil
}

// setPin adds a message to the index of pins, or removes it, and keeps the
// room's count of them.
func (t *tx) setPin(in room.ID, seq uint64, on bool) error {
	row, err := t.roomRow(in)
	if err != nil {
		return err
	}
	if on {
		row.Pins++
		err = t.put(pins, pair(in, seq), emptyRow{})
	} else {
		row.Pins--
		err = t.remove(pins, pair(in, seq))
	}
	if err != nil {
		return err
	}
	return t.putRoom(in, row)
}

// setTombstone adds a message to the index of deleted ones, or removes it.
func (t *tx) setTombstone(in room.ID, seq uint64, on bool) error {
	if !on {
		return t.remove(tombstones, pair(in, seq))
	}
	return t.put(tombstones, pair(in, seq), emptyRow{})
}

// AddVersion implements [room.Tx].
func (t *tx) AddVersion(in room.ID, seq uint64, v room.Version) error {
	row, err := t.messageRow(in, seq)
	if err != nil {
		return err
	}
	row.Versions++
	if err := t.put(edits, triple(in, seq, row.Versions), versionRow{Text: v.Text, At: stamp(v.At)}); err != nil {
		return err
	}
	return t.put(messages, pair(in, seq), row)
}

// Versions implements [room.Tx].
func (t *tx) Versions(in room.ID, seq uint64) (int, error) {
	row, err := t.messageRow(in, seq)
	return int(row.Versions), err
}

// DropVersions implements [room.Tx].
func (t *tx) DropVersions(in room.ID, seq uint64) error {
	row, err := t.messageRow(in, seq)
	if err != nil || row.Versions == 0 {
		return err
	}
	for n := uint64(1); n <= row.Versions; n++ {
		if err := t.remove(edits, triple(in, seq, n)); err != nil {
			return err
		}
	}
	row.Versions = 0
	return t.put(messages, pair(in, seq), row)
}

// SetReaction implements [room.Tx].
func (t *tx) SetReaction(in room.ID, seq uint64, emoji string, by room.UserID, at time.Time, on bool) (bool, error) {
	row, err := t.messageRow(in, seq)
	if err != nil {
		return false, err
	}
	place, all, err := t.place(in, seq, emoji)
	if err != nil {
		return false, err
	}
	isNew := len(all.By) == 0
	all, changed := all.with(by, at, on)
	switch {
	case !changed:
		return false, nil
	case isNew:
		row.Reacts++
	case len(all.By) == 0:
		row.Reacts--
		if err := t.remove(reacts, triple(in, seq, place)); err != nil {
			return false, err
		}
		return true, t.put(messages, pair(in, seq), row)
	}
	if err := t.put(reacts, triple(in, seq, place), all); err != nil || !isNew {
		return err == nil, err
	}
	return true, t.put(messages, pair(in, seq), row)
}

// place finds the record of an emoji on a message: where it is, or, with nobody
// under it, where it would be, which is behind the others.
func (t *tx) place(in room.ID, seq uint64, emoji string) (place uint64, row reactRow, err error) {
	err = t.eachReaction(in, seq, func(at uint64, r reactRow) {
		if r.Emoji == emoji {
			place, row = at, r
		} else if row.Emoji == "" {
			place = at + 1
		}
	})
	row.Emoji = emoji
	return max(place, 1), row, err
}

// reactions returns what is on a message, in the order of the emoji's places.
func (t *tx) reactions(in room.ID, seq uint64) ([]room.Reaction, error) {
	var all []room.Reaction
	err := t.eachReaction(in, seq, func(_ uint64, r reactRow) { all = append(all, r.reaction()) })
	return all, err
}

func (t *tx) eachReaction(in room.ID, seq uint64, visit func(place uint64, r reactRow)) error {
	return t.scan(reacts, pair(in, seq), func(k, v []byte) error {
		_, _, place, ok := untriple(k)
		if !ok {
			return corrupt(reacts, k, "bad key")
		}
		var row reactRow
		if err := reacts.unseal(k, v, &row); err != nil {
			return err
		}
		if len(row.By) == 0 || row.Emoji == "" {
			return corrupt(reacts, k, fmt.Sprintf("nobody under %q", row.Emoji))
		}
		visit(place, row)
		return nil
	})
}

// DropReactions implements [room.Tx].
func (t *tx) DropReactions(in room.ID, seq uint64) error {
	row, err := t.messageRow(in, seq)
	if err != nil || row.Reacts == 0 {
		return err
	}
	var places []uint64
	if err := t.eachReaction(in, seq, func(place uint64, _ reactRow) { places = append(places, place) }); err != nil {
		return err
	}
	for _, place := range places {
		if err := t.remove(reacts, triple(in, seq, place)); err != nil {
			return err
		}
	}
	row.Reacts = 0
	return t.put(messages, pair(in, seq), row)
}
