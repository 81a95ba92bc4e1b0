package text

import (
	"unicode"
	"unicode/utf8"
)

// Terminals and multiplexers have crashed on stacked marks (GNU Screen
// CVE-2021-26937). Vietnamese, Hebrew and Tibetan stay far below the first
// limit, the longest standard emoji, of 35 bytes, below the second.
const (
	maxMarks   = 8  // combining marks on one base
	maxCluster = 64 // bytes of one grapheme cluster
)

// bound keeps every cluster of s, which is in NFC, within the limits.
func bound(s string) string { return boundClusters(boundMarks(s)) }

// boundMarks drops the marks beyond maxMarks, and those at the start of a line
// that would sit on whatever the screen shows before it. Such marks are taken
// from the end of a run or from the start of a line, which leaves NFC as it is.
func boundMarks(s string) string {
	w := rewriter{src: s}
	marks, start := 0, true
	for i, r := range s {
		switch {
		case !attaches(r):
			marks, start = 0, r == '\n'
		case marks == maxMarks, start && overlays(r):
			w.replace(i, i+utf8.RuneLen(r), "")
		default:
			marks++
			start = false
		}
	}
	return w.String()
}

// overlays reports whether r is a mark without a width of its own.
func overlays(r rune) bool { return isMark(r) && !unicode.Is(unicode.Mc, r) }

// boundClusters puts U+FFFD in the place of clusters beyond maxCluster. To cut
// such a cluster would not do: its rest could grow together with the next.
func boundClusters(s string) string {
	if len(s) <= maxCluster || spaced(s) {
		return s
	}
	w := rewriter{src: s}
	for i := 0; i < len(s); {
		cluster, _ := Grapheme.first(s[i:])
		if len(cluster) > maxCluster {
			from := i
			if r, size := utf8.DecodeLastRuneInString(s[w.done:i]); r == zwj || r == zwnj {
				from -= size // it joins nothing any more
			}
			w.replace(from, i+len(cluster), "\ufffd")
		}
		i += len(cluster)
	}
	return w.String()
}

// spaced reports whether ASCII stands in s so often that no cluster can be too long:
// it can only be in one behind what prepends to it and before what extends it.
func spaced(s string) bool {
	run := 0
	for i := range len(s) {
		if run++; s[i] < utf8.RuneSelf {
			run = 0
		}
		if run > (maxCluster-1)/2 {
			return false
		}
	}
	return true
}
