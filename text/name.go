package text

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"snug/text/lang"
)

// The length of a name, in characters, which are bytes here.
const (
	minName = 3
	maxName = 32
)

// CheckName holds a username or a room name to the policy: 3 to 32 ASCII
// letters, digits, "-" and "_", a letter first and no "-" or "_" last, so that
// everybody can type it and nobody can imitate it. Upper case is allowed and
// means nothing, see Fold.
//
// The error wraps ErrBadName, and its text is one sentence fit for people. It
// never shows a character that a terminal could act on.
func CheckName(s string) error {
	for _, r := range s {
		if !nameRune(r) {
			return badName("a name cannot contain %s; use letters a-z, digits, - and _", quoteRune(r))
		}
	}
	switch {
	case s == "":
		return badName("a name cannot be empty; use %d to %d letters, digits, - or _", minName, maxName)
	case len(s) < minName:
		return badName("%q is too short; use %d to %d letters, digits, - or _", s, minName, maxName)
	case len(s) > maxName:
		return badName("a name of %d characters is too long; use %d to %d", len(s), minName, maxName)
	case !letter(s[0]):
		return badName("%q does not start with a letter; put one of a-z first", s)
	case separator(s[len(s)-1]):
		return badName("%q ends with %c; end it with a letter or a digit", s, s[len(s)-1])
	}
	return nil
}

// nameError is an error whose text is nothing but the sentence.
type nameError struct{ said lang.Sentence }

func badName(key string, args ...any) error { return &nameError{lang.S(key, args...)} }

func (e *nameError) Error() string { return e.said.String() }

// Sentence implements [lang.Speaker].
func (e *nameError) Sentence() lang.Sentence { return e.said }

func (e *nameError) Unwrap() error { return ErrBadName }

// quoteRune shows a rune in quotes if it is one that can be seen and stays in
// its place, and as a code point otherwise.
func quoteRune(r rune) lang.Sentence {
	switch {
	case r == ' ':
		return lang.S("spaces")
	case unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S) && Strip(string(r)) == string(r) && !rightToLeft(r):
		return lang.S("%s", `"`+string(r)+`"`)
	}
	return lang.S("the character %s", fmt.Sprintf("%U", r))
}

// rightToLeft reports whether r is of a block whose letters would turn the
// order of the sentence around them.
func rightToLeft(r rune) bool {
	return r >= 0x590 && r <= 0x8ff || r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r <= 0xfeff ||
		r >= 0x10800 && r <= 0x10fff || r >= 0x1e800 && r <= 0x1efff
}

// Suggest makes a valid name of s, such as the name an SSH client sends, by
// leaving out what is not allowed. It returns "" when too little is left.
func Suggest(s string) string {
	s = s[strings.LastIndexByte(s, '\\')+1:] // the domain in DOMAIN\user
	if user, _, ok := strings.Cut(s, "@"); ok && user != "" {
		s = user
	}
	if len(s) > 16*maxName {
		s = s[:16*maxName]
	}
	var b strings.Builder
	gap := false // something that separates words was left out
	for _, r := range norm.NFKD.String(s) {
		switch {
		case r < 0x80 && (letter(byte(r)) || digit(byte(r)) && b.Len() > 0):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteByte(byte(r))
		case r == '_' && b.Len() > 0 && !gap:
			b.WriteByte('_')
		default:
			gap = gap || unicode.In(r, unicode.P, unicode.Z, unicode.S)
		}
	}
	name := b.String()
	name = strings.TrimRightFunc(name[:min(len(name), maxName)], func(r rune) bool { return separator(byte(r)) })
	if CheckName(name) != nil {
		return ""
	}
	return name
}

func nameRune(r rune) bool {
	return r < 0x80 && (letter(byte(r)) || digit(byte(r)) || separator(byte(r)))
}

func letter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

func digit(b byte) bool { return b >= '0' && b <= '9' }

func separator(b byte) bool { return b == '-' || b == '_' }
