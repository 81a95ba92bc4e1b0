package texttest

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// What a terminal is asked to draw in one place.
const (
	maxMarks   = 8  // on one base
	maxCluster = 64 // bytes
)

// Fault returns what is wrong with a text that has left, and nothing when it
// is clean: valid UTF-8 without a rune that is forbidden where it stands, with
// few marks on each base and short clusters.
func Fault(s string) string {
	if !utf8.ValidString(s) {
		return "bytes that are no UTF-8"
	}
	marks := 0
	var prev rune
	for at, r := range s {
		switch {
		case Forbidden(r):
			return fmt.Sprintf("the forbidden %U at %d", r, at)
		case (r == zwnj || r == zwj) && at == 0:
			return fmt.Sprintf("%U, which joins nothing", r)
		case r == zwnj && !unicode.IsLetter(prev) && !unicode.IsMark(prev):
			return fmt.Sprintf("a stray non-joiner at %d", at)
		case r == zwj && !unicode.IsLetter(prev) && !unicode.IsMark(prev) && prev < 0xa9:
			return fmt.Sprintf("a stray joiner at %d", at)
		case r == emojiSelector && (unicode.IsLetter(prev) && prev < 0x2000 || unicode.IsSpace(prev) || prev == 0 || prev == r):
			return fmt.Sprintf("a stray emoji selector at %d", at)
		case isTag(r) && prev != blackFlag && !isTag(prev):
			return fmt.Sprintf("a stray tag at %d", at)
		}
		marks++
		if !unicode.IsMark(r) {
			marks = 0
		}
		if marks > maxMarks {
			return fmt.Sprintf("%d marks on one base at %d", marks, at)
		}
		prev = r
	}
	return longCluster(s)
}

// longCluster finds a cluster that is too long. What is ASCII ends the one before, so
// that only what has none for long is worth a look.
func longCluster(s string) string {
	for from := 0; from < len(s); {
		to := from + 1
		for to < len(s) && s[to] >= utf8.RuneSelf {
			to++
		}
		if to-from > maxCluster {
			for g := uniseg.NewGraphemes(s[from:to]); g.Next(); {
				if n := len(g.Str()); n > maxCluster {
					at, _ := g.Positions()
					return fmt.Sprintf("a cluster of %d bytes at %d", n, from+at)
				}
			}
		}
		from = to
	}
	return ""
}
