package data

import (
	"fmt"

	"snug/room"
)

// Revise implements [room.Tx].
func (t *tx) Revise(m *room.Message) (*room.Message, error) {
	row, err := t.messageRow(m.Room, m.Seq)
	if err != nil {
		return nil, err
	}
	in, err := t.roomRow(m.Room)
	if err != nil {
		return nil, err
	}
	if row.Rev != 0 {
		if err := t.remove(revisions, pair(m.Room, row.Rev)); err != nil {
			return nil, err
		}
	}
	in.Rev++
	row.Rev = in.Rev
	if err := t.put(revisions, pair(m.Room, row.Rev), numberRow{m.Seq}); err != nil {
		return nil, err
	}
	if err := t.put(messages, pair(m.Room, m.Seq), row); err != nil {
		return nil, err
	}
	if err := t.putRoom(m.Room, in); err != nil {
		return nil, err
	}
	return t.whole(&row, m.Room, m.Seq)
}

// Changes implements [room.Store].
func (r Rooms) Changes(id room.ID, s room.Since) ([]*room.Message, error) {
	var found []*room.Message
	err := r.s.view(func(t *tx) (err error) {
		found, err = t.changes(id, s)
		return err
	})
	return found, wrap("read changes", err)
}

// changes reads the messages that something has happened to, by revision.
func (t *tx) changes(in room.ID, s room.Since) ([]*room.Message, error) {
	if _, err := t.Room(in); err != nil {
		return nil, err
	}
	index, err := t.in(revisions)
	if err != nil {
		return nil, err
	}
	limit := min(s.Limit, room.MaxPage)
	var found []*room.Message
	c := index.Cursor()
	for k, v := c.Seek(pair(in, s.Rev)); k != nil && len(found) < limit; k, v = c.Next() {
		of, rev, ok := unpair(k)
		switch {
		case !ok:
			return nil, corrupt(revisions, k, "bad key")
		case of != uint64(in):
			return found, nil
		case rev == s.Rev:
			continue
		}
		var at numberRow
		if err := revisions.unseal(k, v, &at); err != nil {
			return nil, err
		}
		if at.N <= s.Above {
			continue
		}
		m, err := t.indexed(revisions, k, in, at.N)
		if err != nil {
			return nil, err
		}
		if m.Rev != rev {
			return nil, corrupt(revisions, k, fmt.Sprintf("message %d has revision %d", at.N, m.Rev))
		}
		found = append(found, m)
	}
	return found, nil
}
