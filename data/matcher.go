package data

import (
	"bytes"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/fxamacker/cbor/v2"

	"snug/room"
	"snug/text"
)

// A matcher looks for words, whatever their letter case, first in the bytes of
// whole records, where text lies as it is: most records are passed over without
// being decoded. What is found there may lie in another field, and is looked
// for once more in the text and in the name of the file.
type matcher struct {
	plain [][]byte // words without letter case
	ascii [][]byte // words of which only letters of ASCII have one, in small
	cased [][]byte // the others, folded

	author []byte // how the author is written in a record; empty: anybody
	buf    []byte // for folding
}

// newMatcher makes a matcher of what is searched for. It returns false when
// nothing can match.
func newMatcher(words []string, from room.UserID) (*matcher, bool) {
	m := &matcher{}
	for _, word := range words {
		word, err := text.Clean(word) // as all text that is stored
		if err != nil {
			return nil, false
		}
		var ascii, cased bool
		for _, r := range word {
			if unicode.SimpleFold(r) != r {
				ascii = ascii || r < utf8.RuneSelf
				cased = cased || r >= utf8.RuneSelf
			}
		}
		switch {
		case word == "":
		case cased:
			m.cased = append(m.cased, foldUnicode(nil, []byte(word)))
		case ascii:
			m.ascii = append(m.ascii, foldASCII(nil, []byte(word)))
		default:
			m.plain = append(m.plain, []byte(word))
		}
	}
	if from != 0 {
		m.author = authorNeedle(from)
	}
	return m, true
}

// authorNeedle is how a record of an author's messages says so: the number of
// the field and then the account.
func authorNeedle(author room.UserID) []byte {
	b, err := cbor.Marshal(uint64(author))
	if err != nil {
		panic(err) // a number
	}
	return slices.Insert(b, 0, 3)
}

// record reports whether a record may match.
func (m *matcher) record(value []byte) bool { return bytes.Contains(value, m.author) && m.words(value) }

// words reports whether all words are somewhere in b.
func (m *matcher) words(b []byte) bool {
	if !all(b, m.plain) {
		return false
	}
	if len(m.ascii) > 0 {
		if m.buf = foldASCII(m.buf, b); !all(m.buf, m.ascii) {
			return false
		}
	}
	if len(m.cased) > 0 {
		if m.buf = foldUnicode(m.buf, b); !all(m.buf, m.cased) {
			return false
		}
	}
	return true
}

func all(b []byte, words [][]byte) bool {
	for _, word := range words {
		if !bytes.Contains(b, word) {
			return false
		}
	}
	return true
}
