package text

import (
	"unicode"
	"unicode/utf8"
)

// tab replaces a tab. Columns are not counted: what stands before a tab has
// another width in every terminal.
const tab = "    "

// drop takes out of s what must not leave. It decides by a rune's direct
// neighbours in ways that neither NFC nor bound changes, so that a second
// cleaning decides the same.
func drop(s string) string {
	w := rewriter{src: s}
	var c neighbours
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		end := i + size
		switch {
		case r == utf8.RuneError && size == 1:
			w.replace(i, end, "\ufffd")
		case r == '\r' && end < len(s) && s[end] == '\n':
			w.replace(i, end, "")
			i = end
			continue
		case r == '\r', r == '\u2028', r == '\u2029':
			r = '\n'
			w.replace(i, end, "\n")
		case r == '\t':
			w.replace(i, end, tab)
		case c.prev == blackFlag && flagTags(s[i:]) > 0:
			end = i + flagTags(s[i:])
			r = tagEnd
		case Forbidden(r), conditional(r) && !c.allows(r, s[end:]), c.marks == maxMarks && attaches(r):
			w.replace(i, end, "")
			i = end
			continue
		}
		c.add(r)
		i = end
	}
	return w.String()
}

// neighbours is what drop knows of the text before a rune.
type neighbours struct {
	prev   rune // the rune before
	marks  int  // runes that attach to the last base
	letter bool // that base is a letter of a script that uses joiners
	emoji  bool // prev ends an emoji that a joiner can extend
}

// add takes note of a rune that stays.
func (c *neighbours) add(r rune) {
	switch {
	case plain(r):
		*c = neighbours{emoji: isPictograph(r)}
	case r == vs16:
		c.marks++
	case attaches(r):
		c.marks++
		c.emoji = false
	case isSkinTone(r):
		c.marks = 0
		c.letter = false
	default:
		c.marks = 0
		c.letter = usesJoiners(r)
		c.emoji = isPictograph(r)
	}
	c.prev = r
}

// allows reports whether the conditional rune r is right between what came
// before and rest.
func (c *neighbours) allows(r rune, rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	switch r {
	case vs16:
		return isPictograph(c.prev) || isKeycapBase(c.prev) && next == keycap
	case zwj:
		return c.letter && usesJoiners(next) || c.emoji && isPictograph(next)
	case zwnj:
		return c.letter && usesJoiners(next)
	}
	return false // a tag that belongs to no flag
}

// flagTags is the length in bytes of the tags of a region's flag at the start
// of s, such as those that spell "gbsct" and an end; 0 when they are not well
// formed.
func flagTags(s string) int {
	const shortest, longest = 3, 6 // letters and digits in the code of a region
	n := 0
	for i, r := range s {
		switch ascii := r - tagBase; {
		case r == tagEnd && n >= shortest:
			return i + utf8.RuneLen(r)
		case n == longest:
			return 0
		case ascii >= 'a' && ascii <= 'z', ascii >= '0' && ascii <= '9':
			n++
		default:
			return 0
		}
	}
	return 0
}

func isMark(r rune) bool { return r >= 0x300 && unicode.Is(unicode.M, r) }

// attaches reports whether r is a mark or what package norm takes for one: a
// Hangul vowel or final, a half-width kana mark. In runs of more than 30 of
// these norm would insert U+034F (v0.43.0).
func attaches(r rune) bool {
	return isMark(r) || r >= 0x1160 && r <= 0x11ff || r >= 0xd7b0 && r <= 0xd7ff || r == 0xff9e || r == 0xff9f
}

// usesJoiners reports whether r is a letter of a script in which zero width
// joiners and non-joiners change the meaning or the spelling of words.
func usesJoiners(r rune) bool {
	if r < 0x600 || r > 0x1cff && r < 0xa980 || r > 0xa9df && r < 0x10000 {
		return false // most text, without a search
	}
	return unicode.IsLetter(r) && unicode.In(r,
		unicode.Arabic, unicode.Syriac, unicode.Nko, unicode.Mandaic, unicode.Mongolian, unicode.Adlam,
		unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya,
		unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala,
		unicode.Tibetan, unicode.Myanmar, unicode.Khmer, unicode.Balinese, unicode.Javanese)
}
