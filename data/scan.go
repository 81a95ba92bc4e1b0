package data

import (
	"context"
	"math"
	"time"

	"snug/room"
)

// scanBatch is how many messages a search looks at in one read transaction, so
// that it never keeps pages from the writer for longer than a moment.
const scanBatch = 512

// clockBack is how far the clocks that stamped the messages may have gone back at
// any time without a search by time missing anything.
const clockBack = 24 * time.Hour

// Scan implements [room.Store]. It looks at one batch at least, and comes back at
// most one batch after ctx or Most has ended. Of records that do not match not
// even the checksum is looked at: damage can hide a message from a search, but
// never make one up.
func (r Rooms) Scan(ctx context.Context, id room.ID, q room.Scan) (room.Scanned, error) {
	const what = "search room"
	began := time.Now()
	s := &search{room: id, Scan: q}
	if err := r.s.view(s.begin); err != nil {
		return room.Scanned{}, wrap(what, err)
	}
	var found []*room.Message
	for len(found) < s.Limit && s.next > s.floor {
		if err := ctx.Err(); err != nil {
			return room.Scanned{}, wrap(what, err)
		}
		s.want = s.Limit - len(found)
		if err := r.s.view(s.batch); err != nil {
			return room.Scanned{}, wrap(what, err)
		}
		found = s.take(found)
		if s.Most > 0 && time.Since(began) >= s.Most {
			break
		}
	}
	if s.next <= s.floor {
		s.next = 0
	}
	return room.Scanned{Found: found, Next: s.next}, nil
}

// A search is a scan under way.
type search struct {
	room.Scan
	room  room.ID
	match *matcher

	next  uint64 // the number above those that are still to be looked at
	floor uint64 // the lowest of them
	from  int64  // stamps: said then or later,
	until int64  // and before this
	want  int    // messages still to be found

	batched []*room.Message // what the last batch found, before Match
	row     messageRow
}

// begin finds out what numbers are to be looked at.
func (s *search) begin(t *tx) error {
	r, err := t.Room(s.room)
	if err != nil {
		return err
	}
	s.Limit = min(s.Limit, room.MaxPage)
	s.next, s.floor = r.Last+1, r.Trimmed+1
	s.from, s.until = math.MinInt64, math.MaxInt64
	if s.Before != 0 {
		s.next = min(s.next, s.Before)
	}
	if !s.Until.IsZero() {
		s.until = stamp(s.Until)
		end, err := t.seqAt(r, s.Until.Add(clockBack))
		if err != nil {
			return err
		}
		s.next = min(s.next, end)
	}
	if !s.After.IsZero() {
		s.from = stamp(s.After)
		if s.floor, err = t.seqAt(r, s.After.Add(-clockBack)); err != nil {
			return err
		}
	}
	var possible bool
	s.floor = max(s.floor, s.Above+1)
	if s.match, possible = newMatcher(s.Words, s.From); !possible {
		s.next = 0
	}
	return nil
}

// batch looks at the next messages, until there are as many matches as wanted.
// With Match, which is not for inside a transaction, any of them may fall away.
func (s *search) batch(t *tx) error {
	in, err := t.in(messages)
	if err != nil {
		return err
	}
	want := s.want
	if s.Match != nil {
		want = scanBatch
	}
	s.batched = s.batched[:0]
	c := in.Cursor()
	k, v := before(c, pair(s.room, s.next))
	for range scanBatch {
		of, seq, ok := unpair(k)
		switch {
		case k != nil && !ok:
			return corrupt(messages, k, "bad key")
		case of != uint64(s.room) || seq < s.floor:
			s.next = s.floor
			return nil
		case len(s.batched) == want:
			return nil
		}
		s.next = seq
		if s.match.record(v) {
			if err := s.look(t, k, v); err != nil {
				return err
			}
		}
		k, v = c.Prev()
	}
	return nil
}

// look decodes a record and keeps its message if it matches.
func (s *search) look(t *tx, k, v []byte) error {
	s.row = messageRow{}
	if err := messages.unseal(k, v, &s.row); err != nil {
		return err
	}
	switch row := &s.row; {
	case row.Deleted != 0,
		s.From != 0 && row.Author != uint64(s.From),
		row.At < s.from, row.At >= s.until,
		!s.match.words(row.searched()):
		return nil
	}
	m, err := t.whole(&s.row, s.room, s.next)
	s.batched = append(s.batched, m)
	return err
}

// take adds what the last batch found to found, up to the limit.
func (s *search) take(found []*room.Message) []*room.Message {
	for _, m := range s.batched {
		if s.Match != nil && !s.Match(m) {
			continue
		}
		if found = append(found, m); len(found) == s.Limit {
			s.next = m.Seq // what the batch saw below is looked at again
			break
		}
	}
	return found
}
