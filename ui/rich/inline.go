package rich

import (
	"strings"
	"unicode/utf8"
)

// A piece is a part of a line that is drawn in one way.
type piece struct {
	kind kind
	text string // as it is shown
	raw  string // of code: with its backticks

	mark    mark // of a delimiter
	opens   bool // it may begin what it marks
	closes  bool // it may end it
	on, off bool // it does
}

type kind uint8

// The kinds of pieces.
const (
	plainText kind = iota
	codeText
	linkText
	mentionText // "@" and a username
	delimiter
)

// scanner takes one line apart. It looks at every byte a bounded number of
// times.
type scanner struct {
	s    string
	out  []piece
	from int // s[from:i] is text that is no piece yet

	noCode [maxTicks + 1]bool // no code in so many backticks ends behind here

	label int    // where the label that i is in ends; 0: in none
	url   string // its target
}

// maxTicks is the most backticks that code has around it.
const maxTicks = 8

// scan appends the pieces of the line to out.
func (sc *scanner) scan() {
	for i := 0; i < len(sc.s); {
		switch c := sc.s[i]; c {
		case '\\':
			i = sc.escape(i)
		case '*', '_', '~', '|':
			i = sc.delimiter(i)
		case '`':
			i = sc.code(i)
		case ':':
			i = sc.bareLink(i)
		case '<':
			i = sc.angleLink(i)
		case '[':
			i = sc.openLabel(i)
		case ']':
			i = sc.closeLabel(i)
		case '@', wideAt[0]:
			i = sc.mention(i)
		default:
			i++
		}
	}
	sc.flush(len(sc.s))
}

// flush makes a piece of the text before to.
func (sc *scanner) flush(to int) {
	if to > sc.from {
		sc.out = append(sc.out, piece{text: sc.s[sc.from:to]})
	}
	sc.from = to
}

// add makes a piece of s[i:end], after the text before it.
func (sc *scanner) add(i, end int, p piece) int {
	sc.flush(i)
	sc.out = append(sc.out, p)
	sc.from = end
	return end
}

// end is where a piece that starts at i must end: a label is not left.
func (sc *scanner) end() int {
	if sc.label > 0 {
		return sc.label
	}
	return len(sc.s)
}

// escape drops a backslash and takes the mark behind it as text.
func (sc *scanner) escape(i int) int {
	if i+1 >= sc.end() || !punctuation(sc.s[i+1]) {
		return i + 1
	}
	sc.flush(i)
	sc.from = i + 1
	return i + 2
}

// code takes what stands between equal numbers of backticks.
func (sc *scanner) code(i int) int {
	n := countTicks(sc.s[i:sc.end()])
	body := i + n
	if n > maxTicks || sc.noCode[n] {
		return body
	}
	for at := body; ; {
		next := strings.IndexByte(sc.s[at:sc.end()], '`')
		if next < 0 {
			// A label ends before the line does, and says nothing about it.
			sc.noCode[n] = sc.label == 0
			return body
		}
		at += next
		ticks := countTicks(sc.s[at:sc.end()])
		if at += ticks; ticks != n {
			continue
		}
		p := piece{kind: codeText, raw: sc.s[i:at], text: trimCode(sc.s[body : at-n])}
		if attaches(p.text) || attaches(sc.s[at:]) {
			p.text = p.raw
		}
		return sc.add(i, at, p)
	}
}

// trimCode drops a space at both ends, which lets code begin and end with a
// backtick.
func trimCode(s string) string {
	if len(s) > 2 && s[0] == ' ' && s[len(s)-1] == ' ' && strings.Trim(s, " ") != "" {
		return s[1 : len(s)-1]
	}
	return s
}

// wideAt is the "@" of Chinese keyboards.
const wideAt = "＠"

// mention takes "@" and what can be a username. Whether it is one is not
// known here.
func (sc *scanner) mention(i int) int {
	at := i + 1
	if sc.s[i] != '@' {
		if !strings.HasPrefix(sc.s[i:], wideAt) {
			return at
		}
		at = i + len(wideAt)
	}
	if prev, _ := utf8.DecodeLastRuneInString(sc.s[:i]); wordRune(prev) {
		return at // an address
	}
	for _, all := range everybody {
		if strings.HasPrefix(sc.s[at:sc.end()], all) {
			return sc.add(i, at+len(all), piece{kind: mentionText, text: sc.s[i : at+len(all)]})
		}
	}
	end := at
	for end < sc.end() && nameByte(sc.s[end]) {
		end++
	}
	for end > at && (sc.s[end-1] == '_' || sc.s[end-1] == '-') {
		end--
	}
	if end == at || attaches(sc.s[end:]) {
		return at
	}
	return sc.add(i, end, piece{kind: mentionText, text: sc.s[i:end]})
}

// everybody are the Chinese words for all who are there. Behind them, no space
// is needed.
var everybody = []string{"在线", "所有人"}

func nameByte(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '_' || b == '-'
}

// punctuation reports whether b is an ASCII punctuation mark.
func punctuation(b byte) bool {
	return b > ' ' && b < 0x7f && (!nameByte(b) || b == '_' || b == '-')
}

// marked reports whether s may hold any markup; most messages do not.
func marked(s string) bool {
	start := true // of a line
	for i := range len(s) {
		switch c := s[i]; c {
		case '*', '_', '~', '|', '`', '[', '<', '\\', '@':
			return true
		case ':':
			if rest := s[i+1:]; strings.HasPrefix(rest, "//") || i > 0 && s[i-1]|0x20 == 'o' {
				return true
			}
		case wideAt[0]:
			if strings.HasPrefix(s[i:], wideAt) {
				return true
			}
		case '>', '#', '-', '+', ' ', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
			if start {
				return true
			}
		}
		start = s[i] == '\n'
	}
	return false
}
