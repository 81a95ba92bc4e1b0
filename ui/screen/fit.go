package screen

import (
	"strings"
	"unicode/utf8"

	"snug/text"
)

// open is what a text has switched on and not off again.
type open struct{ link, style bool }

// pass notes an escape sequence of the kinds that safeLen knows.
func (o *open) pass(seq string) {
	if seq[1] == ']' {
		o.link = opensLink(seq)
	} else {
		o.style = seq != "\x1b[m" && seq != resetStyle
	}
}

// close returns what switches it off.
func (o open) close() string {
	switch {
	case o.link && o.style:
		return closeLink + resetStyle
	case o.link:
		return closeLink
	case o.style:
		return resetStyle
	}
	return ""
}

// fit returns what of s may be written into room columns: no control
// characters, whatever the caller put there, nothing beyond the room, and no
// link or style left on.
func fit(s string, room int, m text.Method) string {
	if room <= 0 {
		return ""
	}
	s, left, shown := scrub(s)
	// No character takes more columns than its encoding takes bytes.
	if shown > room && m.Width(s) > room {
		return clip(s, room, m)
	}
	if left != (open{}) {
		return s + left.close()
	}
	return s
}

// clip cuts s, which scrub has passed, to at most room columns without
// splitting a cluster.
func clip(s string, room int, m text.Method) string {
	var kept strings.Builder
	var left open
	for s != "" {
		if s[0] == esc {
			n := safeLen(s)
			left.pass(s[:n])
			kept.WriteString(s[:n])
			s = s[n:]
			continue
		}
		plain := s
		if i := strings.IndexByte(s, esc); i > 0 {
			plain = s[:i]
		}
		for cluster, w := range m.Clusters(plain) {
			if w > room {
				kept.WriteString(left.close())
				return kept.String()
			}
			kept.WriteString(cluster)
			room -= w
		}
		s = s[len(plain):]
	}
	kept.WriteString(left.close())
	return kept.String()
}

// scrub is the last line of defence: text that reaches a terminal holds
// printable characters, SGR sequences and links. Callers clean what people
// wrote long before; what gets here unclean is a fault, and must not become an
// attack. Left is what is still on at the end, shown how many bytes are not of
// sequences.
func scrub(s string) (clean string, left open, shown int) {
	for i := 0; i < len(s); {
		if c := s[i]; ' ' <= c && c < 0x7f { // nearly all of it
			i++
			shown++
			continue
		}
		n := safeLen(s[i:])
		if n == 0 {
			clean, left = scrubFrom(s, i, left)
			return clean, left, len(clean)
		}
		if s[i] == esc {
			left.pass(s[i : i+n])
		} else {
			shown += n
		}
		i += n
	}
	return s, left, shown
}

// scrubFrom is scrub for a string whose first i bytes are known to be safe.
func scrubFrom(s string, i int, left open) (string, open) {
	var kept strings.Builder
	kept.WriteString(s[:i])
	for i < len(s) {
		n := safeLen(s[i:])
		if n == 0 {
			i += badLen(s[i:])
			continue
		}
		if s[i] == esc {
			left.pass(s[i : i+n])
		}
		kept.WriteString(s[i : i+n])
		i += n
	}
	return kept.String(), left
}

// safeLen is the length of the character, SGR sequence or link that s starts
// with, or 0 when the first byte must not be written.
func safeLen(s string) int {
	switch c := s[0]; {
	case c == esc:
		return max(sgrLen(s), linkLen(s))
	case c < ' ' || c == 0x7f:
		return 0
	case c < utf8.RuneSelf:
		return 1
	}
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && n == 1 || r <= 0x9f {
		return 0
	}
	return n
}

// sgrLen is the length of the SGR sequence that s starts with, or 0.
func sgrLen(s string) int {
	if len(s) < 3 || s[0] != esc || s[1] != '[' {
		return 0
	}
	for i := 2; i < len(s); i++ {
		switch c := s[i]; {
		case c == 'm':
			return i + 1
		case c < '0' || c > ';': // digits, colon, semicolon
			return 0
		}
	}
	return 0
}

// contested tells whether terminals may disagree about the width of s: emoji,
// combinations, and what East Asian fonts draw wide. ASCII, kana, Han and
// Hangul are not contested.
func contested(s string) bool {
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c < utf8.RuneSelf:
			i++
		case c >= 0xe3 && c <= 0xed: // U+3000 to U+D7FF
			i += 3
		default:
			return true
		}
	}
	return false
}
