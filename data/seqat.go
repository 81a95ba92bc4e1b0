package data

import (
	"time"

	"snug/room"
)

// SeqAt implements [room.Store].
//
// It searches as if times went up with the numbers. Where a clock went back,
// several messages have one before them that was said before t and were
// themselves said at t or later; any of them may be the answer.
func (r Rooms) SeqAt(id room.ID, at time.Time) (uint64, error) {
	var seq uint64
	err := r.s.view(func(t *tx) error {
		in, err := t.Room(id)
		if err == nil {
			seq, err = t.seqAt(in, at)
		}
		return err
	})
	return seq, wrap("find message by time", err)
}

// seqAt halves the numbers until it has a message said at a time or later, right
// behind one said before it.
func (t *tx) seqAt(in room.Room, at time.Time) (uint64, error) {
	us := stamp(at)
	first, end := in.Trimmed+1, in.Last+1
	for first < end {
		middle := first + (end-first)/2
		var row messageRow
		found, err := t.get(messages, pair(in.ID, middle), &row)
		if err == nil && !found {
			err = corrupt(messages, pair(in.ID, middle), "missing between others")
		}
		if err != nil {
			return 0, err
		}
		if row.At >= us {
			end = middle
		} else {
			first = middle + 1
		}
	}
	return first, nil
}
