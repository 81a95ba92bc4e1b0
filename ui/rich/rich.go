package rich

import (
	"strings"

	"snug/text"
	"snug/text/lang"
	"snug/ui/theme"
)

// Options say how a message is drawn.
type Options struct {
	Method text.Method
	Theme  *theme.Theme
	Lang   lang.Lang

	Cols      int // columns of a row; less than one counts as one
	FirstCols int // columns of the first row, behind what stands before it; none to Cols

	Base theme.Style // of plain text

	// Me are usernames that get the style of a mention where "@name" stands.
	// Known reports whether there is an account of a name, which is folded
	// (see text.Fold); its mentions get the accent. Nil knows nobody.
	Me    []string
	Known func(name string) bool

	Reveal bool // show spoilers

	// Hyperlinks makes links that the terminal knows of (OSC 8). ID is a number
	// of the message that no other message on the screen has: it joins the
	// pieces of a link that stand on several rows.
	Hyperlinks bool
	ID         uint64
}

// Rows lays out the text of a message. There is at least one row, no row is
// wider than its columns, and each one leaves the attributes reset and
// hyperlinks closed.
//
// Lines wrap as by text.Method.Wrap. A line of a fence does not: what is too
// long is cut, with ">" at the row's end.
func Rows(src string, o Options) []string {
	o.Cols = max(o.Cols, 1)
	s := text.Safe(text.Strip(src), o.Method)
	o.FirstCols = min(max(o.FirstCols, 0), o.Cols)
	l := layout{o: &o, room: o.FirstCols}
	if !marked(s) {
		for para := range strings.SplitSeq(s, "\n") {
			l.wrap(line{text: para})
		}
		return l.rows
	}
	d := parse(s)
	for _, ln := range (&styler{o: &o, doc: &d}).lines() {
		if ln.code {
			l.cut(ln)
		} else {
			l.wrap(ln)
		}
	}
	return l.rows
}

// A line is what people see of one line of a message: its text and how the
// text is drawn.
type line struct {
	quote string // marks of a quote, drawn before every row
	mark  string // of a list item, drawn before the first row; the others hang
	text  string
	runs  []run // of the text, without a gap; none: all of it in the base style
	code  bool  // part of a fence: cut and not wrapped
	edge  bool  // of a fence: what opens or closes it
	fill  int   // columns a line of code takes at least, where code has a background
}

// A run is text in one style.
type run struct {
	to   int    // where it ends: an offset in the text
	sgr  string // switches the style on; empty: none
	link string // opens the hyperlink; empty: none
}
