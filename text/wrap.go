package text

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Wrap breaks s, plain text, into lines of at most cols columns; less than one
// column counts as one. An LF in s always ends a line, and empty text is one
// empty line.
//
// Lines break where UAX #14 lets them, but no line starts with a closing mark
// or ends with an opening one, and a link goes down whole. What is too long
// for a line of its own is broken inside: a link after one of "/?&=-", anything
// else between clusters. Spaces at such a break are dropped. A cluster wider
// than cols becomes "?"; every other one is in exactly one line.
func (m Method) Wrap(s string, cols int) []string {
	cols = max(cols, 1)
	if strings.IndexByte(s, '\n') < 0 && m.Width(s) <= cols {
		return []string{s}
	}
	if cols == 1 {
		s = m.Narrow(s, cols) // not even an ideographic space has room
	}
	var lines []string
	for para := range strings.SplitSeq(s, "\n") {
		if m.Width(para) <= cols {
			lines = append(lines, para)
			continue
		}
		lines = m.wrapPara(lines, para, cols)
	}
	return lines
}

// wrapPara appends the lines of a paragraph.
func (m Method) wrapPara(lines []string, s string, cols int) []string {
	start := 0
	for cut := range m.Breaks(s, cols) {
		// Indentation that leaves no room for the first word goes.
		if line := trimRight(s[start:cut]); line != "" || start > 0 {
			lines = append(lines, m.Narrow(line, cols))
		}
		start = cut
	}
	last := s[start:]
	if m.Width(last) > cols { // a wide cluster, or only spaces that stand over
		last = m.Narrow(trimRight(last), cols)
	}
	return append(lines, last)
}

// Narrow puts "?" in the place of every cluster of s that is wider than cols,
// as Wrap does.
func (m Method) Narrow(s string, cols int) string {
	if m.Width(s) <= cols {
		return s
	}
	w := rewriter{src: s}
	i := 0
	for cluster, width := range m.Clusters(s) {
		if width > cols {
			w.replace(i, i+len(cluster), "?")
		}
		i += len(cluster)
	}
	return w.String()
}

// Breaks yields the places, in bytes and from left to right, where Wrap starts
// a new line in s, which has no LF. The spaces before such a place hang over
// the edge. cols is two at least. No place is looked for before it is asked for.
func (m Method) Breaks(s string, cols int) iter.Seq[int] {
	return func(yield func(int) bool) {
		var (
			b     = newBreaker(s)
			cands candidates
			start int // of the line
			pos   int // of the cluster
			width int // of s[start:pos]
		)
		for cluster, w := range m.Clusters(s) {
			space := isSpace(cluster)
			if pos > 0 {
				if l := b.level(pos, cluster, space); l < levels {
					cands[l] = candidate{pos, width}
				}
			}
			if w > cols {
				w = 1 // it becomes "?"
			}
			for !space && width+w > cols && pos > start {
				cut := cands.best(start)
				if !yield(cut.pos) {
					return
				}
				start, width = cut.pos, width-cut.width
				cands.shift(cut)
			}
			b.pass(cluster, space)
			pos += len(cluster)
			width += w
		}
	}
}

// A candidate is a place where the line may end.
type candidate struct {
	pos   int // in the paragraph
	width int // columns from the start of the line
}

// candidates holds the last candidate of each level.
type candidates [levels]candidate

// best is the best of the candidates after start. There is one: the place
// before the cluster that did not fit.
func (c *candidates) best(start int) candidate {
	for _, cand := range c {
		if cand.pos > start {
			return cand
		}
	}
	panic("text: no place to break a line")
}

// shift makes cut the start of the line.
func (c *candidates) shift(cut candidate) {
	for i := range c {
		c[i].width -= cut.width
	}
}

// isSpace reports whether a cluster is white space that may vanish at the end
// of a line.
func isSpace(cluster string) bool {
	if len(cluster) == 1 {
		return cluster[0] == ' '
	}
	r, size := utf8.DecodeRuneInString(cluster)
	return size == len(cluster) && breakingSpace(r)
}

// breakingSpace reports whether r is white space that does not glue.
func breakingSpace(r rune) bool {
	return r == ' ' || r > 0xa0 && unicode.Is(unicode.Zs, r) && r != '\u2007' && r != '\u202f'
}

func trimRight(s string) string { return strings.TrimRightFunc(s, breakingSpace) }

// breaker tells how good a place each cluster boundary of a paragraph is for
// ending a line. It reads the paragraph once, from left to right.
type breaker struct {
	para  string
	links links

	rest  string // what UAX #14 segmentation has not read
	state int
	next  int // end of the current segment

	last  string // the cluster before that is not a space
	space bool   // there are spaces after last
	bare  bool   // the word so far is ASCII punctuation only
}

func newBreaker(para string) *breaker {
	return &breaker{para: para, links: findLinks(para), rest: para, state: -1, bare: true}
}

// pass takes note of a cluster; every cluster passes.
func (b *breaker) pass(cluster string, space bool) {
	b.space = space
	if space {
		b.bare = true
		return
	}
	b.bare = b.bare && len(cluster) == 1 && strings.IndexByte(wordMarks, cluster[0]) >= 0 || cluster == "/" && b.sentence()
	b.last = cluster
}
