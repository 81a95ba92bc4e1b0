package screen

import (
	tea "charm.land/bubbletea/v2"

	"snug/text"
)

// The samples that a terminal is seen drawing. Fonts for East Asia make the
// quote two columns wide; a terminal that measures by code points takes the
// heart for one column and the family for six.
var samples = [...]string{"“", "❤️", "👨\u200d👩\u200d👧"}

const (
	quote = iota
	heart
	family
)

// What a probe needs of the screen. Its rows begin below the first: in that
// one a cursor report looks like F3 with a modifier. No sample takes more than
// 8 columns, not even where the joiners are drawn.
const (
	probeRow  = 1
	probeStep = 10 // columns from one probe to the next
	probeRows = probeRow + len(samples)
	probeCols = 2 * probeStep
	probeMost = 8
)

// A probe has a terminal draw the samples and asks where its cursor is after
// each. Every sample has a row of its own and the second probe other columns
// than the first, so a report tells by itself what it answers: replies may be
// late, missing or made up, and nothing is ever taken for the answer to
// another question.
type probe struct {
	col  int // at which the samples of the newest probe begin
	due  [len(samples)]bool
	cols [len(samples)]int // columns each took; 0: not known
}

// ask forgets what is known and appends a new probe, drawn in invisible ink.
// It leaves the screen blank. On a screen too small nothing is asked.
//
// The cursor is not saved, as there are terminals with one place to keep it,
// where entering the alternate screen has put the normal screen's.
func (p *probe) ask(b []byte, size Size) []byte {
	next := probe{col: p.col}
	if p.due != next.due || p.cols != next.cols {
		next.col = probeStep - p.col
	}
	*p = next
	if size.Cols < probeCols || size.Rows < probeRows {
		return b
	}
	b = append(b, "\x1b[8m"...)
	for i, s := range samples {
		p.due[i] = true
		b = appendMove(b, p.col, probeRow+i)
		b = append(b, s...)
		b = append(b, "\x1b[6n"...)
	}
	return append(b, resetStyle+clearScreen...)
}

// take notes a cursor report if it answers what was asked.
func (p *probe) take(at tea.CursorPositionMsg) {
	i, cols := at.Y-probeRow, at.X-p.col
	if i < 0 || i >= len(samples) || !p.due[i] || cols < 1 || cols > probeMost {
		return
	}
	if i == quote && cols > 2 { // drawn in bytes: it takes text for another encoding's
		cols = 0
	}
	p.due[i], p.cols[i] = false, cols
}

// judge says in c what was seen, and what is to be thought of a terminal that
// has not answered.
func (p *probe) judge(c *Caps) {
	c.Ambiguous = p.cols[quote] == 2
	c.EmojiOK = c.Method == text.Grapheme
	for _, i := range []int{heart, family} {
		if p.cols[i] != 0 && p.cols[i] != c.Method.Width(samples[i]) {
			c.EmojiOK = false
		}
	}
}
