package edit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// prevWord is the start of the word before a place, by UAX #29: each Han
// character is a word.
func (e *Editor) prevWord(at int) int {
	for to := at; to > 0; {
		_, n := utf8.DecodeLastRuneInString(e.text[:to])
		from := e.wordAnchor(to - n)
		start := -1
		e.words(from, func(from, _ int) bool {
			if from < to {
				start = from
			}
			return from < to
		})
		if start >= 0 {
			return min(e.edge(start), e.prev(at))
		}
		to = from
	}
	return 0
}

// nextWord is the end of the word at a place or behind it.
func (e *Editor) nextWord(at int) int {
	end := len(e.text)
	e.words(e.wordAnchor(at), func(_, to int) bool {
		if to > at {
			end = to
		}
		return to <= at
	})
	return e.edge(end)
}

// words visits the words from a boundary on, until visit reports false.
func (e *Editor) words(from int, visit func(from, to int) bool) {
	for rest, state := e.text[from:], -1; rest != ""; {
		var w string
		w, rest, state = uniseg.FirstWordInString(rest, state)
		if strings.ContainsFunc(w, inWord) && !visit(from, from+len(w)) {
			return
		}
		from += len(w)
	}
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// wordAnchor is the last place at or before another that is a boundary of
// words whatever stands around it, at the latest the start of the line.
func (e *Editor) wordAnchor(at int) int {
	for at > 0 && e.text[at-1] != '\n' {
		r, _ := utf8.DecodeRuneInString(e.text[at:])
		before, n := utf8.DecodeLastRuneInString(e.text[:at])
		if (before == ' ' || han(before)) && (han(r) || r < utf8.RuneSelf && inWord(r)) {
			break
		}
		at -= n
	}
	return at
}
