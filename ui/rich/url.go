package rich

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// schemes are those of links that people may open. A terminal opens a link
// with whatever its owner has set for the scheme, so that there are few.
var schemes = []string{"https://", "http://", "ssh://", "mailto:"}

// schemeOf is the scheme s starts with, with what parts it from the rest;
// empty for none.
func schemeOf(s string) string {
	for _, scheme := range schemes {
		if len(s) > len(scheme) && strings.EqualFold(s[:len(scheme)], scheme) {
			return s[:len(scheme)]
		}
	}
	return ""
}

// bareLink takes a link that stands in the text, of which i is the colon.
func (sc *scanner) bareLink(i int) int {
	start := i
	for start > sc.from && i-start <= len("mailto") && sc.s[start-1] < utf8.RuneSelf && wordRune(rune(sc.s[start-1])) {
		start--
	}
	if start > sc.from && sc.s[start-1] == '+' {
		return i + 1 // git+https is another scheme
	}
	n := bareLen(sc.s[start:sc.end()])
	for n > 0 && attaches(sc.s[start+n:]) {
		n = bareLen(sc.s[start : start+n-1]) // the last character is another one
	}
	if n == 0 {
		return i + 1
	}
	return sc.add(start, start+n, piece{kind: linkText, text: sc.s[start : start+n]})
}

// bareLen is the length of the link at the start of s, zero for none. It ends
// where a character stands that links do not have: in Chinese text nothing
// else parts it from what follows. Marks at its end belong to the sentence
// around it, and so does a bracket that it does not open.
func bareLen(s string) int {
	scheme := schemeOf(s)
	if scheme == "" {
		return 0
	}
	end := len(scheme)
	var round, square int // brackets open
	for end < len(s) && urlByte(s[end]) {
		round += bracket(s[end], '(', ')')
		square += bracket(s[end], '[', ']')
		end++
	}
	for end > len(scheme) {
		c := s[end-1]
		if c == ')' && round < 0 {
			round++
		} else if c == ']' && square < 0 {
			square++
		} else if strings.IndexByte(".,;:!?'*_~", c) < 0 {
			break
		}
		end--
	}
	if !validTarget(scheme, s[len(scheme):end]) {
		return 0
	}
	return end
}

func bracket(c, open, shut byte) int {
	switch c {
	case open:
		return 1
	case shut:
		return -1
	}
	return 0
}

// urlByte reports whether b may be part of a link (RFC 3986).
func urlByte(b byte) bool {
	return b > ' ' && b < 0x7f && strings.IndexByte("<>\"\\^`{|}", b) < 0
}

// validTarget reports whether what follows the scheme names anything.
func validTarget(scheme, rest string) bool {
	if rest == "" {
		return false
	}
	if strings.HasSuffix(scheme, "//") {
		return rest[0] == '[' || nameByte(rest[0]) && rest[0] != '-' && rest[0] != '_'
	}
	at := strings.IndexByte(rest, '@')
	return at > 0 && at < len(rest)-1
}

// givenLen is the length of the link at the start of s that a mark ends, and
// whether it is one. Behind the host it may have letters beyond ASCII, of
// scripts that are written from left to right.
func givenLen(s string, end byte) (n int, ok bool) {
	scheme := schemeOf(s)
	if scheme == "" {
		return 0, false
	}
	depth, host := 0, true
	for i, r := range s {
		switch {
		case i < len(scheme):
		case r == rune(end) && depth == 0:
			return i, validTarget(scheme, s[len(scheme):i])
		case r >= utf8.RuneSelf:
			if host || !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Latin) {
				return 0, false
			}
		case !urlByte(byte(r)), r == '[' && end == ')': // or labels could hold labels
			return 0, false
		case r == '/', r == '?', r == '#':
			host = false
		case end == ')':
			depth -= bracket(byte(r), ')', '(')
		}
	}
	return 0, false
}

// angleLink takes a link in angle brackets, which are not shown.
func (sc *scanner) angleLink(i int) int {
	n, ok := givenLen(sc.s[i+1:sc.end()], '>')
	if !ok {
		return i + 1
	}
	end := i + 1 + n
	p := piece{kind: linkText, text: sc.s[i+1 : end]}
	if !attaches(sc.s[end+1:]) {
		return sc.add(i, end+1, p)
	}
	return sc.add(i, end, p)
}

// openLabel begins the label of a link. The label is text like other text,
// and no link itself: its target is shown behind it, and that is the link.
func (sc *scanner) openLabel(i int) int {
	if sc.label > 0 || attaches(sc.s[i+1:]) {
		return i + 1
	}
	n := strings.IndexAny(sc.s[i+1:], "[]")
	if n <= 0 || !strings.HasPrefix(sc.s[i+1+n:], "](") {
		return i + 1
	}
	label, target := sc.s[i+1:i+1+n], sc.s[i+1+n+len("]("):]
	n, ok := givenLen(target, ')')
	if !ok {
		return i + 1
	}
	url := target[:n]
	after := target[n+len(")"):]
	if label == url && !attaches(after) {
		return sc.add(i, len(sc.s)-len(after), piece{kind: linkText, text: url})
	}
	sc.flush(i)
	sc.from = i + 1
	sc.label, sc.url = i+1+len(label), url
	return i + 1
}

// closeLabel ends the label that ends at i, and shows the target.
func (sc *scanner) closeLabel(i int) int {
	if sc.label != i || i == 0 {
		return i + 1
	}
	sc.label = 0
	sc.add(i, i, piece{text: " ("})
	start := i + len("](")
	sc.from = start
	return sc.add(start, start+len(sc.url), piece{kind: linkText, text: sc.url})
}
