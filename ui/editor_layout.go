package ui

import (
	"strings"

	"github.com/rivo/uniseg"

	"snug/text"
)

// A span is the bytes of the text that one line of the screen shows.
type span struct{ from, to int }

// laidOut is the last layout, kept because most frames change something else.
type laidOut struct {
	text   string
	cols   int
	method text.Method
	spans  []span
}

// fit sets how the terminal measures and how wide a line may be.
func (e *editor) fit(m text.Method, cols int) {
	e.method, e.cols = m, max(cols, 2) // a wide character needs two
}

// spans breaks the text into lines of the screen. Nothing is left out: spaces
// at a break hang over the edge, where they cannot be seen.
func (e *editor) spans() []span {
	if l := &e.laid; l.spans == nil || l.text != e.text || l.cols != e.cols || l.method != e.method {
		*l = laidOut{e.text, e.cols, e.method, nil}
		for from := 0; ; {
			to := e.lineEnd(from)
			l.spans = e.breakLine(l.spans, from, to)
			if to == len(e.text) {
				break
			}
			from = to + 1
		}
	}
	return e.laid.spans
}

// breakLine appends the spans of the line text[from:to], broken where UAX #14
// allows it, and anywhere where a word is wider than a line.
func (e *editor) breakLine(out []span, from, to int) []span {
	start, at, width := from, from, 0
	for rest, state := e.text[from:to], -1; rest != ""; {
		var word string
		word, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		if solid := e.width(strings.TrimRight(word, " ")); width > 0 && width+solid > e.cols {
			out = append(out, span{start, at})
			start, width = at, 0
		}
		for c := range e.method.Clusters(word) {
			w := e.width(c)
			if c != " " && width+w > e.cols && at > start {
				out = append(out, span{start, at})
				start, width = at, 0
			}
			at += len(c)
			width += w
		}
	}
	return append(out, span{start, to})
}

// width is the columns that a piece of the text takes as it is shown.
func (e *editor) width(s string) int { return e.method.Width(e.shown(s)) }

// shown is a piece of the text as the terminal is sent it.
func (e *editor) shown(s string) string { return text.Safe(text.StripLine(s), e.method) }

// lines is the text as shown, line by line.
func (e *editor) lines() []string {
	spans := e.spans()
	out := make([]string, len(spans))
	for i, s := range spans {
		out[i] = e.method.Cut(e.shown(strings.TrimRight(e.text[s.from:s.to], " ")), e.cols)
		if n := e.cols - e.method.Width(out[i]); n > 0 && s.to > s.from {
			spaces := s.to - s.from - len(strings.TrimRight(e.text[s.from:s.to], " "))
			out[i] += blank(min(n, spaces))
		}
	}
	return out
}

// cursor is the line and the column of the cursor. The column is at most cols:
// the cell behind the last of a full line.
func (e *editor) cursor() (row, col int) {
	spans := e.spans()
	for row+1 < len(spans) && spans[row+1].from <= e.at {
		row++
	}
	return row, min(e.width(e.text[spans[row].from:e.at]), e.cols)
}

// vertical moves the cursor a line up or down and reports whether there was
// one.
func (e *editor) vertical(by int) bool {
	row, col := e.cursor()
	spans := e.spans()
	if row+by < 0 || row+by >= len(spans) {
		return false
	}
	if e.goal < 0 {
		e.goal = col
	}
	goal, s := e.goal, spans[row+by]
	at, width := s.from, 0
	for at < s.to {
		next := e.next(at)
		// Behind the last character of a broken line the cursor would show
		// on the line below.
		broken := next >= s.to && s.to < len(e.text) && e.text[s.to] != '\n'
		if width += e.width(e.text[at:next]); width > goal || broken {
			break
		}
		at = next
	}
	e.moveTo(at)
	e.goal = goal
	return true
}
