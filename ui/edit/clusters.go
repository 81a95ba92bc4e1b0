package edit

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// edge is the first cluster's edge at or behind a place. A change can make two
// clusters one, so that the place between them is gone.
func (e *Editor) edge(at int) int {
	from := e.anchor(at)
	for from < at {
		from = e.next(from)
	}
	return from
}

// next is the edge behind the one at a place; the end has none.
func (e *Editor) next(at int) int {
	c, _, _, _ := uniseg.FirstGraphemeClusterInString(e.text[at:], -1)
	return at + len(c)
}

// prev is the edge before the one at a place; the start has none.
func (e *Editor) prev(at int) int {
	if at == 0 {
		return 0
	}
	from := e.anchor(at)
	if from == at {
		return at - 1 // the line break
	}
	for {
		next := e.next(from)
		if next >= at {
			return from
		}
		from = next
	}
}

// maxLookBack is how many bytes before a place are looked at to find out where
// a cluster starts. Clean text has none longer than 64.
const maxLookBack = 256

// anchor is a place before at where a cluster starts: between two characters
// that never join others, or else the start of the line, which at itself can
// be. Looking no further keeps a key from costing more the longer the text is.
// A row of flags is the exception: which letters belong together shows only at
// its start.
func (e *Editor) anchor(at int) int {
	i := at
	for i > 0 && e.text[i-1] != '\n' {
		r, n := utf8.DecodeLastRuneInString(e.text[:i])
		if at-i >= maxLookBack && !regional(r) {
			break
		}
		i -= n
		if before, _ := utf8.DecodeLastRuneInString(e.text[:i]); alone(before) && alone(r) {
			break
		}
	}
	return i
}

// alone reports whether a cluster ends before and behind r next to others of
// its kind: letters of the common alphabets, kana and Han, and the rest of
// printable ASCII. All have the value Other of UAX #29, table 2.
func alone(r rune) bool {
	return r >= ' ' && r <= '~' || r >= 0xc0 && r <= 0x2af || r >= 0x391 && r <= 0x3c9 || r >= 0x410 && r <= 0x44f ||
		r >= 0x3041 && r <= 0x3096 || r >= 0x30a1 && r <= 0x30fa || han(r)
}

// han reports whether r is one of the ideographs of everyday text.
func han(r rune) bool { return r >= 0x4e00 && r <= 0x9fff }

// regional reports whether r is half of a country's flag.
func regional(r rune) bool { return r >= 0x1f1e6 && r <= 0x1f1ff }

// lineStart and lineEnd are the ends of the line, between line breaks, that a
// place lies in.
func (e *Editor) lineStart(at int) int { return strings.LastIndexByte(e.text[:at], '\n') + 1 }

func (e *Editor) lineEnd(at int) int { return lineEnd(e.text, at) }

func lineEnd(s string, at int) int {
	if i := strings.IndexByte(s[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(s)
}
