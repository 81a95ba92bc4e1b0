package text

import (
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// EscapeJSON writes the forbidden runes of JSON text as \u escapes, because
// encoding/json leaves DEL, C1 and bidirectional controls as they are. The
// value stays the same. It returns b itself when there is nothing to do.
func EscapeJSON(b []byte) []byte {
	var out []byte
	done := 0
	for i := 0; i < len(b); {
		if printable(b[i]) || b[i] < ' ' { // white space between tokens, never inside a string
			i++
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		if bad := r == utf8.RuneError && size == 1; bad || Forbidden(r) || isTag(r) {
			out = append(out, b[done:i]...)
			out = appendEscape(out, r)
			done = i + size
		}
		i += size
	}
	if out == nil {
		return b
	}
	return append(out, b[done:]...)
}

// CleanJSON is [EscapeJSON] for a whole record. One that would still not be clean, such
// as for stacked marks, it writes in ASCII. The value stays the same.
func CleanJSON(b []byte) []byte {
	b = EscapeJSON(b)
	if s := string(b); Strip(s) != s {
		return asciiJSON(b)
	}
	return b
}

// asciiJSON writes all of JSON text that is not ASCII as \u escapes. The value stays
// the same.
func asciiJSON(b []byte) []byte {
	out := make([]byte, 0, 2*len(b))
	for _, r := range string(b) {
		if r < utf8.RuneSelf {
			out = append(out, byte(r))
		} else {
			out = appendEscape(out, r)
		}
	}
	return out
}

func appendEscape(b []byte, r rune) []byte {
	if hi, lo := utf16.EncodeRune(r); hi != utf8.RuneError {
		return fmt.Appendf(b, `\u%04x\u%04x`, hi, lo)
	}
	return fmt.Appendf(b, `\u%04x`, r)
}
