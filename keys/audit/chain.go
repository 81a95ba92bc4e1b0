package audit

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
)

// ErrBroken: an entry is not the one that was written, or one is missing.
var ErrBroken = errors.New("audit log is broken")

// form begins what is hashed, and changes when the encoding does.
const form = "snug audit 1"

// Hash returns the SHA-256 of the entry's canonical encoding, in which every
// string is its length in bytes and then its bytes, every number is 8 bytes, big
// endian, and the time is a number of microseconds since 1970. In this order: the
// string "snug audit 1", Seq, At, of By the Account, Name, Key, Session, Address
// and Via, then Action, Object, Before, After, Reason, Result, and the 32 bytes
// of Prev. So there are no two entries with one encoding, and it needs nothing
// but this comment to be checked by another program.
func (e Entry) Hash() [32]byte {
	b := make([]byte, 0, 512)
	number := func(n uint64) { b = binary.BigEndian.AppendUint64(b, n) }
	words := func(all ...string) {
		for _, s := range all {
			number(uint64(len(s)))
			b = append(b, s...)
		}
	}
	words(form)
	number(e.Seq)
	number(uint64(e.At.UnixMicro()))
	number(e.By.Account)
	words(e.By.Name, e.By.Key, e.By.Session, e.By.Address, e.By.Via)
	words(e.Action, e.Object, e.Before, e.After, e.Reason, e.Result)
	return sha256.Sum256(append(b, e.Prev[:]...))
}

// Next returns n as the entry behind e, with its number and the hash of e filled
// in; the zero Entry is before the first.
func (e Entry) Next(n Entry) Entry {
	n.Seq, n.Prev = e.Seq+1, [32]byte{}
	if e.Seq != 0 {
		n.Prev = e.Hash()
	}
	return n
}

// Follows reports, wrapping [ErrBroken], what is wrong with the entry as the one
// behind last; the zero Entry is before the first.
func (e Entry) Follows(last Entry) error {
	switch want := last.Next(e); {
	case e.Seq != want.Seq:
		return fmt.Errorf("%w: entry %d stands where number %d belongs", ErrBroken, e.Seq, want.Seq)
	case e.Prev != want.Prev:
		return fmt.Errorf("%w: entry %d was not written behind the entry %d that stands before it", ErrBroken, e.Seq, last.Seq)
	}
	return nil
}

// Verify checks a whole log, from its first entry on, and returns the last one
// that is sound. What it cannot see is entries missing at the end, or a log
// written anew from some entry on: for that, compare the last hash with one that
// was noted elsewhere.
func Verify(log iter.Seq2[Entry, error]) (last Entry, err error) {
	for e, err := range log {
		if err != nil {
			return last, err
		}
		if err := e.Follows(last); err != nil {
			return last, err
		}
		last = e
	}
	return last, nil
}
