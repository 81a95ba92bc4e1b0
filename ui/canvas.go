package ui

import "snug/ui/screen"

// A canvas is the memory of one frame. A model has two and draws on them in
// turn, because the painter keeps the frame that it painted last: a message on
// every screen would otherwise leave a frame's worth of garbage on each.
type canvas struct {
	frame screen.Frame
	segs  []screen.Segment // what the rows consist of
}

// clear starts a frame of a size.
func (c *canvas) clear(cols, rows int) {
	old := c.frame.Rows
	if cap(old) < rows {
		old = make([]screen.Row, rows)
	}
	old = old[:rows]
	clear(old)
	clear(c.segs) // lets go of the strings
	c.frame, c.segs = screen.Frame{Width: cols, Height: rows, Rows: old}, c.segs[:0]
}

// row sets row y to segments.
func (c *canvas) row(y int, segs ...screen.Segment) {
	from := len(c.segs)
	c.segs = append(c.segs, segs...)
	c.frame.Rows[y] = c.segs[from:len(c.segs):len(c.segs)]
}
