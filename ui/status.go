package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// status is the line above the composer: what went wrong, until the next key,
// or what was done, for a moment.
type status struct {
	text   string
	failed bool
	number int // of what is told, rising
	fading int // the number that a timer runs for
	drawn  int // the number that a frame has had
}

// moment is how long a notice stays, and one that no frame has had yet, because the
// person reads slowly, once more.
const moment = 4 * time.Second

// fadeMsg ends the notice of a number.
type fadeMsg struct{ number int }

func (s *status) clear() { s.tell("", false) }

// notice tells what was done.
func (s *status) notice(text string) { s.tell(text, false) }

// fail tells what went wrong: what, why, what to do.
func (s *status) fail(text string) { s.tell(text, true) }

func (s *status) tell(text string, failed bool) {
	s.text, s.failed = text, failed
	s.number++
}

// fade starts the timer that ends a notice, if it does not run yet.
func (m *Model) fade() tea.Cmd {
	s := &m.status
	if s.text == "" || s.failed || s.fading == s.number {
		return nil
	}
	s.fading = s.number
	return m.after(moment, fadeMsg{s.number})
}

// faded ends a notice, unless something else is told by now or it was never drawn.
func (s *status) faded(f fadeMsg) {
	switch {
	case f.number != s.number:
	case s.drawn < s.number:
		s.fading = 0
	default:
		s.clear()
	}
}

// sentence is what people are told about an error; see [Sentence].
func (m *Model) sentence(err error) string { return Sentence(m.look.lang, err) }
