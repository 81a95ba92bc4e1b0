package ui

import (
	"strings"
	"time"

	"snug/text"
	"snug/text/lang"
	"snug/ui/screen"
	"snug/ui/theme"
)

// A look is how a session sees things. Two sessions with equal looks share
// laid-out messages.
type look struct {
	method text.Method
	theme  *theme.Theme
	zone   *time.Location
	lang   lang.Lang

	width   int  // most columns of a line of text
	clock12 bool // times of day have AM and PM
	emoji   bool // emoji of several code points come out right
}

func newLook(c screen.Caps, zone *time.Location, in lang.Lang) look {
	return look{method: c.Method, theme: theme.Of(c.Colors, c.Dark), zone: zone, lang: in, emoji: c.EmojiOK}
}

// t says a text in the person's language.
func (l look) t(key string, args ...any) string { return l.lang.T(key, args...) }

// said is an error that is one sentence, in the person's language if it knows
// it.
func (l look) said(err error) string {
	if s, ok := l.lang.Error(err); ok {
		return s
	}
	return err.Error()
}

// line makes one safe line of what somebody wrote.
func (l look) line(s string) string {
	return text.Safe(text.StripLine(s), l.method)
}

// lines makes safe lines of what somebody wrote.
func (l look) lines(s string) string {
	return text.Safe(text.Strip(s), l.method)
}

// wrap makes safe lines of at most cols columns of what somebody wrote.
func (l look) wrap(s string, cols int) []string { return l.wrapLines(l.lines(s), cols) }

// wrapLines wraps lines that are safe already.
func (l look) wrapLines(s string, cols int) []string {
	var out []string
	for hard := range strings.SplitSeq(s, "\n") {
		out = append(out, l.wrapLine(hard, cols)...)
	}
	return out
}

// wrapLine wraps one line that is safe already. It returns at least one line,
// and none is wider than cols, which a single character can be.
func (l look) wrapLine(s string, cols int) []string {
	rows := l.method.Wrap(s, max(cols, 1))
	if len(rows) == 0 {
		return []string{""}
	}
	for i, r := range rows {
		rows[i] = l.method.Cut(r, cols)
	}
	return rows
}

// ends puts left and right at the ends of a row of cols columns. What does
// not fit is cut from the left text; both are safe and plain.
func (l look) ends(left, right string, cols int) string {
	if right == "" {
		return l.method.Cut(left, cols)
	}
	right = l.method.Cut(right, cols)
	room := cols - l.method.Width(right)
	return l.method.Pad(l.method.Cut(left, max(room-1, 0)), room) + right
}

// centred puts a label into the middle of a rule of cols columns.
func (l look) centred(label string, fill string, cols int) string {
	label = l.method.Cut(label, max(cols-2, 0))
	free := cols - l.method.Width(label) - 2
	if free < 2 {
		return l.method.Cut(label, cols)
	}
	left := free / 2
	return strings.Repeat(fill, left) + " " + label + " " + strings.Repeat(fill, free-left)
}

// blank is n spaces, none when n is negative.
func blank(n int) string { return strings.Repeat(" ", max(n, 0)) }
