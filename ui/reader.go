package ui

import tea "charm.land/bubbletea/v2"

// A reader is a text in the place of the timeline and its panes, until it is
// closed.
type reader struct {
	text string
	top  int // first row shown
	rows int // all of them, as laid out last
	size int // rows on the screen

	flush bool     // without margins
	laid  []string // all rows
	look  look     // that they were laid out with
	cols  int      // for so many columns
}

// read shows a text over the timeline.
func (m *Model) read(text string) { m.open(&reader{text: text}) }

// draw implements [layer].
func (r *reader) draw(m *Model, cols, size int) drawn {
	margin, wrap := 1, m.look.wrapHung
	if r.flush {
		margin, wrap = 0, m.look.wrap
	}
	if r.laid == nil || r.look != m.look || r.cols != cols {
		r.laid, r.look, r.cols = wrap(r.text, cols-2*margin), m.look, cols
	}
	rows := r.laid
	r.rows, r.size = len(rows), size
	top := min(r.top, max(r.rows-size, 0))
	out := make([]string, size)
	for i := range min(size, r.rows-top) {
		out[i] = blank(margin) + rows[top+i]
	}
	return drawn{rows: out, full: true}
}

// press implements [layer].
func (r *reader) press(m *Model, k tea.Key) (tea.Cmd, bool) {
	switch k.Keystroke() {
	case "esc", "q", "f1", "enter", "ctrl+c", "ctrl+g", "f7", "f8":
		m.shut(r)
	case "/": // the next command, often the one that was read about
		m.shut(r)
		return nil, false
	case "up", "k":
		r.scroll(-1)
	case "down", "j":
		r.scroll(+1)
	case "pgup", "b":
		r.scroll(1 - r.size)
	case "pgdown", "space":
		r.scroll(r.size - 1)
	case "home", "g":
		r.scroll(-r.rows)
	case "end", "shift+g":
		r.scroll(r.rows)
	}
	return nil, true
}

// paste implements [layer].
func (r *reader) paste(*Model, string) bool { return true }

// hint implements [layer].
func (r *reader) hint(m *Model) string { return m.look.t("PgUp PgDn scroll  Esc close") }

func (r *reader) scroll(by int) {
	last := max(r.rows-r.size, 0)
	r.top = max(min(min(r.top, last)+by, last), 0)
}
