package ui

import (
	"slices"
	"strings"
	"time"

	"snug/text"
	"snug/text/lang"
	"snug/ui/edit"
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

	width     int  // most columns of a line of text
	clock12   bool // times of day have AM and PM
	ambiguous bool // the terminal draws characters of ambiguous width two columns wide
	emoji     bool // emoji of several code points come out right
	boxes     bool // rules and borders are drawn with box characters, not with ASCII
}

func newLook(c screen.Caps, zone *time.Location, in lang.Lang) look {
	return look{
		method: c.Method, theme: theme.Of(c.Colors, c.Dark), zone: zone, lang: in,
		width: maxText, ambiguous: c.Ambiguous, emoji: c.EmojiOK,
		boxes: c.UTF8 && !c.Ambiguous,
	}
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
func (l look) line(s string) string { return l.safe(text.StripLine(s)) }

// lines makes safe lines of what somebody wrote.
func (l look) lines(s string) string { return l.safe(text.Strip(s)) }

// safe replaces what is clean but not drawn by this terminal in the columns
// that are counted for it.
func (l look) safe(s string) string {
	if !l.emoji {
		s = text.Safe(s, text.WcWidth)
	}
	if l.ambiguous {
		s = text.StandIns(s)
	}
	return s
}

// fit tells a field how its text is drawn in rows of cols columns.
func (l look) fit(e *edit.Editor, cols int) {
	e.Fit(l.method, cols)
	e.Adapt(!l.emoji, l.ambiguous)
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

// wrapHung is wrap for tables and lists that spaces make: what goes on in the
// next row stands below its own column.
func (l look) wrapHung(s string, cols int) []string {
	var out []string
	for hard := range strings.SplitSeq(l.lines(s), "\n") {
		at := l.lastColumn(hard, cols/2)
		head := hard[:at]
		free := l.method.Width(head)
		for _, r := range l.wrapLine(hard[at:], cols-free) {
			out = append(out, head+r)
			head = blank(free)
		}
	}
	return out
}

// lastColumn is the byte where the last column of a table's row begins, behind
// two spaces or more; 0 when none begins within the first cols columns.
func (l look) lastColumn(row string, cols int) int {
	at := 0
	for i := 2; i < len(row); i++ {
		if row[i-2:i] == "  " && row[i] != ' ' && l.method.Width(row[:i]) <= cols {
			at = i
		}
	}
	return at
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

// fewer leaves out some of the hints, which stand two blanks apart, until they
// fit into cols columns. The first and the last, the way out, stay longest.
func (l look) fewer(hints string, cols int) string {
	for l.method.Width(hints) > cols {
		parts := strings.Split(hints, "  ")
		if len(parts) == 1 {
			return l.method.Cut(hints, cols)
		}
		hints = strings.Join(slices.Delete(parts, max(len(parts)-2, 1), max(len(parts)-1, 2)), "  ")
	}
	return hints
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

// centred puts a label into the middle of a rule of cols columns. Fill is the
// rule's character, "-" for a line.
func (l look) centred(label string, fill string, cols int) string {
	if fill == "-" {
		fill = l.dash()
	}
	label = l.method.Cut(label, max(cols-2, 0))
	free := cols - l.method.Width(label) - 2
	if free < 2 {
		return l.method.Cut(label, cols)
	}
	left := free / 2
	return strings.Repeat(fill, left) + " " + label + " " + strings.Repeat(fill, free-left)
}

// dash and bar are a column of a rule and a row of a border.
func (l look) dash() string {
	if l.boxes {
		return "─"
	}
	return "-"
}

func (l look) bar() string {
	if l.boxes {
		return "│"
	}
	return "|"
}

// blank is n spaces, none when n is negative.
func blank(n int) string { return strings.Repeat(" ", max(n, 0)) }
