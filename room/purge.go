package room

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
)

const (
	maxPurged  = 100 // people whom one purge can be of
	stragglers = 100 // messages in a row that are too old, after which nothing else is looked at
)

// purge deletes what matches among the newest messages before a number, at most
// so many, and looks at about SliceKeys.
func purge(tx Tx, c Purge) (Event, error) {
	switch {
	case c.Limit < 1 || c.Limit > PurgeAtOnce:
		return nil, refuse(ErrInvalid, "one to %d messages are deleted at once; give another number", PurgeAtOnce)
	case len(c.Of) > maxPurged || !slices.IsSorted(c.Of):
		return nil, refuse(ErrInvalid, "messages of at most %d people are deleted at once; name fewer", maxPurged)
	case !c.Until.IsZero() && !c.Since.Before(c.Until):
		return nil, refuse(ErrInvalid, "the time ends before it begins; give another one")
	}
	s, err := order(tx, c.Room, c.Header)
	if err == nil {
		err = s.inUse()
	}
	if err != nil {
		return nil, err
	}
	found, next, err := s.matching(c)
	if err != nil {
		return nil, err
	}
	e := Purged{Room: c.Room, By: s.who, At: c.At, Next: next}
	if len(found) == 0 {
		return unchanged{e}, nil
	}
	for _, m := range found {
		is, err := bury(tx, *m, c.At, m.Author.ID != c.By)
		if err != nil {
			return nil, err
		}
		gone, err := changed(tx, m, is, WasDeleted, s.who, c.At)
		if err != nil {
			return nil, err
		}
		e.Gone = append(e.Gone, gone)
	}
	slices.Reverse(found)
	first, last := found[0].Seq, found[len(found)-1].Seq
	after := fmt.Sprintf("%d messages, %d-%d, %s", len(found), first, last, digest(found))
	if files := countFiles(found); files > 0 {
		after += fmt.Sprintf(", %d with files", files)
	}
	return told{e, after}, tx.Record(c.ID, Outcome{Room: c.Room, Seq: next})
}

// matching returns what a purge deletes, the newest first, and the number to go
// on before, zero at the end.
func (s sight) matching(c Purge) (found []*Message, next uint64, err error) {
	if next = s.room.Last + 1; c.Before != 0 {
		next = min(next, c.Before)
	}
	spared := make(map[UserID]bool)
	old := 0 // in a row: a clock that was set back leaves a few among the others
	for looked := 0; next-1 > s.Floor; next-- {
		if looked++; looked > SliceKeys || len(found) == c.Limit {
			return found, next, nil
		}
		m, err := s.tx.Message(s.room.ID, next-1)
		switch {
		case err != nil:
			return nil, 0, err
		case m.At.Before(c.Since):
			if old++; old == stragglers {
				return found, 0, nil
			}
			continue
		}
		old = 0
		switch {
		case !m.Deleted.IsZero() || !c.Until.IsZero() && !m.At.Before(c.Until):
			continue
		case len(c.Of) > 0:
			if _, named := slices.BinarySearch(c.Of, m.Author.ID); !named {
				continue
			}
		}
		spare, known := spared[m.Author.ID]
		if !known {
			if spare, err = s.spares(m.Author); err != nil {
				return nil, 0, err
			}
			spared[m.Author.ID] = spare
		}
		if !spare {
			found = append(found, m)
		}
	}
	return found, 0, nil
}

// spares reports whether somebody's messages stay in a purge by the submitter.
func (s sight) spares(author Person) (bool, error) {
	if author.ID == s.who.ID {
		return false, nil
	}
	m, _, err := s.tx.Membership(s.room.ID, author.ID)
	return !s.above(author, m), err
}

// digest is what the audit log keeps of texts that were deleted: "sha256:" and
// the SHA-256 in hex of each text in turn, its length in bytes before it as 8
// bytes, big endian.
func digest(of []*Message) string {
	h := sha256.New()
	for _, m := range of {
		var size [8]byte
		binary.BigEndian.PutUint64(size[:], uint64(len(m.Text)))
		h.Write(size[:])
		h.Write([]byte(m.Text))
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil))
}

// countFiles returns how many of messages have a file that has not expired.
func countFiles(of []*Message) int {
	n := 0
	for _, m := range of {
		if m.File != nil && m.File.Expired.IsZero() {
			n++
		}
	}
	return n
}

// whatWent is what the audit log keeps of a message that was deleted: digestOf its
// text, and of a file that there was the number and the sum.
func whatWent(m *Message) string {
	kept := digestOf(m.Text)
	if m.File != nil {
		kept += fmt.Sprintf(", file %d sha256:%v", m.File.ID, m.File.Sum)
	}
	return kept
}

// digestOf is digest for one text, without its length.
func digestOf(said string) string {
	sum := sha256.Sum256([]byte(said))
	return "sha256:" + hex.EncodeToString(sum[:])
}
