// Package editor edits the one row that somebody types on a terminal without any
// escape sequence: with carriage return, backspace, spaces and the text itself,
// which every terminal and every screen reader understands. It knows no chat.
package editor

import (
	"io"

	"snug/text"
)

// A Kind is what came of what was typed.
type Kind uint8

// The kinds.
const (
	Entered     Kind = iota // a line, which may be empty
	Pasted                  // several lines that came at once, with line ends between
	Asked                   // Tab: Text is what stands before the cursor, Behind the rest
	Interrupted             // ^C: what was typed is gone
	Ended                   // ^D on an empty row
)

// An Event is something that whoever reads the row has to act on.
type Event struct {
	Kind   Kind
	Text   string // valid UTF-8 without control characters, but for the line ends of Pasted
	Behind string // of Asked
	Bad    bool   // bytes that were no UTF-8, or what did not fit, were left out of Text
}

// Options say how a row is edited.
type Options struct {
	Cols   int         // columns of the terminal; zero: 80
	Method text.Method // how wide it draws characters
	Most   int         // bytes of a line
}

// An Editor is one row. It keeps no goroutine; one goroutine at a time may use it.
type Editor struct{}

// New returns an editor of an empty row without a prompt, which writes to w.
func New(w io.Writer, o Options) *Editor { return &Editor{} }

// Feed takes what was typed, as it came, and shows it. The events are to be acted
// on in order. The error is that of the writer.
func (e *Editor) Feed(p []byte) ([]Event, error) { return nil, nil }

// Print writes whole lines above the row: it takes away what stands there, writes
// them and puts the row back. They must be clean.
func (e *Editor) Print(lines ...string) error { return nil }

// Empty reports whether nothing is typed.
func (e *Editor) Empty() bool { return true }

// Prompt puts another prompt before the row.
func (e *Editor) Prompt(p string) error { return nil }

// Replace puts text into the row, before and behind the cursor.
func (e *Editor) Replace(before, behind string) error { return nil }

// Resize tells how many columns the terminal has now.
func (e *Editor) Resize(cols int) {}

// A Splitter takes lines from a stream that somebody else has edited, or nobody.
type Splitter struct{}

// NewSplitter returns one that takes lines of so many bytes at most.
func NewSplitter(most int) *Splitter { return &Splitter{} }

// Feed returns the lines that are complete with p, all of kind Entered.
func (s *Splitter) Feed(p []byte) []Event { return nil }

// End returns what is left: a last line without its end, and whether there is one.
func (s *Splitter) End() (Event, bool) { return Event{}, false }
