package screen

import (
	"strings"
	"unicode"

	"snug/text"
)

// titleCap is the length of a window title in characters; what is beyond it no
// terminal shows.
const titleCap = 128

// paintTitle sets the window title (OSC 2) when it changed. BEL ends it: the
// Linux console knows no other end.
func (p *Painter) paintTitle(f *Frame, full bool) {
	if f.Title == "" || (f.Title == p.title && !full) {
		return
	}
	p.title = f.Title
	p.body = append(p.body, "\x1b]2;"...)
	p.body = append(p.body, cleanTitle(f.Title)...)
	p.body = append(p.body, '\a')
}

// cleanTitle drops what must not be inside an OSC, and what a title bar shows
// wrongly: controls, line separators, what is invisible and stacked marks.
func cleanTitle(s string) string {
	s = text.StripLine(strings.Map(func(r rune) rune {
		if r == unicode.ReplacementChar || (r != ' ' && !unicode.IsPrint(r)) {
			return -1
		}
		return r
	}, s))
	n := 0
	for i := range s {
		if n == titleCap {
			return s[:i]
		}
		n++
	}
	return s
}
