package text

import (
	"unicode"
	"unicode/utf8"
)

// Forbidden reports whether r must never reach a terminal, a log or a file
// name, wherever it stands: controls other than LF, invisible characters,
// bidirectional controls, noncharacters.
//
// A few runes are right in some places only: the joiners, the emoji variation
// selector, the letters of flag tags. Forbidden is false for them; Clean and
// Strip keep them where they belong and drop them elsewhere.
func Forbidden(r rune) bool {
	switch {
	case r < 0 || r > utf8.MaxRune:
		return true
	case r < ' ':
		return r != '\n'
	case r < 0x7f:
		return false
	case r < 0xa0:
		return true
	case isTag(r):
		return false
	case r&0xfffe == 0xfffe: // the last two of every plane
		return true
	}
	return unicode.Is(forbidden, r)
}

// forbidden holds what Forbidden does not decide by arithmetic.
var forbidden = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x00ad, 0x00ad, 1}, // soft hyphen
		{0x034f, 0x034f, 1}, // combining grapheme joiner
		{0x061c, 0x061c, 1}, // Arabic letter mark
		{0x115f, 0x1160, 1}, // Hangul fillers
		{0x17b4, 0x17b5, 1}, // Khmer inherent vowels
		{0x180b, 0x180f, 1}, // Mongolian variation selectors and separator
		{0x200b, 0x200b, 1}, // zero width space
		{0x200e, 0x200f, 1}, // left-to-right, right-to-left mark
		{0x2028, 0x202e, 1}, // separators, bidirectional embeddings and overrides
		{0x2060, 0x206f, 1}, // word joiner, invisible operators, bidirectional isolates
		{0x3164, 0x3164, 1}, // Hangul filler
		{0xd800, 0xdfff, 1}, // surrogates
		{0xfdd0, 0xfdef, 1}, // noncharacters
		{0xfe00, 0xfe0e, 1}, // variation selectors 1 to 15
		{0xfeff, 0xfeff, 1}, // byte order mark
		{0xffa0, 0xffa0, 1}, // half-width Hangul filler
		{0xfff0, 0xfffc, 1}, // unassigned and ignorable, interlinear annotation, object replacement
	},
	R32: []unicode.Range32{
		{0xe0000, 0xe0fff, 1}, // tags, variation selectors 17 to 256
	},
	LatinOffset: 1,
}

// What is right in some places only.
const (
	zwnj = '\u200c'
	zwj  = '\u200d'
	vs16 = '\ufe0f' // variation selector 16: draw the rune before as emoji

	blackFlag = '\U0001f3f4' // carries the tags of a region's flag
	keycap    = '\u20e3'     // encloses the digit before
	tagBase   = 0xe0000      // a tag is the ASCII character this far up
	tagEnd    = tagBase + 0x7f
)

// isTag reports whether r is an invisible copy of an ASCII character.
func isTag(r rune) bool { return r >= tagBase+' ' && r <= tagEnd }

// conditional reports whether r needs a look at its neighbours.
func conditional(r rune) bool {
	return r == zwnj || r == zwj || r == vs16 || isTag(r)
}

// plain holds the runes of everyday text that stay as they are whatever
// stands next to them, so that most strings need one look only. They are
// neither forbidden nor marks, and never the second half of a composition.
func plain(r rune) bool {
	switch {
	case r < 0x300:
		return r >= ' ' && r < 0x7f || r == '\n' || r >= 0xa0 && r != 0xad
	case r < 0x4e00:
		return r >= 0x391 && r <= 0x3a1 || // Greek
			r >= 0x3a3 && r <= 0x3ff ||
			r >= 0x400 && r <= 0x482 || // Cyrillic
			r >= 0x2010 && r <= 0x2027 || // dashes, quotes, ellipsis
			r >= 0x2030 && r <= 0x205e ||
			r >= 0x2190 && r <= 0x2328 || // arrows, mathematics
			r >= 0x2460 && r <= 0x27ff || // boxes, symbols
			r >= 0x3001 && r <= 0x3029 || // CJK punctuation
			r >= 0x3041 && r <= 0x3096 || // kana
			r >= 0x309b && r <= 0x30ff
	case r < 0xac00:
		return r <= 0x9fff // unified ideographs
	case r < 0x10000:
		return r <= 0xd7a3 || // Hangul syllables
			r >= 0xff01 && r <= 0xff9d // full and half width, without the marks
	}
	return r >= 0x1f000 && r <= 0x1f1e5 || // emoji, without regional indicators and skin tones
		r >= 0x1f200 && r <= 0x1f3fa ||
		r >= 0x1f400 && r <= 0x1faff ||
		r >= 0x20000 && r <= 0x2a6df // rarer ideographs
}
