package screen

import "strings"

// A hyperlink is opened and closed by OSC 8. ST ends it, which every terminal
// that knows links takes; those that do not know them drop the whole string.
const (
	linkStart = "\x1b]8;"
	stringEnd = "\x1b\\"
	closeLink = linkStart + ";" + stringEnd
)

// linkCap is how many bytes one OSC 8 may have. Terminals take some 2000, but
// GNU screen has a smaller buffer and prints what is beyond it.
const linkCap = 700

// linkLen is the length of the OSC 8 that s starts with, or 0.
func linkLen(s string) int {
	if !strings.HasPrefix(s, linkStart) {
		return 0
	}
	fields := false
	for i := len(linkStart); i < len(s) && i+len(stringEnd) <= linkCap; i++ {
		switch c := s[i]; {
		case c == ';':
			fields = true
		case c == esc && fields && strings.HasPrefix(s[i:], stringEnd):
			return i + len(stringEnd)
		case c <= ' ' || c >= 0x7f:
			return 0
		}
	}
	return 0
}

// opensLink tells whether a sequence that linkLen has measured opens a link:
// one without an address closes it.
func opensLink(seq string) bool {
	_, url, _ := strings.Cut(seq[len(linkStart):len(seq)-len(stringEnd)], ";")
	return url != ""
}

// badLen is how many bytes to drop at the start of s, where nothing may be
// written: a link that cannot be one goes whole, lest its address be read as
// text.
func badLen(s string) int {
	if !strings.HasPrefix(s, linkStart) {
		return 1
	}
	for i := len(linkStart); i < len(s); i++ {
		if c := s[i]; c < ' ' || c == 0x7f {
			if strings.HasPrefix(s[i:], stringEnd) {
				return i + len(stringEnd)
			}
			break
		}
	}
	return 1
}
