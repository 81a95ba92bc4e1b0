package rich

import (
	"strings"

	"snug/ui/theme"
)

// codeIndent is how far code stands in from its fences.
const codeIndent = "  "

// fence adds the line of a fence that is doc.lines[i].
func (s *styler) fence(i int) {
	src := &s.doc.lines[i]
	s.hiding = false
	s.looks = [marks]int{}
	if src.fence == fenceMark {
		s.fill = s.fenceWidth(i)
		s.out = append(s.out, line{code: true, edge: true, text: src.code, runs: []run{{to: len(src.code), sgr: s.sgr(lookDim)}}})
		return
	}
	ln := line{code: true, mark: codeIndent, text: src.code + src.tail, fill: s.fill}
	plain, from := s.sgr(lookCode), 0
	for _, sp := range src.spans {
		gap := plain
		if n := len(ln.runs); n > 0 && strings.Trim(src.code[from:sp.from], " ") == "" {
			gap = ln.runs[n-1].sgr // spaces have no colour of their own
		}
		ln.extend(sp.from, gap)
		ln.extend(sp.to, combine(theme.Style(plain), s.colour(sp.class)))
		from = sp.to
	}
	ln.extend(len(src.code), plain)
	ln.extend(len(ln.text), s.sgr(lookCode|lookDim)) // the tail
	s.out = append(s.out, ln)
}

// extend makes the text up to to go on in a style.
func (ln *line) extend(to int, sgr string) {
	n := len(ln.runs)
	switch {
	case n > 0 && ln.runs[n-1].to >= to:
	case n > 0 && ln.runs[n-1].sgr == sgr:
		ln.runs[n-1].to = to
	case to > 0 || n == 0:
		ln.runs = append(ln.runs, run{to: to, sgr: sgr})
	}
}

// fenceWidth is the columns of the widest line of the fence that opens on
// doc.lines[i], for a background that is one block; zero where there is none.
func (s *styler) fenceWidth(i int) int {
	cols := 0
	if s.o.Theme.Code == "" {
		return cols
	}
	for i++; i < len(s.doc.lines) && s.doc.lines[i].fence == fenceCode; i++ {
		cols = max(cols, s.o.Method.Width(s.doc.lines[i].code)+len(s.doc.lines[i].tail))
	}
	return cols
}

// colour is the style of a class of code.
func (s *styler) colour(c class) theme.Style {
	t := s.o.Theme
	if t.Dim == "" {
		return "" // no colours: bold words all over would help nobody
	}
	switch c {
	case keyword, heading:
		return t.Marker
	case literal, inserted:
		return t.OK
	case number:
		return t.Warn
	case comment:
		return t.Dim
	case name:
		return t.Accent
	case deleted:
		return t.Fail
	}
	return ""
}

// cut adds the row of a line that must not wrap.
func (l *layout) cut(ln line) {
	m, indent := l.o.Method, len(ln.mark)
	if indent*8 > l.o.Cols {
		indent = 0
	}
	width := m.Width(ln.text)
	if indent+width > l.room && l.room < l.o.Cols {
		l.add("") // down to where there is more room
	}
	room := l.room - indent
	before := codeIndent[:indent]
	if width <= room {
		if missing := min(ln.fill, room) - width; missing > 0 {
			ln = ln.padded(missing)
		}
		l.add(before + l.piece(ln, 0, len(ln.text), room))
		return
	}
	end, width := clip(m, ln.text, room-len(lostMark))
	if missing := room - len(lostMark) - width; missing > 0 {
		ln.text = ln.text[:end]
		ln = ln.padded(missing)
		end = len(ln.text)
	}
	l.add(before + l.piece(ln, 0, end, room) + l.o.Theme.Marker.Paint(lostMark))
}

// lostMark ends a row that lost something.
const lostMark = ">"

// padded adds spaces in the style of the last run.
func (ln line) padded(cols int) line {
	ln.text += strings.Repeat(" ", cols)
	ln.runs[len(ln.runs)-1].to = len(ln.text)
	return ln
}
