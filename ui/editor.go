package ui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"snug/text"
)

// An editor is a field that people type into: the composer and the fields of
// forms. It works in grapheme clusters, so that what looks like one character
// is one, and knows the column of its cursor exactly, so that an input method
// opens its window where the text will appear.
type editor struct {
	method text.Method
	cols   int  // columns a line may take
	limit  int  // bytes the text may take
	single bool // no line breaks

	text string // printable characters and, unless single, "\n"
	at   int    // the cursor: a byte offset on a cluster's edge
	goal int    // the column that up and down try to keep; -1: the cursor's own

	// suggested says that the text was put there by us and nobody has touched
	// it: typing replaces it, as in a browser's selected field.
	suggested bool

	past   []edit // newest last; undo takes it back
	typing bool   // the last edit was typing, which one undo takes back whole
	cut    string // what Ctrl-Y puts back

	laid laidOut
}

// An edit is the state before a change.
type edit struct {
	text string
	at   int
}

// maxPast bounds the bytes that undo keeps.
const maxPast = 32 << 10

// set replaces everything and forgets what undo knew.
func (e *editor) set(s string) {
	e.text, e.at, e.goal, e.suggested = s, len(s), -1, false
	e.past, e.typing = nil, false
}

// suggest puts a text in that the first key typed replaces.
func (e *editor) suggest(s string) {
	e.set(e.clean(s))
	e.suggested = e.text != ""
}

// clean is s as the editor may hold it.
func (e *editor) clean(s string) string {
	s = lineBreaks.Replace(s)
	if e.single {
		return text.StripLine(strings.ReplaceAll(s, "\n", " "))
	}
	return text.Strip(s)
}

var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", "    ")

// insert puts s at the cursor. It reports false when the text is full and
// something was left out.
func (e *editor) insert(s string) bool {
	if s = e.clean(s); s == "" {
		return true
	}
	if e.suggested {
		e.replace(0, len(e.text), "")
	}
	whole := true
	if free := e.limit - len(e.text); len(s) > free {
		s, whole = fitBytes(s, free), false
	}
	if s != "" {
		typing := e.typing && uniseg.GraphemeClusterCount(s) == 1 && s != "\n"
		e.change(e.at, e.at, s, typing)
		e.typing = true
	}
	return whole
}

// fitBytes cuts s to at most n bytes at a cluster's edge.
func fitBytes(s string, n int) string {
	end := 0
	for rest, state := s, -1; rest != ""; {
		var c string
		c, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if end+len(c) > n {
			break
		}
		end += len(c)
	}
	return s[:end]
}

// replace is a change that undo takes back alone.
func (e *editor) replace(from, to int, by string) {
	if from == to && by == "" {
		return
	}
	e.change(from, to, by, false)
	e.typing = false
}

// change replaces text[from:to] and leaves the cursor behind what is new.
// When it joins the change before it, undo takes back both.
func (e *editor) change(from, to int, by string, joins bool) {
	if !joins {
		e.remember()
	}
	e.text = e.text[:from] + by + e.text[to:]
	e.at, e.goal, e.suggested = e.edge(from+len(by)), -1, false
}

func (e *editor) remember() {
	e.past = append(e.past, edit{e.text, e.at})
	size := 0
	for i := len(e.past) - 1; i >= 0; i-- {
		if size += len(e.past[i].text) + 32; size > maxPast {
			e.past = append([]edit(nil), e.past[i+1:]...)
			return
		}
	}
}

func (e *editor) undo() {
	if n := len(e.past); n > 0 {
		last := e.past[n-1]
		e.past = e.past[:n-1]
		e.text, e.at, e.goal = last.text, last.at, -1
	}
	e.typing, e.suggested = false, false
}

// kill removes text[from:to] and keeps it for yank.
func (e *editor) kill(from, to int) {
	if from < to {
		e.cut = e.text[from:to]
		e.replace(from, to, "")
	}
}

// clear empties the editor and keeps the text for yank.
func (e *editor) clear() { e.kill(0, len(e.text)) }

func (e *editor) moveTo(at int) {
	e.at, e.goal, e.typing, e.suggested = at, -1, false, false
}

// edge is the first cluster's edge at or behind at. A change can make two
// clusters one, so that the place between them is gone.
func (e *editor) edge(at int) int {
	from := e.anchor(at)
	for from < at {
		from += e.clusterLen(from)
	}
	return from
}

// maxLookBack is how many bytes before a place are looked at to find out where
// a cluster starts. Clean text has none longer than 64.
const maxLookBack = 256

// anchor is a place before at where a cluster starts: between two characters
// that never join others, or else the start of the line. Looking no further
// keeps a key from costing more the longer the text is.
func (e *editor) anchor(at int) int {
	start := e.lineStart(at)
	i := at
	for i > start && at-i < maxLookBack {
		r, n := utf8.DecodeLastRuneInString(e.text[start:i])
		i -= n
		if before, _ := utf8.DecodeLastRuneInString(e.text[start:i]); i > start && alone(before) && alone(r) {
			break
		}
	}
	return i
}

// alone reports whether a cluster ends before and behind r next to others of
// its kind: letters of the common alphabets, kana and Han, and the rest of
// printable ASCII. All have the value Other of UAX #29, table 2.
func alone(r rune) bool {
	return r >= ' ' && r <= '~' || r >= 0xc0 && r <= 0x2af || r >= 0x391 && r <= 0x3c9 || r >= 0x410 && r <= 0x44f ||
		r >= 0x3041 && r <= 0x3096 || r >= 0x30a1 && r <= 0x30fa || r >= 0x4e00 && r <= 0x9fff
}

func (e *editor) clusterLen(at int) int {
	c, _, _, _ := uniseg.FirstGraphemeClusterInString(e.text[at:], -1)
	return len(c)
}

func (e *editor) next(at int) int { return at + e.clusterLen(at) }

func (e *editor) prev(at int) int {
	if at == 0 {
		return 0
	}
	from := e.anchor(at)
	if from == at {
		return at - 1 // the line break
	}
	for {
		next := e.next(from)
		if next >= at {
			return from
		}
		from = next
	}
}

// lineStart and lineEnd are the ends of the line, between line breaks, that
// at lies in.
func (e *editor) lineStart(at int) int { return strings.LastIndexByte(e.text[:at], '\n') + 1 }

func (e *editor) lineEnd(at int) int {
	if i := strings.IndexByte(e.text[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(e.text)
}

// prevWord is the start of the word before at, nextWord the end of the one
// behind it, by UAX #29: each Han character is a word.
func (e *editor) prevWord(at int) int {
	start := 0
	e.words(func(from, _ int) bool {
		if from >= at {
			return false
		}
		start = from
		return true
	})
	return start
}

func (e *editor) nextWord(at int) int {
	end := len(e.text)
	e.words(func(_, to int) bool {
		if to > at {
			end = to
			return false
		}
		return true
	})
	return e.edge(end)
}

func (e *editor) words(visit func(from, to int) bool) {
	from := 0
	for rest, state := e.text, -1; rest != ""; {
		var w string
		w, rest, state = uniseg.FirstWordInString(rest, state)
		if strings.IndexFunc(w, inWord) >= 0 && !visit(from, from+len(w)) {
			return
		}
		from += len(w)
	}
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
