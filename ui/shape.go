package ui

// A class is how much a row of the timeline can afford to show.
type class uint8

// The classes, by the columns of the terminal.
const (
	compact class = iota // 20 to 39: no times
	inline               // 40 to 71: names stand before the text
	medium               // 72 to 109: a gutter of 8 columns for names
	wide                 // 110 and more: a gutter of 10
)

// The smallest terminal that is drawn on.
const (
	minCols = 20
	minRows = 5
)

// A shape is where everything of the chat screen lies. Rows from top to
// bottom: header, rule, timeline, status, rule, composer, hints; low screens
// leave out some.
type shape struct {
	class                          class
	header, topRule, status, hints bool
	rooms, members                 int // columns of the panes; zero: not shown
	top, body                      int // the timeline's first row and how many it has
	told                           int // rows above the composer for what there is to say
	composer                       int // rows of the composer
	prompt                         int // columns of its prompt
}

// tooSmall reports whether nothing can be drawn.
func tooSmall(cols, rows int) bool { return cols < minCols || rows < minRows }

// newShape lays out a terminal that is not too small. lines is how many rows
// the composer would like to have.
func newShape(cols, rows, lines int, p *panes) shape {
	s := shape{class: classOf(cols), header: rows >= 8, topRule: rows >= 12, prompt: 3}
	s.status = rows >= 12 && cols >= 72
	s.hints = rows >= 12 && cols >= 40
	if s.class == compact {
		s.prompt = 2
	}
	s.rooms, s.members = p.columns(s.class)
	s.composer = min(max(lines, 1), max(rows-5, 1))
	s.body = rows - s.composer - 1 // the rule above the composer
	for _, on := range []bool{s.header, s.topRule, s.status, s.hints} {
		if on {
			s.body--
		}
	}
	if s.header {
		s.top++
	}
	if s.topRule {
		s.top++
	}
	return s
}

func classOf(cols int) class {
	switch {
	case cols >= 110:
		return wide
	case cols >= 72:
		return medium
	case cols >= 40:
		return inline
	}
	return compact
}

// timeline is the first column of the timeline and how many it has.
func (s shape) timeline(cols int) (col, room int) {
	if s.rooms > 0 {
		col = s.rooms + 1
	}
	room = cols - col
	if s.members > 0 {
		room -= s.members + 1
	}
	return col, room
}
