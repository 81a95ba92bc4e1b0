package text

import (
	"iter"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Method is how a terminal measures text: how many columns a string takes.
type Method uint8

// The two methods. A session starts with WcWidth and changes to Grapheme when
// its terminal reports mode 2027.
const (
	WcWidth  Method = iota // columns of each code point, added up
	Grapheme               // columns of each grapheme cluster, added up
)

// renderer is the same method as the screen's renderer knows it, so that what
// is measured here and what is painted there agree cell for cell.
func (m Method) renderer() ansi.Method {
	if m == Grapheme {
		return ansi.GraphemeWidth
	}
	return ansi.WcWidth
}

// Width is the number of columns s takes. Escape sequences take none, so it
// works on styled strings too.
func (m Method) Width(s string) int {
	n := 0
	for n < len(s) && printable(s[n]) {
		n++
	}
	for _, r := range s[n:] {
		w := simpleWidth(r)
		if w == 0 {
			return m.renderer().StringWidth(s)
		}
		n += w
	}
	return n
}

// Clusters yields the grapheme clusters of s in order, each with its width.
// s is plain text: an escape sequence would come out in pieces.
func (m Method) Clusters(s string) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for len(s) > 0 {
			cluster, width := m.first(s)
			if !yield(cluster, width) {
				return
			}
			s = s[len(cluster):]
		}
	}
}

// first is the first cluster of s, which is not empty, and its width.
func (m Method) first(s string) (string, int) {
	r, size := utf8.DecodeRuneInString(s)
	if w := simpleWidth(r); w > 0 {
		next, _ := utf8.DecodeRuneInString(s[size:])
		if size == len(s) || simpleWidth(next) > 0 {
			return s[:size], w
		}
	}
	return ansi.FirstGraphemeCluster(s, m.renderer())
}

// simpleWidth is the width of the runes most text is made of: those that have
// the same width by both methods, never attach to the rune before, and have
// nothing attached unless another kind of rune follows. It is 0 for all others.
func simpleWidth(r rune) int {
	switch {
	case r < 0x7f:
		if r >= ' ' {
			return 1
		}
	case r >= 0x4e00 && r <= 0x9fff, // ideographs
		r >= 0x3001 && r <= 0x3029, // CJK punctuation
		r >= 0x3041 && r <= 0x3096, // kana
		r >= 0x309b && r <= 0x30ff,
		r >= 0xff01 && r <= 0xff5e: // full width ASCII
		return 2
	}
	return 0
}

// printable reports whether b is a printable ASCII character.
func printable(b byte) bool { return b >= ' ' && b < 0x7f }
