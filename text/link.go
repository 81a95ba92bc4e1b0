package text

import "strings"

// linkBreaks are the characters after which a link may break.
const linkBreaks = "/?&=-"

// links are the links of a paragraph from left to right. Places must be asked
// for in that order too.
type links struct {
	para string
	from int // the current link, or the next one
	to   int
}

func findLinks(para string) links {
	l := links{para: para}
	l.find()
	return l
}

// find looks for the next link after the current one. A link is a scheme,
// "://" and all that follows without a space or a character beyond ASCII.
func (l *links) find() {
	i := strings.Index(l.para[l.to:], "://")
	if i < 0 {
		l.from, l.to = len(l.para), len(l.para)
		return
	}
	mark := l.to + i
	from := mark
	for from > l.to && schemeByte(l.para[from-1]) {
		from--
	}
	to := mark
	for to < len(l.para) && l.para[to] > ' ' && l.para[to] < 0x7f {
		to++
	}
	l.from, l.to = from, to
}

// inside reports whether pos is inside a link, its start left out.
func (l *links) inside(pos int) bool {
	for pos >= l.to && l.to < len(l.para) {
		l.find()
	}
	return pos > l.from && pos < l.to
}

func schemeByte(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '+' || b == '-' || b == '.'
}

// linkLevel is the level of a place inside a link.
func (b *breaker) linkLevel(pos int) int {
	if strings.IndexByte(linkBreaks, b.para[pos-1]) >= 0 && b.para[pos] != '/' {
		return inLink
	}
	return inWord
}
