// Package texttest says what clean text is, for the tests of every way on
// which text of people leaves the program. It is made from Unicode's own
// tables and knows nothing of package text, which is under test.
package texttest

import "unicode"

// Forbidden reports whether a rune must not leave wherever it stands, by its
// category and properties: controls but LF, what is invisible, what turns the
// writing direction, noncharacters.
//
// It is false for what is right in some places only: the joiners, the emoji
// selector, the letters of flag tags. See [Fault] for those.
func Forbidden(r rune) bool {
	switch {
	case r < 0 || r > unicode.MaxRune || r >= 0xd800 && r < 0xe000:
		return true // is in no string that is UTF-8
	case r == '\n', conditional(r):
		return false
	case unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp, unicode.Noncharacter_Code_Point, unicode.Variation_Selector, unicode.Bidi_Control):
		return true
	case r >= 0xe0000 && r < 0xe1000 || r >= 0xfff9 && r <= 0xfffc:
		return true
	case unicode.In(r, unicode.Other_Default_Ignorable_Code_Point):
		return true
	case r >= 0x1bca0 && r <= 0x1bca3 || r >= 0x1d173 && r <= 0x1d17a:
		return false // shorthand and musical controls are harmless and not listed
	}
	return unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r) && !hieroglyphic(r) || r == 0x180e
}

// conditional reports whether a rune is right in some places.
func conditional(r rune) bool {
	return r == zwnj || r == zwj || r == emojiSelector || isTag(r)
}

const (
	zwnj          = '\u200c'
	zwj           = '\u200d'
	emojiSelector = '\ufe0f'
	blackFlag     = '\U0001f3f4'
)

func isTag(r rune) bool { return r >= 0xe0020 && r <= 0xe007f }

// hieroglyphic reports whether r arranges hieroglyphs.
func hieroglyphic(r rune) bool { return r >= 0x13430 && r <= 0x1345f }
