package emoji

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const wideColon = "：" // as Chinese keyboards write it

// Replace puts emoji in the place of names between two colons, both ASCII or
// both full-width. What is no known name stays, and so does what is part of a
// word, a time (10:30:45), a path (a::b) or a link. It does not know code from
// text: the caller keeps code away from it.
//
// Flags of a few letters are longer than their names: the result has at most
// four times the bytes of s.
func Replace(s string) string {
	if !strings.Contains(s, ":") && !strings.Contains(s, wideColon) {
		return s
	}
	var b strings.Builder
	done := 0 // s[:done] is written
	for i := 0; i < len(s); {
		switch size := colon(s[i:]); {
		case size == 0:
			i++
		case strings.HasPrefix(s[i:], "://"):
			i = linkEnd(s, i)
		default:
			glyph, end := shortcode(s, i, size, i == done)
			if glyph == "" {
				i += size
				continue
			}
			b.WriteString(s[done:i])
			b.WriteString(glyph)
			i, done = end, end
		}
	}
	if done == 0 {
		return s
	}
	b.WriteString(s[done:])
	return b.String()
}

// shortcode returns the emoji whose name stands between the colon at i, of
// size bytes, and the next, and where that one ends. The glyph is empty when
// there is none. after reports that an emoji or nothing stands before.
func shortcode(s string, i, size int, after bool) (glyph string, end int) {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	if !after && (wordRune(before) || before == ':') {
		return "", 0
	}
	start := i + size
	end = start
	for n := 0; n <= MaxName; n++ {
		r, width := utf8.DecodeRuneInString(s[end:])
		if !nameRune(r) {
			break
		}
		end += width
	}
	if end == start || !strings.HasPrefix(s[end:], s[i:start]) {
		return "", 0
	}
	if next, _ := utf8.DecodeRuneInString(s[end+size:]); wordRune(next) {
		return "", 0
	}
	glyph, _ = ByName(s[start:end])
	return glyph, end + size
}

// colon is the length of the colon that s starts with, or 0.
func colon(s string) int {
	switch {
	case strings.HasPrefix(s, ":"):
		return 1
	case strings.HasPrefix(s, wideColon):
		return len(wideColon)
	}
	return 0
}

// linkEnd is where the link ends that has "://" at i.
func linkEnd(s string, i int) int {
	if n := strings.IndexFunc(s[i:], unicode.IsSpace); n >= 0 {
		return i + n
	}
	return len(s)
}

// nameRune reports whether r, or what it is the full-width form of, can stand
// in a name.
func nameRune(r rune) bool {
	if r >= '！' && r <= '～' {
		r -= '！' - '!'
	}
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '+' || r == '-'
}

// wordRune reports whether a colon next to r belongs to a word. Scripts that
// write words without spaces have none that a colon could be in.
func wordRune(r rune) bool {
	return unicode.In(r, unicode.L, unicode.N) &&
		!unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo)
}
