package edit

import (
	"strings"

	"github.com/rivo/uniseg"

	"snug/text"
)

// Options say what a field is for.
type Options struct {
	Limit    int  // bytes that the text may take
	Single   bool // no line breaks
	Remember int  // lines of history that Up and Down bring back; 0: none
}

// An Editor is a field that people type into. Its text is always clean, in the
// sense of text.Strip, and within the limit. Places in it are byte offsets; the
// cursor stands on the edge of a grapheme cluster. [New] makes one.
type Editor struct {
	Options

	text string
	at   int // the cursor
	goal int // the column that Up and Down try to keep; -1: the cursor's own

	// suggested says that the text was put there by us and nobody has touched
	// it: typing replaces it, as in a browser's selected field.
	suggested bool

	run  run // what the last key did
	undo undo
	cut  string // what Ctrl-Y puts in

	history *History // nil: none is kept

	drawing
	cols   int
	layout layout
}

// A run is a row of keys that do the same and that undo or Ctrl-Y take as one.
type run uint8

const (
	noRun run = iota
	typing
	erasing
	killing
)

// New returns an empty editor. Its rows have two columns until Fit.
func New(o Options) *Editor {
	e := &Editor{Options: o, goal: -1, cols: minCols}
	if o.Remember > 0 {
		e.history = NewHistory(o.Remember)
	}
	return e
}

// Text returns the text.
func (e *Editor) Text() string { return e.text }

// Empty reports whether there is no text.
func (e *Editor) Empty() bool { return e.text == "" }

// At returns the place of the cursor.
func (e *Editor) At() int { return e.at }

// Set replaces everything, puts the cursor at the end and forgets what undo
// knew. What does not fit is left out.
func (e *Editor) Set(s string) {
	e.set(s)
	if e.history != nil {
		e.history.Reset()
	}
}

func (e *Editor) set(s string) {
	e.text = fitBytes(e.clean(s), e.Limit)
	e.undo = undo{}
	e.moveTo(len(e.text))
}

// SetAt moves the cursor to the first edge of a cluster at or behind a place.
func (e *Editor) SetAt(at int) { e.moveTo(e.edge(min(max(at, 0), len(e.text)))) }

// Suggest sets a text that the first key typed replaces.
func (e *Editor) Suggest(s string) {
	e.Set(s)
	e.suggested = e.text != ""
}

// Suggested reports whether the text is a suggestion that nobody has touched.
func (e *Editor) Suggested() bool { return e.suggested }

// Insert puts s, cleaned, at the cursor. It reports false when the text is full
// and something was left out.
func (e *Editor) Insert(s string) (whole bool) {
	return e.insert(s, false)
}

// insert is Insert; keys tells that s is what one or more keys put in, all of one
// word.
func (e *Editor) insert(s string, keys bool) (whole bool) {
	if s == "" {
		return true
	}
	from, to := e.at, e.at
	if e.suggested {
		from, to = 0, len(e.text)
	}
	before := e.text[e.prev(from):from]
	s = e.clean(before + s)
	if rest, ok := strings.CutPrefix(s, before); ok {
		s = rest
	} else {
		from -= len(before) // a mark has changed the letter before it
	}
	whole = true
	if free := e.Limit - len(e.text) + to - from; len(s) > free {
		s, whole = fitBytes(s, free), false
	}
	if s == "" {
		return whole
	}
	one := keys || s != "\n" && uniseg.GraphemeClusterCount(s) == 1
	joins := one && e.run == typing && !e.beginsWord(s, keys)
	whole = e.change(from, to, s, joins) && whole
	if one {
		e.run = typing
	}
	return whole
}

// Replace puts by, cleaned, in the place of the bytes between two places, as
// completion does, and the cursor behind it. One undo takes it back. When it
// does not fit, nothing changes and it reports false.
func (e *Editor) Replace(from, to int, by string) bool {
	from = e.edge(min(max(from, 0), len(e.text)))
	to = e.edge(min(max(to, from), len(e.text)))
	return e.change(from, to, e.clean(by), false)
}

// clean is s as the editor may hold it.
func (e *Editor) clean(s string) string {
	if e.Single {
		return text.StripLine(s)
	}
	return text.Strip(s)
}

// fitBytes cuts s to at most n bytes at a cluster's edge.
func fitBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
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
