package edit

import "unicode/utf8"

// Plain reports whether keys that put in s can be taken together with others of
// their kind, and put in with [Editor.Type]: none of them joins another.
func Plain(s string) bool {
	for _, r := range s {
		if !alone(r) {
			return false
		}
	}
	return s != ""
}

// Type puts in what several keys do, each of them [Plain], as if they were pressed
// one after the other. It reports false when the text is full and something was
// left out.
func (e *Editor) Type(s string) (whole bool) {
	whole = s == "" || len(e.text) < e.Limit || e.suggested
	for s != "" && whole {
		n := e.word(s)
		whole = e.insert(s[:n], true)
		s = s[n:]
	}
	return whole
}

// word is how many bytes of s undo takes back at once: up to where another word
// begins. Before something that may join what is typed it is one character.
func (e *Editor) word(s string) int {
	behind, size := utf8.DecodeRuneInString(e.text[e.at:])
	before, n := utf8.DecodeRuneInString(s)
	if size > 0 && behind != '\n' && !alone(behind) {
		return n
	}
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if gap(before) && !gap(r) {
			break
		}
		before = r
		n += size
	}
	return n
}
