package rich

import (
	"unicode"
	"unicode/utf8"
)

// mark is what a pair of delimiters means.
type mark uint8

// The marks.
const (
	bold       mark = iota // **
	italic                 // *
	underscore             // _, which is italic too
	strike                 // ~~
	spoiler                // ||
	marks                  // how many there are
)

// delimiter takes a run of one character that may be markup.
func (sc *scanner) delimiter(i int) int {
	c, end := sc.s[i], i
	for end < sc.end() && sc.s[end] == c {
		end++
	}
	n := end - i
	prev, _ := utf8.DecodeLastRuneInString(sc.s[:i])
	next, _ := utf8.DecodeRuneInString(sc.s[end:])
	p := piece{
		kind:   delimiter,
		opens:  end < len(sc.s) && !unicode.IsSpace(next) && (c == '~' || !wordRune(prev)),
		closes: i > 0 && !unicode.IsSpace(prev) && (c == '~' || !wordRune(next)),
	}
	if !p.opens && !p.closes || attaches(sc.s[end:]) {
		return end
	}
	switch {
	case c == '*' && n <= 2, c == '_' && n == 1, n == 2 && c != '_':
		p.mark = markOf(c, n)
		p.text = sc.s[i:end]
		return sc.add(i, end, p)
	case c == '*' && n == 3: // bold and italic at once
		p.mark, p.text = bold, "**"
		sc.add(i, end-1, p)
		p.mark, p.text = italic, "*"
		return sc.add(end-1, end, p)
	}
	return end
}

// markOf is the mark of n times c.
func markOf(c byte, n int) mark {
	switch {
	case c == '_':
		return underscore
	case c == '~':
		return strike
	case c == '|':
		return spoiler
	case n == 1:
		return italic
	}
	return bold
}

// wordRune reports whether r is part of a word of a script that has spaces
// between words. Next to one, a mark inside a word such as snake_case is no
// markup; Chinese marks words without any space.
func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= '0' && nameByte(byte(r)) && r != '_'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) &&
		!unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// attaches reports whether s begins with a rune that joins with what stands
// before it. Markup is never hidden before one: what is joined then has not
// been cleaned as a whole.
func attaches(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case r < 0x300 || r >= 0x2e80 && r < 0xa000 && !unicode.Is(unicode.M, r):
		return false
	case r == 0x200c, r == 0x200d, r == 0xff9e, r == 0xff9f:
		return true
	case r >= 0x1160 && r <= 0x11ff, r >= 0xac00 && r <= 0xd7ff: // Hangul goes on
		return r < 0xac00 || r >= 0xd7b0
	case r >= 0x1f1e6 && r <= 0x1f1ff, r >= 0x1f3fb && r <= 0x1f3ff, r >= 0xe0000:
		return true
	}
	return unicode.Is(unicode.M, r)
}

// pairer finds which delimiters belong together. Pairs of different marks may
// overlap; the newest that can begin something stands for those before it.
type pairer struct{ open [marks]int }

// reset forgets what is open: no mark reaches into another paragraph.
func (p *pairer) reset() {
	for m := range p.open {
		p.open[m] = -1
	}
}

// pair pairs the delimiters of one line, pieces[from:to], with each other and
// with the spoilers that are open from lines before.
func (p *pairer) pair(pieces []piece, from, to int) {
	for i := from; i < to; i++ {
		d := &pieces[i]
		if d.kind != delimiter {
			continue
		}
		switch at := p.open[d.mark]; {
		case d.closes && at >= 0:
			pieces[at].on, d.off = true, true
			p.open[d.mark] = -1
		case d.opens:
			p.open[d.mark] = i
		}
	}
	hidden := p.open[spoiler]
	p.reset()
	p.open[spoiler] = hidden
}
