package ui

import (
	"context"
	"errors"
	"time"

	"snug/room"
	"snug/text"
	"snug/text/lang"
	"snug/ui/rich"
)

// What line mode says in the same words as a screen, and does in the same way.

// Sentence is what people are told about an error: its own words when it was
// written for them, else that it is not their fault.
func Sentence(l lang.Lang, err error) string {
	said, ok := l.Error(err)
	switch {
	case ok:
		return said
	case errors.Is(err, room.ErrUnavailable):
		return l.T("the server cannot store anything right now; try again in a minute")
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, room.ErrUnknownOutcome):
		return l.T("the server did not answer in time; try again")
	}
	return l.T("internal error; try again, and tell the server's owner if it stays")
}

// Revised says what is different about a room, a sentence for each change; but
// not who owns it now.
func Revised(l lang.Lang, was, is room.Room) []string {
	return look{method: text.WcWidth, lang: l}.revised(was, is)
}

// Typed is what a text says when somebody has typed it: emoji take the place of
// their names, except in code.
func Typed(s string) string { return named(s) }

// SlashLine returns the line behind a slash and true, or the text to be said. Two
// slashes say one. The slash may be as wide as Chinese input methods type it.
func SlashLine(s string) (string, bool) { return slashLine(s) }

// Raw returns a text in which every mark of the small markup is taken literally.
func Raw(s string) string { return rawMarks.Replace(s) }

// Shrug returns a text with a shrug behind it.
func Shrug(s string) string { return shrugged(s) }

// Words returns the slash words of the screen itself, in the order of its help. Any
// of them may be a command of the host, too.
func Words() []string {
	var words []string
	for i := range actions {
		words = append(words, actions[i].words...)
	}
	return words
}

// Links returns the links in a text, in their order.
func Links(s string) []string { return rich.Links(s) }

// Veiled returns a text with its spoilers hidden: as it was written if it has none,
// else without markup. It may have several lines and is clean.
func Veiled(l lang.Lang, s string) string { return rich.Veiled(s, l) }

// Excerpt returns a text in one clean line of at most cols columns; spoilers stay
// hidden.
func Excerpt(l lang.Lang, s string, cols int) string {
	return text.Safe(rich.Excerpt(s, text.WcWidth, l, cols), text.WcWidth)
}

// ExcerptOf returns what a message brings and says in one clean line of at most cols
// columns; spoilers stay hidden.
func ExcerptOf(l lang.Lang, msg *room.Message, cols int) string {
	return look{method: text.WcWidth, lang: l}.excerpt(msg, cols)
}

// WithReason adds why something was done, if that was said.
func WithReason(said, reason string) string {
	if reason == "" {
		return said
	}
	return said + " (" + reason + ")"
}

// Because is why something was done, for a sentence.
func Because(reason string) any {
	if reason == "" {
		return lang.Key("no reason was given")
	}
	return reason
}

// EndsIn says when something ends in the words in which the server says it.
func EndsIn(until time.Time) lang.Sentence {
	if until.IsZero() {
		return lang.S("until somebody lifts it")
	}
	return lang.S("until %s", until.UTC().Format("2006-01-02 15:04 UTC"))
}
