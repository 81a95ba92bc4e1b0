package ui

import tea "charm.land/bubbletea/v2"

// An overlay is a text in the place of the timeline and its panes, until it is
// closed.
type overlay struct {
	open bool
	text string
	top  int // first row shown
	rows int // all of them, as laid out last
	size int // rows on the screen
}

// show opens the overlay.
func (o *overlay) show(text string) { *o = overlay{open: true, text: text} }

func (o *overlay) close() { *o = overlay{} }

// draw returns size rows.
func (o *overlay) draw(l look, cols, size int) []string {
	rows := l.wrap(o.text, cols-2)
	o.rows, o.size = len(rows), size
	top := min(o.top, max(o.rows-size, 0))
	out := make([]string, size)
	for i := range min(size, o.rows-top) {
		out[i] = " " + rows[top+i]
	}
	return out
}

// press does what a key means while the overlay is open.
func (o *overlay) press(k tea.Key) {
	switch k.Keystroke() {
	case "esc", "q", "f1", "enter", "ctrl+c", "ctrl+g", "f7", "f8":
		o.close()
	case "up", "k":
		o.scroll(-1)
	case "down", "j":
		o.scroll(+1)
	case "pgup", "b":
		o.scroll(1 - o.size)
	case "pgdown", "space":
		o.scroll(o.size - 1)
	case "home", "g":
		o.scroll(-o.rows)
	case "end", "shift+g":
		o.scroll(o.rows)
	}
}

func (o *overlay) scroll(by int) {
	last := max(o.rows-o.size, 0)
	o.top = max(min(min(o.top, last)+by, last), 0)
}
