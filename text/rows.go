package text

import "strings"

// RowStarts returns where the rows of s start when it is wrapped as by Wrap: byte
// offsets, one for each row. s is plain text of one line. The first row has
// first columns, which may be none and is never more than cols; the others
// have cols, less than one counting as one.
//
// It is for text that is drawn with styles. A row ends where the next one
// starts; whoever draws it trims it with TrimRow, because white space before
// a break takes no room. A cluster wider than cols counts as the "?" that is
// drawn in its place.
//
// When what stands before the first row leaves less room there, a word or a
// link that fits into a row of its own goes down whole, and the first row may
// be empty: then the first two offsets are equal. The first offset is beyond
// an indentation that leaves no room for the first word.
func (m Method) RowStarts(s string, first, cols int) []int {
	cols = max(cols, 1)
	var (
		b      = newBreaker(s)
		cands  candidates
		starts = []int{0}
		start  int // of the row
		pos    int // of the cluster
		width  int // of s[start:pos]
		room   = min(first, cols)
	)
	for cluster, w := range m.Clusters(s) {
		if w > cols {
			w = len("?")
		}
		space := isSpace(cluster)
		if pos > 0 {
			if l := b.level(pos, cluster, space); l < levels {
				cands[l] = candidate{pos, width}
			}
		}
		for !space && width+w > room && (pos > start || room < cols) {
			cut := candidate{pos: start}
			if pos > start && (room >= cols || cands.atSpace(start) || !m.wordFits(s[start:], cols)) {
				cut = cands.best(start)
			}
			switch {
			case cut.pos > start && len(starts) == 1 && TrimRow(s[:cut.pos]) == "":
				starts[0] = cut.pos // the indentation goes
			default:
				starts = append(starts, cut.pos)
				room = cols
			}
			start, width = cut.pos, width-cut.width
			cands.shift(cut)
		}
		b.pass(cluster, space)
		pos += len(cluster)
		width += w
	}
	return starts
}

// TrimRow returns s without the white space at its end that may vanish where
// a row ends.
func TrimRow(s string) string { return trimRight(s) }

// atSpace reports whether a row that starts at start can end without a break
// inside a word.
func (c *candidates) atSpace(start int) bool {
	return c[atWord].pos > start || c[atSpace].pos > start
}

// wordFits reports whether what s has before its first space fits into cols
// columns.
func (m Method) wordFits(s string, cols int) bool {
	if i := strings.IndexByte(s, ' '); i > 0 {
		s = s[:i]
	}
	return m.Width(s) <= cols
}
