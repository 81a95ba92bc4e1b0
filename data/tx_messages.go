package data

import (
	"errors"
	"fmt"
	"slices"

	"snug/room"
)

// AddMessage implements [room.Tx].
func (t *tx) AddMessage(m room.Message) (*room.Message, error) {
	r, err := t.Room(m.Room)
	if err != nil {
		return nil, err
	}
	r.Last++
	row := messageRow{
		ID: m.ID, At: stamp(m.At), Author: uint64(m.Author.ID),
		Style: uint8(m.Style), Text: m.Text,
	}
	if err := t.put(messages, pair(r.ID, r.Last), row); err != nil {
		return nil, err
	}
	t.rooms[r.ID] = r
	return row.message(r.ID, r.Last, m.Author), nil
}

// Message implements [room.Tx].
func (t *tx) Message(in room.ID, seq uint64) (*room.Message, error) {
	var row messageRow
	switch found, err := t.get(messages, pair(in, seq), &row); {
	case err != nil:
		return nil, err
	case !found:
		return nil, fmt.Errorf("message %d of room %d: %w", seq, in, room.ErrNotFound)
	}
	return t.signed(row, in, seq)
}

// signed gives a message its author, whose number alone is in the row.
func (t *tx) signed(row messageRow, in room.ID, seq uint64) (*room.Message, error) {
	author, err := t.Person(room.UserID(row.Author))
	if errors.Is(err, room.ErrNotFound) {
		return nil, corrupt(messages, pair(in, seq), fmt.Sprintf("there is no account %d", row.Author))
	} else if err != nil {
		return nil, err
	}
	return row.message(in, seq, author), nil
}

// last returns the number of a room's newest message. It is found, not stored:
// a record more to rewrite with each message would cost more than the search.
func (t *tx) last(id room.ID) (uint64, error) {
	in, err := t.in(messages)
	if err != nil {
		return 0, err
	}
	k, _ := before(in.Cursor(), key(id+1))
	if k == nil {
		return 0, nil
	}
	of, seq, ok := unpair(k)
	if !ok {
		return 0, corrupt(messages, k, "bad key")
	}
	if of != uint64(id) {
		return 0, nil
	}
	return seq, nil
}

// history reads the newest messages of a range, from its end backwards, and
// returns them oldest first.
func (t *tx) history(id room.ID, q room.Range) ([]*room.Message, error) {
	if _, err := t.Room(id); err != nil {
		return nil, err
	}
	limit := min(q.Limit, room.MaxPage)
	if limit <= 0 {
		return nil, nil
	}
	in, err := t.in(messages)
	if err != nil {
		return nil, err
	}
	end := key(id + 1)
	if q.Before != 0 {
		end = pair(id, q.Before)
	}
	var found []*room.Message
	c := in.Cursor()
	for k, v := before(c, end); k != nil && len(found) < limit; k, v = c.Prev() {
		of, seq, ok := unpair(k)
		if !ok {
			return nil, corrupt(messages, k, "bad key")
		}
		if of != uint64(id) || seq <= q.After {
			break
		}
		if n := len(found); n > 0 && found[n-1].Seq != seq+1 {
			return nil, corrupt(messages, k, fmt.Sprintf("the message after it is number %d", found[n-1].Seq))
		}
		var row messageRow
		if err := messages.unseal(k, v, &row); err != nil {
			return nil, err
		}
		m, err := t.signed(row, id, seq)
		if err != nil {
			return nil, err
		}
		found = append(found, m)
	}
	slices.Reverse(found)
	return found, nil
}
