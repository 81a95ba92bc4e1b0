package command

import (
	"strings"
	"unicode"

	"snug/text"
)

// A word is the last one of a line, which goes on being typed.
type word struct {
	raw   string // as it stands on the line
	head  string // of typed: what is kept before the part that is completed
	typed string // the part that is completed, without quotes
	open  string // the quote that is open; empty: none
}

// cutWord takes the word that is being typed off the end of a line. Behind a
// blank that is an empty one.
func cutWord(line string) (before string, w word) {
	rest := line
	for {
		rest = strings.TrimLeft(rest, blanks)
		_, behind, ok, err := nextWord(rest)
		if !ok && err == nil {
			return line, word{}
		}
		if err != nil || behind == "" {
			break
		}
		rest = behind
	}
	w.raw = rest
	for _, w.open = range []string{"", "'", `"`} {
		if typed, behind, _, err := nextWord(strings.TrimSuffix(rest, `\`) + w.open); err == nil && behind == "" {
			w.typed = typed
			break
		}
	}
	return line[:len(line)-len(rest)], w
}

// behind returns the word whose first n bytes are kept as they are.
func (w word) behind(n int) word {
	w.head, w.typed = w.head+w.typed[:n], w.typed[n:]
	return w
}

// begins reports whether a name begins with what was typed.
func (w word) begins(name string) bool {
	return strings.HasPrefix(text.Fold(name), text.Fold(w.typed))
}

// completed returns the word, with its quotes, as it stands on the line when a
// value takes the place of what was typed.
func (w word) completed(value string) string {
	if strings.HasPrefix(value, w.typed) && !strings.HasSuffix(w.raw, `\`) {
		return w.raw + value[len(w.typed):] + w.open
	}
	return w.open + w.head + value + w.open
}

// plainValue reports whether a value is a word that means itself on the server's
// side of a command line: letters, digits and the signs that names, numbers and
// times have.
func plainValue(s string) bool {
	for _, r := range s {
		if r < 0x80 && (r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z' || strings.ContainsRune("-_@#:,.+=/", r)) {
			continue
		}
		if r < 0x80 || !unicode.In(r, unicode.L, unicode.N) {
			return false
		}
	}
	return s != ""
}
