package rich

import (
	"strings"
	"unicode/utf8"
)

// class is what a part of code is.
type class uint8

// The classes.
const (
	keyword class = iota + 1
	name          // of what is called, set or opened: a function, a key, a tag
	literal
	number
	comment
	inserted
	deleted
	heading
)

// A span is a part of a line of code that has a class.
type span struct {
	from, to int
	class    class
}

// highlighter finds the spans of code, line by line from its first. It reads
// each byte a bounded number of times and never looks back: there is no input
// that makes it slow, unlike those of lexers made of regular expressions.
type highlighter struct {
	lang  *language
	until string // what ends the comment or string that goes on from the line before
	class class  // of that
	tag   bool   // of markup: inside a tag

	code  string
	spans []span
}

// line returns the spans of the next line, from left to right.
func (h *highlighter) line(code string) []span {
	h.code, h.spans = code, nil
	switch h.lang.form {
	case byLine:
		h.whole(lineClass(h.lang, code))
	case markup:
		h.markup()
	case program:
		h.program()
	}
	return h.spans
}

func (h *highlighter) add(from, to int, c class) int {
	if c != 0 && to > from {
		h.spans = append(h.spans, span{from, to, c})
	}
	return to
}

func (h *highlighter) whole(c class) { h.add(0, len(h.code), c) }

// lineClass is the class of a line that its first characters decide.
func lineClass(l *language, code string) class {
	for _, s := range l.starts {
		if strings.HasPrefix(code, s.with) {
			return s.class
		}
	}
	return 0
}

// program finds the spans of a programming language.
func (h *highlighter) program() {
	for i := h.resume(); i < len(h.code); {
		c := h.code[i]
		switch end := h.opens(i); {
		case end > i:
			i = end
		case identByte(c):
			i = h.word(i)
		case strings.IndexByte(h.lang.sigils, c) >= 0 && i+1 < len(h.code) && identByte(h.code[i+1]):
			i = h.add(i, h.ident(i+1), name)
		default:
			i++
		}
	}
}

// resume ends what goes on from the line before.
func (h *highlighter) resume() int {
	if h.until == "" {
		return 0
	}
	return h.end(0, 0)
}

// end adds what started at from, of which the first place to end is at i.
func (h *highlighter) end(from, i int) int {
	n := strings.Index(h.code[i:], h.until)
	if n < 0 {
		return h.add(from, len(h.code), h.class)
	}
	i = h.add(from, i+n+len(h.until), h.class)
	h.until = ""
	return i
}

// opens adds the comment or string that starts at i, and returns where it
// ends; i for none.
func (h *highlighter) opens(i int) int {
	rest := h.code[i:]
	for _, mark := range h.lang.comments {
		// A "#" inside a word, as in $#, is no comment.
		if strings.HasPrefix(rest, mark) && (mark != "#" || i == 0 || h.code[i-1] == ' ') {
			return h.add(i, len(h.code), comment)
		}
	}
	for _, b := range h.lang.blocks {
		if strings.HasPrefix(rest, b.open) {
			h.until, h.class = b.shut, b.class
			return h.end(i, i+len(b.open))
		}
	}
	if strings.IndexByte(h.lang.quotes, h.code[i]) >= 0 {
		return h.quoted(i)
	}
	return i
}

// quoted adds the string in quotes that starts at i. An apostrophe that is
// not closed begins none, and where there are lifetimes, neither does one that
// is closed behind more than one character.
func (h *highlighter) quoted(i int) int {
	quote := h.code[i]
	for j := i + 1; j < len(h.code); j++ {
		switch h.code[j] {
		case '\\':
			j++
		case quote:
			if h.lang.lifetimes && quote == '\'' && h.code[i+1] != '\\' && utf8.RuneCountInString(h.code[i+1:j]) != 1 {
				return i
			}
			return h.add(i, j+1, h.valueClass(j+1, literal))
		}
	}
	if quote == '\'' {
		return i
	}
	return h.add(i, len(h.code), literal)
}

// word adds the name, keyword or number that starts at i.
func (h *highlighter) word(i int) int {
	end := h.ident(i)
	if c := h.code[i]; c >= '0' && c <= '9' {
		for end < len(h.code) && (h.code[end] == '.' || identByte(h.code[end])) {
			end++
		}
		return h.add(i, end, number)
	}
	word := h.code[i:end]
	if h.lang.fold {
		word = strings.ToLower(word)
	}
	switch {
	case h.lang.words[word]:
		return h.add(i, end, keyword)
	case end < len(h.code) && h.code[end] == '(':
		return h.add(i, end, name)
	}
	return h.add(i, end, h.valueClass(end, 0))
}

// valueClass is name for what a ":" or "=" follows at i in a language of keys
// and values, and otherwise for others.
func (h *highlighter) valueClass(i int, otherwise class) class {
	if h.lang.keys {
		for i < len(h.code) && h.code[i] == ' ' {
			i++
		}
		if i < len(h.code) && (h.code[i] == ':' || h.code[i] == '=') {
			return name
		}
	}
	return otherwise
}

// ident is the end of the name that starts at i.
func (h *highlighter) ident(i int) int {
	for i < len(h.code) && (identByte(h.code[i]) || h.lang.keys && strings.IndexByte("-.", h.code[i]) >= 0) {
		i++
	}
	return i
}

func identByte(b byte) bool {
	return b == '_' || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= 0x80
}

// markup finds the spans of HTML and XML.
func (h *highlighter) markup() {
	for i := h.resume(); i < len(h.code); {
		rest := h.code[i:]
		switch c := h.code[i]; {
		case !h.tag && strings.HasPrefix(rest, "<!--"):
			h.until, h.class = "-->", comment
			i = h.end(i, i+len("<!--"))
		case !h.tag && c == '<':
			end := i + 1
			for end < len(h.code) && strings.IndexByte("/!?", h.code[end]) >= 0 {
				end++
			}
			if h.tag = end < len(h.code) && identByte(h.code[end]); h.tag {
				end = h.add(i, h.tagName(end), name)
			}
			i = end
		case !h.tag:
			i++
		case c == '>':
			h.tag = false
			i = h.add(i, i+1, name)
		case c == '"' || c == '\'':
			i++
			h.until, h.class = h.code[i-1:i], literal
			i = h.end(i-1, i)
		case identByte(c):
			i = h.add(i, h.tagName(i), keyword)
		default:
			i++
		}
	}
}

// tagName is the end of the name of a tag or an attribute that starts at i.
func (h *highlighter) tagName(i int) int {
	for i < len(h.code) && (identByte(h.code[i]) || strings.IndexByte("-:.", h.code[i]) >= 0) {
		i++
	}
	return i
}
