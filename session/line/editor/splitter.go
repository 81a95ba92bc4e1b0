package editor

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"snug/text"
)

// A Splitter takes lines from a stream that somebody else has edited, or nobody.
// It keeps no more than one line.
type Splitter struct {
	most int
	line []byte
	long bool // there was more, which was dropped
}

// NewSplitter returns one that takes lines of so many bytes at most.
func NewSplitter(most int) *Splitter { return &Splitter{most: most} }

// Feed returns the lines that are complete with p, all of kind Entered.
func (s *Splitter) Feed(p []byte) []Event {
	var events []Event
	for {
		line, rest, found := bytes.Cut(p, []byte("\n"))
		s.add(line)
		if !found {
			return events
		}
		events = append(events, s.take())
		p = rest
	}
}

// Empty reports whether no line is begun.
func (s *Splitter) Empty() bool { return len(s.line) == 0 }

// End returns what is left: a last line without its end, and whether there is one.
func (s *Splitter) End() (Event, bool) {
	if len(s.line) == 0 {
		return Event{}, false
	}
	return s.take(), true
}

// add keeps what fits of a line. One byte more is for the carriage return that may
// end it.
func (s *Splitter) add(b []byte) {
	if free := s.most + 1 - len(s.line); len(b) > free {
		b, s.long = b[:free], true
	}
	s.line = append(s.line, b...)
}

// take makes an event of the line, and begins the next.
func (s *Splitter) take() Event {
	line := bytes.TrimSuffix(s.line, []byte("\r"))
	ev := Event{Kind: Entered, Bad: s.long || len(line) > s.most}
	if ev.Bad { // a character that was cut in two is no bad one
		line = line[:min(len(line), s.most)]
		for n := 1; n < utf8.UTFMax && n <= len(line); n++ {
			if tail := line[len(line)-n:]; utf8.RuneStart(tail[0]) {
				if !utf8.FullRune(tail) {
					line = line[:len(line)-n]
				}
				break
			}
		}
	}
	ev.Bad = ev.Bad || !utf8.Valid(line)
	ev.Text = text.StripLine(strings.ToValidUTF8(string(line), ""))
	if len(ev.Text) > s.most {
		ev.Text, ev.Bad = fit(ev.Text, s.most), true
	}
	s.line, s.long = s.line[:0], false
	return ev
}
