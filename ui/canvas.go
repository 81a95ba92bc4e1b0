package ui

import "snug/ui/screen"

// A canvas is the memory of one frame. A model has two and draws on them in
// turn, because the painter keeps the frame that it painted last: a message on
// every screen would otherwise leave a frame's worth of garbage on each.
type canvas struct {
	frame screen.Frame
	segs  []screen.Segment // what the rows consist of
	was   int              // how many the last frame had here
}

// clear starts a frame of a size.
func (c *canvas) clear(cols, rows int) {
	old := c.frame.Rows
	if cap(old) < rows {
		old = make([]screen.Row, rows)
	}
	old = old[:rows]
	clear(old)
	c.was = len(c.segs)
	c.frame, c.segs = screen.Frame{Width: cols, Height: rows, Rows: old}, c.segs[:0]
}

// done ends a frame: it lets go of what the last one on this canvas had and this
// one has not.
func (c *canvas) done() {
	if n := len(c.segs); n < c.was {
		clear(c.segs[n:c.was])
	}
}

// row sets row y to segments.
func (c *canvas) row(y int, segs ...screen.Segment) {
	from := len(c.segs)
	c.segs = append(c.segs, segs...)
	c.end(y, from)
}

// add adds a segment to the row that [canvas.end] ends.
func (c *canvas) add(col, room int, text string) {
	c.segs = append(c.segs, screen.Segment{Col: col, Room: room, Text: text})
}

// end makes row y of the segments from one on.
func (c *canvas) end(y, from int) {
	c.frame.Rows[y] = c.segs[from:len(c.segs):len(c.segs)]
}
