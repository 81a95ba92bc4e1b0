package data

import (
	"errors"
	"fmt"
	"slices"
	"strings"

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
		Root: m.Root, Mentions: convert[uint64](m.Mentions),
	}
	if m.Reply != nil {
		row.Reply = m.Reply.Seq
	}
	if m.File != nil {
		if row.File, err = t.addFile(r.ID, r.Last, m.Author.ID, *m.File); err != nil {
			return nil, err
		}
	}
	if err := t.put(messages, pair(r.ID, r.Last), row); err != nil {
		return nil, err
	}
	for _, who := range row.Mentions {
		if err := t.put(mentions, triple(who, r.ID, r.Last), emptyRow{}); err != nil {
			return nil, err
		}
	}
	if row.Root != 0 {
		if err := t.put(threads, triple(r.ID, row.Root, r.Last), emptyRow{}); err != nil {
			return nil, err
		}
	}
	t.rooms[r.ID] = r
	return t.whole(&row, r.ID, r.Last)
}

// Message implements [room.Tx].
func (t *tx) Message(in room.ID, seq uint64) (*room.Message, error) {
	row, err := t.messageRow(in, seq)
	if err != nil {
		return nil, err
	}
	return t.whole(&row, in, seq)
}

// messageRow reads the row of a message that must be there.
func (t *tx) messageRow(in room.ID, seq uint64) (messageRow, error) {
	var row messageRow
	found, err := t.get(messages, pair(in, seq), &row)
	if err == nil && !found {
		err = fmt.Errorf("message %d of room %d: %w", seq, in, room.ErrNotFound)
	}
	return row, err
}

// whole makes a message of its row and of what is kept elsewhere: the author's
// names, what it answers, and the reactions. Most messages need only the first.
func (t *tx) whole(row *messageRow, in room.ID, seq uint64) (*room.Message, error) {
	author, err := t.author(row, in, seq)
	if err != nil {
		return nil, err
	}
	m := row.message(in, seq, author)
	if row.Reply != 0 {
		if m.Reply, err = t.quote(in, row.Reply); err != nil {
			return nil, err
		}
	}
	if row.Reacts != 0 {
		m.Reactions, err = t.reactions(in, seq)
	}
	return m, err
}

func (t *tx) author(row *messageRow, in room.ID, seq uint64) (room.Person, error) {
	author, err := t.Person(room.UserID(row.Author))
	if errors.Is(err, room.ErrNotFound) {
		err = corrupt(messages, pair(in, seq), fmt.Sprintf("there is no account %d", row.Author))
	}
	return author, err
}

// quote reads what a reply shows of the message that it answers; of one that was
// trimmed there is nothing to show.
func (t *tx) quote(in room.ID, seq uint64) (*room.Quote, error) {
	row, err := t.messageRow(in, seq)
	if errors.Is(err, room.ErrNotFound) {
		r, err := t.Room(in)
		if err == nil && seq > r.Trimmed {
			err = corrupt(messages, pair(in, seq), "missing, but answered")
		}
		return &room.Quote{Seq: seq, Deleted: true}, err
	} else if err != nil {
		return nil, err
	}
	author, err := t.author(&row, in, seq)
	q := room.QuoteOf(row.message(in, seq, author))
	q.Text = strings.Clone(q.Text) // must not keep all of a long one
	return &q, err
}

// last returns the number of a room's newest message that is there, zero when
// none is. It is found, not stored: a record more to rewrite with each message
// would cost more than the search.
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
	var row messageRow
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
		row = messageRow{}
		if err := messages.unseal(k, v, &row); err != nil {
			return nil, err
		}
		m, err := t.whole(&row, id, seq)
		if err != nil {
			return nil, err
		}
		found = append(found, m)
	}
	slices.Reverse(found)
	return found, nil
}
