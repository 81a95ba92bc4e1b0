package data

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"snug/room"
)

// unseen returns the numbers of the messages of each room that name a person
// and that they have not read.
func (t *tx) unseen(user room.UserID) (map[room.ID][]uint64, error) {
	index, err := t.in(mentions)
	if err != nil {
		return nil, err
	}
	calls := make(map[room.ID][]uint64)
	c := index.Cursor()
	// From the last room to the first, and in each from the newest message. What
	// was read, or is too much, is jumped over.
	k, v := before(c, key(user+1))
	for k != nil {
		of, in, _, ok := untriple(k)
		if !ok {
			return nil, corrupt(mentions, k, "bad key")
		}
		if of != uint64(user) {
			break
		}
		read, err := t.Mark(user, room.ID(in))
		if err != nil {
			return nil, err
		}
		var found []uint64
		for ; k != nil && len(found) < room.MaxCalls; k, v = c.Prev() {
			of, same, seq, ok := untriple(k)
			if !ok {
				return nil, corrupt(mentions, k, "bad key")
			}
			if of != uint64(user) || same != in || seq <= read {
				break
			}
			if err := mentions.unseal(k, v, &emptyRow{}); err != nil {
				return nil, err
			}
			found = append(found, seq)
		}
		if len(found) > 0 {
			slices.Reverse(found)
			calls[room.ID(in)] = found
		}
		k, v = before(c, pair(user, room.ID(in)))
	}
	return calls, nil
}

// thread reads the first message of a thread and the newest of its replies.
func (t *tx) thread(in room.ID, root uint64, limit int) ([]*room.Message, error) {
	first, err := t.Message(in, root)
	if errors.Is(err, room.ErrNotFound) {
		var r room.Room
		if r, err = t.Room(in); err == nil && (root == 0 || root > r.Trimmed) {
			err = fmt.Errorf("message %d of room %d: %w", root, in, room.ErrNotFound)
		}
	}
	if limit = min(limit, room.MaxPage); err != nil || limit <= 0 {
		return nil, err
	}
	index, err := t.in(threads)
	if err != nil {
		return nil, err
	}
	var found []*room.Message
	c := index.Cursor()
	for k, v := before(c, pair(in, root+1)); k != nil && len(found) < limit-1; k, v = c.Prev() {
		of, with, seq, ok := untriple(k)
		if !ok {
			return nil, corrupt(threads, k, "bad key")
		}
		if of != uint64(in) || with != root {
			break
		}
		if err := threads.unseal(k, v, &emptyRow{}); err != nil {
			return nil, err
		}
		m, err := t.indexed(threads, k, in, seq)
		if err != nil {
			return nil, err
		}
		found = append(found, m)
	}
	if first != nil {
		found = append(found, first)
	}
	slices.Reverse(found)
	return found, nil
}

// pinned reads the pinned messages of a room.
func (t *tx) pinned(in room.ID) ([]*room.Message, error) {
	if _, err := t.Room(in); err != nil {
		return nil, err
	}
	var found []*room.Message
	err := t.scan(pins, key(in), func(k, v []byte) error {
		_, seq, ok := unpair(k)
		if !ok {
			return corrupt(pins, k, "bad key")
		}
		if err := pins.unseal(k, v, &emptyRow{}); err != nil {
			return err
		}
		m, err := t.indexed(pins, k, in, seq)
		found = append(found, m)
		return err
	})
	return found, err
}

// indexed reads a message that an index leads to.
func (t *tx) indexed(index bucket, k []byte, in room.ID, seq uint64) (*room.Message, error) {
	var row messageRow
	switch found, err := t.get(messages, pair(in, seq), &row); {
	case err != nil:
		return nil, err
	case !found:
		return nil, corrupt(index, k, fmt.Sprintf("there is no message %d", seq))
	}
	return t.whole(&row, in, seq)
}

// versions reads what a message said before its edits.
func (t *tx) versions(in room.ID, seq uint64) ([]room.Version, error) {
	if _, err := t.messageRow(in, seq); err != nil {
		return nil, err
	}
	var found []room.Version
	err := t.scan(edits, pair(in, seq), func(k, v []byte) error {
		var row versionRow
		err := edits.unseal(k, v, &row)
		found = append(found, row.version())
		return err
	})
	return found, err
}

// AllDeleted implements [room.Tx].
func (t *tx) AllDeleted(in room.ID, after, before uint64) (bool, error) {
	switch {
	case before <= after+1:
		return true, nil
	case before-after-1 > room.SliceKeys:
		return false, nil
	}
	index, err := t.in(tombstones)
	if err != nil {
		return false, err
	}
	next := after + 1
	c := index.Cursor()
	for k, _ := c.Seek(pair(in, next)); next < before && bytes.Equal(k, pair(in, next)); k, _ = c.Next() {
		next++
	}
	return next == before, nil
}
