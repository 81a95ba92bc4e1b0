package editor_test

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"snug/text"
)

// A terminal is a printing one with cells: it knows carriage return, backspace,
// line feed and text, and complains about everything else, about what it would
// have to wrap, and about its last column, which no two terminals treat alike.
type terminal struct {
	cols   int
	method text.Method

	above    []string // rows that are finished
	cells    []string // of the row; "" is the second half of a wide one
	col      int
	returned bool // a carriage return came last
	wraps    bool // for lines that are printed
	wrong    []string
}

// Write implements [io.Writer].
func (t *terminal) Write(p []byte) (int, error) {
	if !utf8.Valid(p) {
		t.complain("not UTF-8: %q", p)
		return len(p), nil
	}
	s := string(p)
	for s != "" {
		n := strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 })
		switch {
		case n < 0:
			n = len(s)
			fallthrough
		case n > 0:
			t.text(s[:n])
			s = s[n:]
		default:
			t.control(s[0])
			s = s[1:]
		}
	}
	return len(p), nil
}

func (t *terminal) complain(format string, args ...any) {
	t.wrong = append(t.wrong, fmt.Sprintf(format, args...))
}

func (t *terminal) control(c byte) {
	switch {
	case c == '\r':
		t.col = 0
	case c == '\n' && t.returned:
		t.above = append(t.above, t.row())
		t.cells, t.col = nil, 0
	case c == '\b' && t.col > 0:
		t.col--
	default:
		t.complain("control %q in column %d", c, t.col)
	}
	t.returned = c == '\r'
}

// text draws what has no control characters in it.
func (t *terminal) text(s string) {
	t.returned = false
	if t.method == text.Grapheme && t.col > 0 && t.col <= len(t.cells) {
		left := t.cells[t.col-1]
		for c := range text.Grapheme.Clusters(left + s) {
			if left != "" && len(c) > len(left) {
				t.complain("%+q joins %+q", s, left)
			}
			break
		}
	}
	if t.method == text.Grapheme {
		for c, w := range text.Grapheme.Clusters(s) {
			t.put(c, w)
		}
		return
	}
	for _, r := range s {
		t.put(string(r), text.WcWidth.Width(string(r)))
	}
}

func (t *terminal) put(c string, w int) {
	if w == 0 {
		if t.col == 0 || t.method == text.Grapheme {
			t.complain("%+q has nothing to sit on", c)
			return
		}
		at := t.col - 1
		for at > 0 && t.cells[at] == "" {
			at--
		}
		t.cells[at] += c
		return
	}
	if t.col+w >= t.cols && !t.wraps {
		t.complain("%+q of %d columns in column %d of %d", c, w, t.col, t.cols)
	}
	for len(t.cells) < t.col+w {
		t.cells = append(t.cells, " ")
	}
	for i := t.col; i < t.col+w; i++ {
		t.blank(i)
	}
	t.cells[t.col] = c
	for i := t.col + 1; i < t.col+w; i++ {
		t.cells[i] = ""
	}
	t.col += w
}

// blank takes away the whole of what stands in a column.
func (t *terminal) blank(col int) {
	from := col
	for from > 0 && t.cells[from] == "" {
		from--
	}
	for to := from + 1; to < len(t.cells) && t.cells[to] == ""; to++ {
		t.cells[to] = " "
	}
	t.cells[from] = " "
}

// row is what the row shows.
func (t *terminal) row() string { return strings.TrimRight(strings.Join(t.cells, ""), " ") }

// before is what stands before the cursor.
func (t *terminal) before() string {
	return strings.Join(t.cells[:min(t.col, len(t.cells))], "")
}

// resize cuts off what no longer fits, as xterm does.
func (t *terminal) resize(cols int) {
	t.cols = cols
	for i := cols; i < len(t.cells); i++ {
		t.blank(i)
	}
	t.cells = t.cells[:min(len(t.cells), cols)]
	t.col = min(t.col, cols-1)
}
