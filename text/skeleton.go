package text

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// foldRounds bounds the search for a fixed point of case folding and NFKC. Two
// rounds do for every string known.
const foldRounds = 4

// Fold is the key of a name: names that differ in case only, or in compatible
// forms such as full-width letters, have one key. Folding a key changes
// nothing.
func Fold(s string) string {
	if ascii(s) {
		return strings.ToLower(s)
	}
	for range foldRounds {
		folded := norm.NFKC.String(cases.Fold().String(norm.NFKC.String(s)))
		if folded == s {
			break
		}
		s = folded
	}
	return s
}

// Skeleton is what a name looks like: two names with one skeleton can be taken
// for each other and must not both be given away. It is computed from the name
// as typed, in the manner of UTS #39, because Greek and Cyrillic capitals look
// like other letters than their small forms do.
//
// A skeleton is for comparing only; it is not a name. Beyond ASCII, names that
// differ in case may have different skeletons; Fold tells those apart.
func Skeleton(s string) string {
	if !ascii(s) {
		s = latin(s)
	}
	return sameShapes.Replace(strings.ToLower(s))
}

// sameShapes brings together what looks the same in the fonts of terminals.
// The pairs are in lower case: names that differ in case are the same name, so
// that I, which looks like l, brings i along.
var sameShapes = strings.NewReplacer(
	"1", "l", "i", "l", // l, 1 and capital I are one stroke
	"0", "o", // a zero without a slash
	"rn", "m", // set close together
	"vv", "w",
	"_", "-", // told apart by height only
)

// latin puts Latin letters in the place of those that look like them, and
// drops what cannot be seen.
func latin(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		switch l, ok := lookAlikes[r]; {
		case ok:
			b.WriteRune(l)
		case !Forbidden(r) && !conditional(r):
			b.WriteRune(r)
		}
	}
	return norm.NFKD.String(cases.Fold().String(b.String()))
}

// ascii reports whether every byte of s is ASCII.
func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
