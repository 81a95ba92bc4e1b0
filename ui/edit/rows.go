package edit

import (
	"strings"
	"unicode"
)

// Rows is the number of rows that the text takes, one at least.
func (e *Editor) Rows() int { return len(e.lay().starts) }

// Row returns row i as it is to be drawn. It is never wider than a row may be:
// spaces at a break hang over the edge, where they cannot be seen.
func (e *Editor) Row(i int) string {
	l := e.lay()
	at, _ := l.row(i)
	s := l.shown[at.from:at.to]
	if l.method.Width(s) <= l.cols {
		return s
	}
	s = l.method.Narrow(strings.TrimRightFunc(s, unicode.IsSpace), l.cols)
	return s + strings.Repeat(" ", max(l.cols-l.method.Width(s), 0))
}

// Lines returns all rows.
func (e *Editor) Lines() []string {
	out := make([]string, e.Rows())
	for i := range out {
		out[i] = e.Row(i)
	}
	return out
}

// Cursor returns the row and the column of the cursor. The column is at most
// that behind the last of a full row.
func (e *Editor) Cursor() (row, col int) {
	l := e.lay()
	at := l.swaps.shown(e.at)
	row = rowAt(l.starts, at)
	return row, min(l.width(l.shown[l.starts[row]:at]), l.cols)
}

// vertical moves the cursor a row up or down and reports whether there was
// one.
func (e *Editor) vertical(by int) bool {
	row, col := e.Cursor()
	if e.goal >= 0 {
		col = e.goal
	}
	for row += by; row >= 0 && row < e.Rows(); row += by {
		if at, ok := e.column(row, col); ok {
			e.moveTo(at)
			e.goal = col
			return true
		}
	}
	return false
}

// column is the place in a row at a column or before it. A row has none when
// it shows only a part of a flag's name.
func (e *Editor) column(row, col int) (at int, ok bool) {
	l := e.lay()
	s, whole := l.row(row)
	// Behind the last character of a broken line the cursor would show on the
	// row below.
	within := func(at int) bool { return at < s.to || whole && at == s.to }
	at = l.swaps.typed(s.from)
	shown := l.swaps.shown(at)
	if !within(shown) {
		return 0, false
	}
	width := l.width(l.shown[s.from:shown])
	for at < len(e.text) {
		next := e.next(at)
		to := l.swaps.shown(next)
		if !within(to) {
			break
		}
		if width += l.width(l.shown[shown:to]); width > col {
			break
		}
		at, shown = next, to
	}
	return at, true
}
