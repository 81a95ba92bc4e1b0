package ui

import (
	"time"

	"snug/room"
	"snug/ui/theme"
)

// marks is what of a message's rows depends on where it stands and who looks.
type marks uint8

// The marks.
const (
	showTime marks = 1 << iota
	showName
	mentioned   // the person who looks is named in it
	pending     // it is not delivered yet
	revealed    // its spoilers are shown
	inThread    // it stands among the messages of its thread
	quoteHidden // it answers somebody whom the person ignores
)

// A layoutKey is all that a laid-out message depends on.
type layoutKey struct {
	msg   *room.Message
	look  look
	class class
	cols  int // of the timeline
	marks marks
	fold  fold
	own   uint32 // its reactions, by place, that the person who looks is among
	me    string // the username of the person who looks; empty unless mentioned
}

// maxText is the most columns a line of text takes, unless the person wants
// others: longer ones are hard to read.
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
// attributes reset and no link open.
func (k layoutKey) rows() []string {
	if k.class.gutter() > 0 {
		return k.gutterRows()
	}
	return k.inlineRows()
}

// gutterRows puts time and name into columns of their own:
//
//	09:12     alice > bob: what she answers
//	                text
//	                more text
func (k layoutKey) gutterRows() []string {
	l, gutter := k.look, k.class.gutter()
	clock, name := blank(l.clockCols()), blank(gutter)
	indent := 1 + len(clock) + 1 + gutter + 1
	if k.marks&showTime != 0 {
		clock = l.theme.Dim.Paint(l.clock(k.msg.At))
	}
	if k.marks&showName != 0 {
		s := "*"
		if k.named() {
			s = l.name(k.msg.Author, gutter)
		}
		name = blank(gutter-l.method.Width(s)) + k.nameStyle().Paint(s)
	}
	first, rest := "", ""
	if k.marks&mentioned != 0 {
		first, rest = l.theme.Mention.Paint("!")+" ", "  "
	}
	cols := min(k.cols-indent-1, l.textCols()) - len(rest)
	bot := k.botMark()
	if bot != "" {
		first += l.theme.Dim.Paint(bot) + " "
		bot += " "
	}
	rows := k.body(max(cols-l.method.Width(bot), 1), cols)
	for i, r := range rows {
		if i == 0 {
			rows[i] = " " + clock + " " + name + " " + first + r
		} else {
			rows[i] = blank(indent) + rest + r
		}
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
	if k.class == inline && k.marks&showTime != 0 {
		k.marks |= showName // behind a time alone, the first word of the text would pass for the name
	}
	head, width := blank(lead), lead
	add := func(st theme.Style, s string) {
		head += st.Paint(s) + " "
		width += l.method.Width(s) + 1
	}
	if k.class == inline && k.marks&showTime != 0 {
		add(l.theme.Dim, l.clock(k.msg.At))
	}
	switch {
	case k.marks&showName == 0:
	case !k.named():
		add(k.nameStyle(), "*")
	default:
		add(k.nameStyle(), l.name(k.msg.Author, shortName))
	}
	if bot := k.botMark(); bot != "" {
		add(l.theme.Dim, bot)
	}
	if k.marks&mentioned != 0 {
		add(l.theme.Mention, "!")
	}
	indent := lead + 1 + lead // 1 in compact, 3 in inline
	if width == lead {        // nothing before the text
		head, width = blank(indent), indent
	}
	rows := k.body(min(k.cols-width-lead, l.textCols()), min(k.cols-indent-lead, l.textCols()))
	for i, r := range rows {
		if i == 0 {
			rows[i] = head + r
		} else {
			rows[i] = blank(indent) + r
		}
	}
	return rows
}

// named reports whether a name stands before the text, and not in it or not at
// all.
func (k layoutKey) named() bool { return k.msg.Style != room.Action && !k.fold.several }

// botMark is what stands behind the name of a program; empty: it is a person's.
func (k layoutKey) botMark() string {
	if !k.msg.Author.Bot || k.marks&showName == 0 || k.fold.several {
		return ""
	}
	return k.look.t("bot")
}

func (k layoutKey) nameStyle() theme.Style {
	if k.marks&pending != 0 || k.fold.several {
		return k.look.theme.Dim
	}
	return k.look.theme.Name(uint64(k.msg.Author.ID))
}

// name is what a person is called, in at most cols columns.
func (l look) name(p room.Person, cols int) string {
	return l.method.Cut(l.line(p.Called()), cols)
}

// textCols is the most columns that a line of text takes.
func (l look) textCols() int {
	if l.width > 0 {
		return l.width
	}
	return maxText
}

// clock is the time of day, clockCols how many columns it takes.
func (l look) clock(at time.Time) string {
	at = at.In(l.zone)
	if !l.clock12 {
		return at.Format("15:04")
	}
	s := at.Format("3:04pm")
	return blank(l.clockCols()-len(s)) + s
}

func (l look) clockCols() int {
	if l.clock12 {
		return len("12:00pm")
	}
	return len("00:00")
}
