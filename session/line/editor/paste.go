package editor

import (
	"strings"
	"unicode/utf8"

	"snug/text"
)

// maxPaste is how many bytes of a paste are kept; a message has room for less.
const maxPaste = 16 << 10

// A paste is text between the brackets that some terminals put around it.
type paste struct {
	open bool
	text []byte
	cut  bool
}

func (p *paste) add(r rune) {
	if len(p.text)+utf8.RuneLen(r) > maxPaste {
		p.cut = true
		return
	}
	p.text = utf8.AppendRune(p.text, r)
}

// pressInPaste does what a key means between the brackets, and reports whether it
// means the same as elsewhere. ^C, which is in no text, is for whoever waits for a
// bracket that got lost.
func (e *Editor) pressInPaste(k key) bool {
	switch k {
	case keyInterrupt:
		e.paste = paste{}
		return true
	case keyEnter:
		e.paste.add('\n')
	case keyTab:
		e.paste.add('\t')
	case keyPasteEnds:
		e.endPaste()
	}
	return false
}

// endPaste puts what was pasted into the row, if it is one line.
func (e *Editor) endPaste() {
	p := e.paste
	e.paste = paste{}
	e.settle(true)
	e.bad = e.bad || p.cut
	if p.cut {
		told(e.longPaste)
	}
	s := strings.TrimRight(string(p.text), "\n")
	if strings.Contains(s, "\n") {
		e.pasted(e.before() + s + e.behind())
	} else if !e.insert(s) {
		e.bad = true
	}
}

// pasted takes several lines, and what was in the row is among them.
func (e *Editor) pasted(s string) {
	if len(s) > maxPaste {
		s, e.bad = fit(s, maxPaste), true
		told(e.longPaste)
	}
	e.emit(Event{Kind: Pasted, Text: strings.Trim(text.Strip(s), "\n")})
	e.leave()
	e.reset()
	e.history.rest()
}

// byHand is how many bytes of one Feed nobody types, even if the line was slow.
const byHand = 64

// gather makes one paste of the lines that came in one Feed of so many bytes, if
// there is text behind the first, and remembers them otherwise.
func (e *Editor) gather(fed int) {
	var lines []string
	behind := 0
	for _, ev := range e.events {
		if ev.Kind == Entered || ev.Kind == Pasted {
			lines = append(lines, ev.Text)
			behind += len(ev.Text)
		}
	}
	several := len(lines) > 1 || len(lines) == 1 && fed >= byHand
	if several && (behind > len(lines[0]) || !e.Empty()) {
		e.settle(true)
		for _, ev := range e.events {
			e.bad = e.bad || ev.Bad
		}
		e.events = nil
		e.pasted(strings.Join(lines, "\n") + "\n" + e.before() + e.behind())
		return
	}
	for _, ev := range e.events {
		if ev.Kind == Entered {
			e.history.add(ev.Text)
		}
	}
}

// endless implements typist.
func (e *Editor) endless() { told(e.longEscape) }

// told calls f, if there is one.
func told(f func()) {
	if f != nil {
		f()
	}
}
