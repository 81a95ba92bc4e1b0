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
	Text   string // valid UTF-8 without control characters, but for the line ends ("\n") of Pasted
	Behind string // of Asked
	Bad    bool   // bytes that were no UTF-8, or what did not fit, were left out since the event before
}

// Options say how a row is edited.
type Options struct {
	Cols   int         // columns of the terminal; zero: 80
	Method text.Method // how wide it draws characters
	Most   int         // bytes of a line; zero: 4096

	LongPaste  func() // is told of a paste of which what is beyond 16 KiB was left out; nil: nobody is
	LongEscape func() // is told of an escape sequence of more than 4 KiB, which was skipped; nil: nobody is
}

const (
	defaultCols = 80
	defaultMost = 4096
)

// An Editor is one row. It keeps no goroutine; one goroutine at a time may use it.
//
// Entered, Pasted, Interrupted and Ended leave the terminal at the start of a row
// with nothing on it, so that the answer comes before the next prompt: whoever has
// acted on the events of a Feed calls Prompt. Until then, or the next Feed, the row
// is not shown.
type Editor struct {
	row
	decoder
	screen screen
	cols   int // of the terminal

	said    string // the prompt
	prompt  []cell
	window  window
	pending []byte // what was typed and is not in the row yet
	paste   paste
	history history

	events []Event
	bad    bool // of the next event

	longPaste, longEscape func() // may be nil
}

// New returns an editor of an empty row without a prompt, which writes to w. Each
// call of its methods writes once at most.
func New(w io.Writer, o Options) *Editor {
	if o.Most == 0 {
		o.Most = defaultMost
	}
	return &Editor{
		row:    row{method: o.Method, most: o.Most},
		screen: screen{w: w, shown: true},
		cols:   known(o.Cols),

		longPaste: o.LongPaste, longEscape: o.LongEscape,
	}
}

// Feed takes what was typed, as it came, and shows it. The events are to be acted
// on in order. The error is that of the writer.
//
// Several line ends in one Feed with text behind the first are a paste: nobody
// types that fast. In a Feed of many bytes one line end is enough. It takes along
// what stood in the row. A Tab with text behind it in the same Feed is text as well.
func (e *Editor) Feed(p []byte) ([]Event, error) {
	e.screen.shown = true
	e.decode(p, e)
	e.settle(false)
	e.gather(len(p))
	events := e.events
	e.events = nil
	return events, e.show()
}

// Print writes whole lines above the row: it takes away what stands there, writes
// them and puts the row back. They are cleaned. Lines that are too long for the
// terminal are broken by it.
func (e *Editor) Print(lines ...string) error {
	e.screen.draw(nil, 0)
	for _, l := range lines {
		e.screen.line(text.Safe(text.StripLine(l), e.method))
	}
	return e.show()
}

// Empty reports whether nothing is typed.
func (e *Editor) Empty() bool {
	return len(e.left) == 0 && len(e.right) == 0 && len(e.pending) == 0
}

// Text is what is typed.
func (e *Editor) Text() string { return e.before() + string(e.pending) + e.behind() }

// SetPrompt puts another prompt before the row, from when it is written next.
func (e *Editor) SetPrompt(p string) {
	if p != e.said {
		e.said, e.prompt, e.window = p, e.cells(nil, text.StripLine(p)), window{}
	}
}

// Prompt puts another prompt before the row, and shows the row.
func (e *Editor) Prompt(p string) error {
	e.SetPrompt(p)
	e.screen.shown = true
	return e.show()
}

// Leave goes on below the row, if it is shown: something else is written then, and
// not by the editor.
func (e *Editor) Leave() error {
	if e.screen.shown && len(e.screen.have) > 0 {
		e.leave()
	}
	return e.screen.flush()
}

// Replace puts text into the row, before and behind the cursor, and shows it. What
// does not fit is left out.
func (e *Editor) Replace(before, behind string) error {
	e.pending = e.pending[:0]
	e.set(before, behind)
	e.screen.shown = true
	return e.show()
}

// Resize tells how many columns the terminal has now; zero: 80. A row that got too wide is
// written anew below, as nobody knows what the terminal has made of it.
func (e *Editor) Resize(cols int) error {
	e.cols, e.window = known(cols), window{}
	if e.screen.width() >= e.cols {
		e.screen.leave()
	}
	return e.show()
}

// known is the columns of a terminal that may not know them.
func known(cols int) int {
	if cols <= 0 {
		return defaultCols
	}
	return cols
}

// show writes what has changed.
func (e *Editor) show() error {
	e.draw()
	return e.screen.flush()
}

func (e *Editor) draw() {
	if e.screen.shown {
		want, col := e.view()
		e.screen.draw(want, col)
	}
}

// leave shows the row for the last time and goes on below it.
func (e *Editor) leave() {
	if e.screen.shown {
		e.draw()
		e.screen.leave()
		e.screen.shown = false
	}
}

// emit adds an event.
func (e *Editor) emit(ev Event) {
	ev.Bad, e.bad = e.bad, false
	e.events = append(e.events, ev)
}
