package ui

import (
	"context"
	"errors"
	"fmt"

	"snug/room"
)

// status is the line above the composer: what went wrong or was done, until
// the next key.
type status struct {
	text   string
	failed bool
}

func (s *status) clear() { *s = status{} }

// notice tells what was done.
func (s *status) notice(text string) { *s = status{text: text} }

// fail tells what went wrong: what, why, what to do.
func (s *status) fail(text string) { *s = status{text: text, failed: true} }

// paint returns the line in at most cols columns, with the bar about what is
// beyond the screen at its right end.
func (s *status) paint(l look, bar string, cols int) string {
	left, st := l.line(s.text), l.theme.Warn
	if s.failed {
		left, st = "✗ "+left, l.theme.Fail
	}
	if bar == "" {
		return st.Paint(l.method.Cut(left, cols))
	}
	bar = l.method.Cut(bar, cols)
	room := cols - l.method.Width(bar)
	left = l.method.Cut(left, room-1)
	return st.Paint(left) + blank(room-l.method.Width(left)) + l.theme.Marker.Paint(bar)
}

// bar says what lies beyond the screen's end, empty when nothing does.
func (t *timeline) bar() string {
	switch n := t.below(); {
	case t.pos.bottom && t.newAbove():
		return fmt.Sprintf("^ %d new (PgUp)", t.newCount)
	case t.pos.bottom:
		return ""
	case n > 0:
		return fmt.Sprintf("v %d new below (End)", n)
	}
	return "v newest (End)"
}

// sentence is what people are told about an error: its own words when it was
// written for them, else that it is not their fault.
func sentence(err error) string {
	var refusal *room.Refusal
	switch {
	case errors.As(err, &refusal):
		return refusal.Error()
	case errors.Is(err, room.ErrUnavailable):
		return "the server cannot store anything right now; try again in a minute"
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, room.ErrUnknownOutcome):
		return "the server did not answer in time; try again"
	}
	return "internal error; try again, and tell the server's owner if it stays"
}
