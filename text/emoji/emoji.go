package emoji

import "strings"

// MaxName is the length of the longest name in bytes.
const MaxName = 40

// ByName returns the emoji that has a name, which stands without colons. Upper
// case and full-width forms mean nothing.
func ByName(name string) (glyph string, ok bool) {
	e, ok := shared().find(fold(name))
	return e.Glyph, ok
}

// Name returns the first name of an emoji. Its colour of skin and the marks
// that ask for a coloured or a plain drawing mean nothing.
func Name(glyph string) (name string, ok bool) {
	t := shared()
	at, ok := t.glyphs[bare(glyph)]
	if !ok {
		return "", false
	}
	return t.entries[at].Name, true
}

// Canonical returns the form in which an emoji is stored: its first name,
// ASCII of [a-z0-9_+-] and at most MaxName bytes. It takes whatever people
// may write: "+1", "thumbsup", ":+1:", "：+1：" and "👍" are all "+1".
func Canonical(s string) (name string, ok bool) {
	s = strings.TrimSpace(s)
	if name, ok := Name(s); ok {
		return name, true
	}
	if n := colon(s); n > 0 && len(s) > 2*n && strings.HasSuffix(s, s[:n]) {
		s = s[n : len(s)-n]
	}
	e, ok := shared().find(fold(s))
	return e.Name, ok
}

// fold is a name in lower case and without full-width forms, which an input
// method may leave behind.
func fold(s string) string {
	if len(s) > 3*MaxName { // three bytes a full-width character
		return ""
	}
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			r -= '！' - '!'
		}
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}, s)
}

// bare is a glyph without variation selectors and skin tones.
func bare(glyph string) string {
	return strings.Map(func(r rune) rune {
		if r == 0xfe0e || r == 0xfe0f || r >= 0x1f3fb && r <= 0x1f3ff {
			return -1
		}
		return r
	}, glyph)
}
