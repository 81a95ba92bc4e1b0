package edit

import (
	"slices"
	"strings"
	"unicode/utf8"

	"snug/text"
)

// minCols is the fewest columns of a row: a wide character needs two.
const minCols = 2

// layout is a text broken into rows. It is kept, because most frames change
// something else, and mended where the text has changed, because a key changes
// little: in common scripts it costs the same in a long text as in a short one.
type layout struct {
	text string
	drawing
	cols int

	shown  string // the text as the terminal is sent it
	swaps  swaps
	starts []int // of the rows in shown; nil: not laid out
	mended []int // rows that are new, for mend to work in
}

// Fit sets how the terminal measures and how many columns a row may take, two
// at least. The cursor can stand one column further.
func (e *Editor) Fit(m text.Method, cols int) { e.method, e.cols = m, max(cols, minCols) }

// Adapt says what the terminal cannot draw: plain asks for emoji of one code
// point whatever the method, ambiguous for stand-ins of what the terminal draws
// two columns wide and the method counts as one.
func (e *Editor) Adapt(plain, ambiguous bool) { e.plain, e.ambiguous = plain, ambiguous }

// lay returns the layout of what the editor holds.
func (e *Editor) lay() *layout {
	l := &e.layout
	if l.drawing != e.drawing || l.cols != e.cols {
		*l = layout{drawing: e.drawing, cols: e.cols}
	}
	if l.starts == nil || l.text != e.text {
		shown, sw := l.show(e.text)
		l.text, l.swaps = e.text, sw
		l.mend(shown)
	}
	return l
}

// mend lays out what differs between shown and s, and makes s what is shown.
// Where rows begin again as they did, the old ones go on.
func (l *layout) mend(s string) {
	if l.starts == nil {
		l.starts = []int{0}
	}
	old := l.shown
	head := commonPrefix(old, s)
	tail := commonSuffix(old[head:], s[head:])
	first := l.certain(s, head)
	moved := len(s) - len(old)
	l.mended = l.mended[:0]
	resume := len(l.starts) // the old row that goes on
	l.rows(s, l.starts[first], func(at int) bool {
		if at >= len(s)-tail && text.Apart(s, at) && text.Apart(old, at-moved) {
			if i, ok := slices.BinarySearch(l.starts, at-moved); ok && i > first {
				resume = i
				return false
			}
		}
		l.mended = append(l.mended, at)
		return true
	})
	for i := resume; i < len(l.starts); i++ {
		l.starts[i] += moved
	}
	l.starts = slices.Replace(l.starts, first+1, resume, l.mended...)
	l.shown = s
}

// certain is the last row that starts where it did, whatever follows the first
// head bytes of s, which are as they were. The row begins at a place apart, so
// that what follows can be laid out from there.
func (l *layout) certain(s string, head int) int {
	// What happens before this place does not depend on what is behind head.
	safe := head
	for safe > 0 && s[safe-1] != '\n' {
		if _, n := utf8.DecodeRuneInString(s[safe:]); safe+n <= head && n > 0 && text.Apart(s, safe) {
			break
		}
		_, n := utf8.DecodeLastRuneInString(s[:safe])
		safe -= n
	}
	row := rowAt(l.starts, safe)
	for ; row > 0; row-- {
		at := l.starts[row]
		if s[at-1] == '\n' {
			break
		}
		// The row before must have been full before that place.
		before := strings.TrimRight(s[l.starts[row-1]:safe], " ")
		if text.Apart(s, at) && l.width(before) > l.cols {
			break
		}
	}
	return row
}

// rows yields where rows start, behind one that starts at from.
func (l *layout) rows(s string, from int, yield func(int) bool) {
	for {
		end := lineEnd(s, from)
		for cut := range l.method.Breaks(s[from:end], l.cols) {
			if !yield(from + cut) {
				return
			}
		}
		if end == len(s) {
			return
		}
		if from = end + 1; !yield(from) {
			return
		}
	}
}

// width is the columns that a piece of a row takes. A cluster wider than a row
// is shown as "?".
func (l *layout) width(s string) int { return l.method.Width(l.method.Narrow(s, l.cols)) }

// row is the bytes of shown that a row shows. Whole reports whether a line
// ends with it: if not, the place behind it is the next row's first.
func (l *layout) row(i int) (s span, whole bool) {
	s = span{l.starts[i], len(l.shown)}
	if i+1 == len(l.starts) {
		return s, true
	}
	s.to = l.starts[i+1]
	if l.shown[s.to-1] == '\n' {
		s.to--
		return s, true
	}
	return s, false
}

// rowAt is the last row that starts at or before a place.
func rowAt(starts []int, at int) int {
	i, found := slices.BinarySearch(starts, at)
	if found {
		return i
	}
	return i - 1
}

// commonPrefix is how many bytes a and b have in common at their start, up to
// the start of a character.
func commonPrefix(a, b string) int {
	n := min(len(a), len(b))
	i := 0
	for i+64 <= n && a[i:i+64] == b[i:i+64] {
		i += 64
	}
	for i < n && a[i] == b[i] {
		i++
	}
	for i < len(b) && i > 0 && !utf8.RuneStart(b[i]) || i < len(a) && i > 0 && !utf8.RuneStart(a[i]) {
		i--
	}
	return i
}

// commonSuffix is the same for their ends.
func commonSuffix(a, b string) int {
	n := min(len(a), len(b))
	i := 0
	for i+64 <= n && a[len(a)-i-64:len(a)-i] == b[len(b)-i-64:len(b)-i] {
		i += 64
	}
	for i < n && a[len(a)-1-i] == b[len(b)-1-i] {
		i++
	}
	for i > 0 && !utf8.RuneStart(b[len(b)-i]) {
		i--
	}
	return i
}
