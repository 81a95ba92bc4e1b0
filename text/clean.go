package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean makes what somebody typed fit to be stored and shown: valid UTF-8 in
// NFC, with LF as the only control, nothing invisible outside the scripts and
// emoji that need it, and no cluster that could upset a terminal. Tabs become
// spaces; white space at the end of lines and empty lines around the text go.
//
// It fails only with ErrNotUTF8. Cleaning what is clean changes nothing.
func Clean(s string) (string, error) {
	if !utf8.ValidString(s) {
		return "", ErrNotUTF8
	}
	return trimLines(Strip(s)), nil
}

// CleanLine is Clean for names, topics and file names: the result is one line
// without white space at its ends, each run of white space inside is one
// space, and private-use runes, which look different everywhere, are U+FFFD.
func CleanLine(s string) (string, error) {
	if !utf8.ValidString(s) {
		return "", ErrNotUTF8
	}
	// Marks without a base go before NFC, lest a space come to the start when
	// bound takes them away.
	s = strings.TrimLeftFunc(flatten(drop(s)), hollow)
	return strings.TrimSuffix(bound(norm.NFC.String(s)), " "), nil
}

// Strip is Clean for the way out: it never fails and trims nothing. Bytes that
// are not UTF-8 become U+FFFD. Strings that need no change are returned as
// they are, without allocation.
func Strip(s string) string {
	if allPlain(s) {
		return s
	}
	return bound(norm.NFC.String(drop(s)))
}

// StripLine is Strip for one line: line breaks become spaces.
func StripLine(s string) string {
	return strings.ReplaceAll(Strip(s), "\n", " ")
}

func allPlain(s string) bool {
	for _, r := range s {
		if !plain(r) {
			return false
		}
	}
	return true
}

// hollow reports whether r cannot begin a line of its own.
func hollow(r rune) bool { return unicode.IsSpace(r) || overlays(r) }

// flatten makes one line of s.
func flatten(s string) string {
	w := rewriter{src: s}
	space := true // the rune before was white space, or there is none
	for i, r := range s {
		switch {
		case unicode.IsSpace(r):
			if space {
				w.replace(i, i+utf8.RuneLen(r), "")
			} else if r != ' ' {
				w.replace(i, i+utf8.RuneLen(r), " ")
			}
			space = true
			continue
		case unicode.Is(unicode.Co, r):
			w.replace(i, i+utf8.RuneLen(r), "\ufffd")
		}
		space = false
	}
	return w.String()
}

// trimLines drops white space at the end of lines, and empty lines at both
// ends of s.
func trimLines(s string) string {
	w := rewriter{src: s}
	for start := 0; start < len(s); {
		line, _, _ := strings.Cut(s[start:], "\n")
		end := start + len(line)
		if kept := len(strings.TrimRightFunc(line, unicode.IsSpace)); kept < len(line) {
			w.replace(start+kept, end, "")
		}
		start = end + len("\n")
	}
	return strings.Trim(w.String(), "\n")
}
