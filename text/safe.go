package text

import (
	"strings"
	"unicode/utf8"
)

// Safe returns s with every emoji that is made of several code points replaced
// by one that any terminal draws in the columns WcWidth counts: the base
// without variation selector, skin tone and what is joined to it, and the code
// in brackets for a flag. For Grapheme it returns s.
func Safe(s string, m Method) string {
	if m == Grapheme || strings.IndexFunc(s, composes) < 0 {
		return s
	}
	var b strings.Builder
	for cluster := range m.Clusters(s) {
		b.WriteString(safeCluster(cluster))
	}
	return b.String()
}

// composes reports whether r makes emoji of several code points.
func composes(r rune) bool {
	return r >= zwj && (r == zwj || r == vs16 || r == keycap || isTag(r) || isSkinTone(r) || isRegional(r))
}

func safeCluster(s string) string {
	if len(s) == 1 || strings.IndexFunc(s, composes) < 0 {
		return s
	}
	base, size := utf8.DecodeRuneInString(s)
	switch {
	case isRegional(base):
		return bracket(s, 0x1f1e6-'A')
	case base == blackFlag && isTag(lastRune(s)):
		return bracket(strings.TrimSuffix(s[size:], string(rune(tagEnd))), tagBase+'a'-'A')
	case isPictograph(base), isKeycapBase(base):
		return s[:size]
	}
	// Letters keep their joiners; colour has no place on them.
	return s[:size] + strings.Map(func(r rune) rune {
		if r == vs16 || isSkinTone(r) {
			return -1
		}
		return r
	}, s[size:])
}

// bracket spells the letters of a flag, which stand shift above capitals.
func bracket(s string, shift rune) string {
	return "[" + strings.Map(func(r rune) rune {
		if letter := r - shift; letter > ' ' && letter < 0x7f {
			return letter
		}
		return -1
	}, s) + "]"
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}
