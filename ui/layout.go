package ui

import (
	"strings"

	"snug/room"
	"snug/ui/theme"
)

// marks is what of a message's first row depends on where it stands and who
// looks.
type marks uint8

// The marks.
const (
	showTime marks = 1 << iota
	showName
	mentioned // the person who looks is named in it
	pending   // it is not delivered yet
)

// A layoutKey is all that a laid-out message depends on.
type layoutKey struct {
	msg   *room.Message
	look  look
	class class
	cols  int // of the timeline
	marks marks
}

// maxText is the most columns a line of text takes: longer ones are hard to
// read.
const maxText = 100

// shortName is the most columns of a name that stands before the text.
const shortName = 12

// gutter is the columns that names take on the left, zero when they stand
// before the text.
func (c class) gutter() int {
	switch c {
	case wide:
		return 10
	case medium:
		return 8
	case inline, compact:
	}
	return 0
}

// rows lays the message out. Each row is at most cols columns and leaves the
// attributes reset.
func (k layoutKey) rows() []string {
	if k.class.gutter() > 0 {
		return k.gutterRows()
	}
	return k.inlineRows()
}

// gutterRows puts time and name into columns of their own:
//
//	09:12     alice text
//	                more text
func (k layoutKey) gutterRows() []string {
	l, gutter := k.look, k.class.gutter()
	indent := 1 + len("00:00 ") + gutter + 1
	clock, name := blank(len("00:00")), blank(gutter)
	if k.marks&showTime != 0 {
		clock = l.theme.Dim.Paint(k.clock())
	}
	if k.marks&showName != 0 {
		name = "*"
		if k.msg.Style != room.Action {
			name = l.method.Cut(l.line(k.msg.Author.Name), gutter)
		}
		name = blank(gutter-l.method.Width(name)) + k.nameStyle().Paint(name)
	}
	rows := k.text(min(k.cols-indent-1, maxText))
	for i, r := range rows {
		if i == 0 {
			rows[i] = " " + clock + " " + name + " " + r
		} else {
			rows[i] = blank(indent) + r
		}
	}
	return rows
}

// text wraps what was said to rows of at most cols columns, with the mark of
// a mention in front.
func (k layoutKey) text(cols int) []string {
	first, rest := "", ""
	if k.marks&mentioned != 0 {
		first, rest = k.look.theme.Mention.Paint("!")+" ", "  "
	}
	rows := k.look.wrap(k.said(), cols-len(rest))
	for i, r := range rows {
		prefix := rest
		if i == 0 {
			prefix = first
		}
		rows[i] = prefix + k.textStyle().Paint(r)
	}
	return rows
}

// inlineRows puts time and name before the text:
//
//	09:12 alice text
//	  more text
func (k layoutKey) inlineRows() []string {
	l, lead := k.look, 1
	if k.class == compact {
		lead = 0
	}
	head := blank(lead)
	width := lead
	add := func(st theme.Style, s string) {
		head += st.Paint(s) + " "
		width += l.method.Width(s) + 1
	}
	if k.class == inline && k.marks&showTime != 0 {
		add(l.theme.Dim, k.clock())
	}
	switch {
	case k.marks&showName == 0:
	case k.msg.Style == room.Action:
		add(k.nameStyle(), "*")
	default:
		add(k.nameStyle(), l.method.Cut(l.line(k.msg.Author.Name), shortName))
	}
	if k.marks&mentioned != 0 {
		add(l.theme.Mention, "!")
	}
	indent := lead + 1 + lead // 1 in compact, 3 in inline
	if width == lead {        // nothing before the text
		head, width = blank(indent), indent
	}
	first, rest := k.split(k.cols-width-lead, k.cols-indent-lead)
	rows := append(make([]string, 0, len(rest)+1), head+k.textStyle().Paint(first))
	for _, r := range rest {
		rows = append(rows, blank(indent)+k.textStyle().Paint(r))
	}
	return rows
}

// split wraps what was said so that the first row is at most cols columns and
// the others at most more.
func (k layoutKey) split(cols, more int) (first string, rest []string) {
	l := k.look
	more = min(more, maxText)
	hard, others, broken := strings.Cut(l.lines(k.said()), "\n")
	first = l.wrapLine(hard, min(cols, maxText))[0]
	behind, ok := strings.CutPrefix(hard, first)
	if !ok { // a character that did not fit was replaced
		first, behind = "", hard
	}
	if behind = strings.TrimLeft(behind, " "); behind != "" {
		rest = l.wrapLine(behind, more)
	}
	if broken {
		rest = append(rest, l.wrapLines(others, more)...)
	}
	return first, rest
}

// said is what was said, not cleaned yet.
func (k layoutKey) said() string {
	if k.msg.Style == room.Action {
		return k.look.line(k.msg.Author.Name) + " " + k.msg.Text
	}
	return k.msg.Text
}

func (k layoutKey) clock() string { return k.msg.At.In(k.look.zone).Format("15:04") }

func (k layoutKey) nameStyle() theme.Style {
	if k.marks&pending != 0 {
		return k.look.theme.Dim
	}
	return k.look.theme.Name(uint64(k.msg.Author.ID))
}

func (k layoutKey) textStyle() theme.Style {
	switch {
	case k.marks&pending != 0:
		return k.look.theme.Dim
	case k.marks&mentioned != 0:
		return k.look.theme.Mention
	}
	return ""
}
