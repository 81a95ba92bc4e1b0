package data

import (
	"slices"

	"snug/room"
)

// Trim implements [room.Tx].
func (t *tx) Trim(in room.ID, upTo uint64) (uint64, error) {
	row, err := t.roomRow(in)
	if err != nil {
		return 0, err
	}
	newest, err := t.last(in)
	if err != nil {
		return 0, err
	}
	was, began := row.Trimmed, t.writes
	for row.Trimmed < min(upTo, newest) && t.writes-began < room.SliceKeys {
		pinned, err := t.forget(in, row.Trimmed+1, row.Deleted != 0)
		if err != nil {
			return 0, err
		}
		if pinned {
			row.Pins--
		}
		row.Trimmed++
	}
	if row.Trimmed == was {
		return was, nil
	}
	return row.Trimmed, t.putRoom(in, row)
}

// forget removes the oldest message of a room with all that belongs to it, and
// reports whether it was pinned. The index of a thread that starts with it stays:
// the thread goes on without it, and each reply takes its own record with it. Its
// outcome stays while the room does, so that who says it again is not heard twice,
// and the outcomes of what happened to it later, under other command IDs.
func (t *tx) forget(in room.ID, seq uint64, swept bool) (pinned bool, err error) {
	row, err := t.messageRow(in, seq)
	if err != nil {
		return false, err
	}
	type record struct {
		of  bucket
		key []byte
	}
	k := pair(in, seq)
	gone := []record{{messages, k}}
	if swept {
		gone = append(gone, record{outcomes, row.ID[:]})
	} else if err := t.Record(row.ID, room.Outcome{Room: in, Seq: seq}); err != nil {
		return false, err
	}
	if row.Rev != 0 {
		gone = append(gone, record{revisions, pair(in, row.Rev)})
	}
	for n := uint64(1); n <= row.Versions; n++ {
		gone = append(gone, record{edits, triple(in, seq, n)})
	}
	if row.Reacts != 0 {
		err = t.scan(reacts, k, func(k, _ []byte) error {
			gone = append(gone, record{reacts, slices.Clone(k)})
			return nil
		})
	}
	if row.Deleted != 0 {
		gone = append(gone, record{tombstones, k})
	}
	if row.Pinned {
		gone = append(gone, record{pins, k})
	}
	for _, who := range row.Mentions {
		gone = append(gone, record{mentions, triple(who, in, seq)})
	}
	if row.Root != 0 {
		gone = append(gone, record{threads, triple(in, row.Root, seq)})
	}
	for _, r := range gone {
		if err == nil {
			err = t.remove(r.of, r.key)
		}
	}
	if err == nil {
		err = t.setFile(in, seq, &row, nil)
	}
	return row.Pinned, err
}
