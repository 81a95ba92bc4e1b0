package rich

import (
	"sort"
	"strings"

	"snug/text"
	"snug/ui/theme"
)

// layout puts lines into rows.
type layout struct {
	o    *Options
	rows []string
	room int // columns of the next row
}

// add takes a row that is done.
func (l *layout) add(row string) {
	if l.rows == nil {
		l.rows = make([]string, 0, 4)
	}
	l.rows = append(l.rows, row)
	l.room = l.o.Cols
}

// wrap adds the rows of a line.
func (l *layout) wrap(ln line) {
	m := l.o.Method
	indent := m.Width(ln.quote) + m.Width(ln.mark)
	if indent > l.o.Cols/2 {
		ln = ln.flat()
		indent = 0
	}
	if indent == 0 && len(ln.runs) == 0 && m.Width(ln.text) <= l.room {
		l.add(l.o.Base.Paint(ln.text))
		return
	}
	starts := m.RowStarts(ln.text, l.room-indent, l.o.Cols-indent)
	if indent > l.room {
		l.add("") // not even the marks fit behind what stands there
		starts = m.RowStarts(ln.text, l.o.Cols-indent, l.o.Cols-indent)
	}
	before := l.paintQuote(ln.quote) + l.o.Base.Paint(ln.mark)
	for i, from := range starts {
		to := len(ln.text)
		if i+1 < len(starts) {
			to = starts[i+1]
		}
		to = from + len(text.TrimRow(ln.text[from:to]))
		if i == 1 && ln.mark != "" {
			before = l.paintQuote(ln.quote) + strings.Repeat(" ", m.Width(ln.mark))
		}
		l.add(before + l.piece(ln, from, to, l.o.Cols-indent))
	}
}

func (l *layout) paintQuote(marks string) string {
	if marks == "" {
		return ""
	}
	return theme.Style(combine(l.o.Base, l.o.Theme.Quote)).Paint(marks)
}

// flat makes the marks of a line part of its text, for rows that have no room
// for an indentation.
func (ln line) flat() line {
	marks := ln.quote + ln.mark
	for i := range ln.runs {
		ln.runs[i].to += len(marks)
	}
	if len(ln.runs) > 0 && marks != "" {
		ln.runs = append([]run{{to: len(marks)}}, ln.runs...)
	}
	ln.text = marks + ln.text
	ln.quote, ln.mark = "", ""
	return ln
}

// piece draws ln.text[from:to], with "?" in the place of clusters wider than
// cols.
func (l *layout) piece(ln line, from, to, cols int) string {
	if from >= to {
		return ""
	}
	narrow := func(s string) string { return s }
	if cols < maxWide && l.o.Method.Width(ln.text[from:to]) > cols {
		narrow = func(s string) string { return replaceWide(l.o.Method, s, cols) }
	}
	if len(ln.runs) == 0 {
		return l.o.Base.Paint(narrow(ln.text[from:to]))
	}
	var b strings.Builder
	b.Grow(2 * (to - from))
	first := sort.Search(len(ln.runs), func(i int) bool { return ln.runs[i].to > from })
	for _, r := range ln.runs[first:] {
		end := min(r.to, to)
		if end > from {
			r.draw(&b, narrow(ln.text[from:end]))
		}
		if from = end; from == to {
			break
		}
	}
	return b.String()
}

// draw writes s as text of the run.
func (r run) draw(b *strings.Builder, s string) {
	if r.link != "" {
		b.WriteString(r.link)
	}
	if r.sgr != "" {
		b.WriteString(r.sgr)
	}
	b.WriteString(s)
	if r.sgr != "" {
		b.WriteString(theme.Reset)
	}
	if r.link != "" {
		b.WriteString(closeLink)
	}
}
