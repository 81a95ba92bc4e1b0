package screen

import "sync"

// hideOver is how many bytes a paint may have before the cursor is hidden
// while it lasts, when the terminal cannot show a frame as a whole. Less than
// this arrives in one piece and nobody sees the cursor travel.
const hideOver = 256

// A Painter remembers what a terminal shows and writes what turns that into
// the next frame. One goroutine owns it.
//
// Every changed segment is first blanked and then written at its absolute
// column, so a terminal that measures a character differently spoils at most
// the rest of one segment.
type Painter struct {
	caps    Caps
	last    *Frame                    // what the terminal shows; nil: unknown
	painted uint32                    // last.painted, then: else another painter has taken what was changed
	region  struct{ Top, Bottom int } // where that scrolls

	*paper // what paints are written on

	title    string
	col, row int // where the cursor is
	hidden   bool
	mouse    bool // mouse reports are on
	image    *Image
}

// Paper is the memory of a paint. It holds nothing that matters before or
// after.
type paper struct {
	body []byte // the rows of one paint
	out  []byte // one paint; handed to the caller until the next
	all  []byte // with what goes out before it
}

// papers are for whoever paints now: sessions that rest have none. One that is
// very large goes with the next collections.
var papers = sync.Pool{New: func() any { return new(paper) }}

// NewPainter returns a painter for a terminal that shows nothing yet.
func NewPainter(caps Caps) *Painter {
	return &Painter{caps: caps, paper: new(paper)}
}

// SetCaps tells the painter what its terminal has turned out to be. After a
// change of the width method the next paint is a full one.
func (p *Painter) SetCaps(caps Caps) {
	if caps.Method != p.caps.Method {
		p.Reset()
	}
	p.caps = caps
}

// Reset makes the painter forget what the terminal shows: the next paint
// clears the screen and draws everything.
func (p *Painter) Reset() {
	p.last = nil
}

// Paint returns the bytes that turn what the terminal shows into f, nil when
// it shows f already. They are valid until the next call. The painter keeps f.
func (p *Painter) Paint(f *Frame) []byte {
	if f == nil {
		return nil
	}
	if f.Width <= 0 || f.Height <= 0 {
		p.keep(f)
		return nil
	}
	full := !p.follows(f)

	p.body = p.body[:0]
	p.hideImage(f, full)
	if full {
		p.body = append(p.body, resetStyle+resetMargins+clearScreen...)
		for y := range f.Height {
			p.drawRow(f, y)
		}
	} else {
		p.patch(f)
	}
	p.showImage(f)
	p.paintTitle(f, full)
	p.paintMouse(f, full)
	p.out = p.out[:0]
	p.finish(f, full)
	p.keep(f)
	if len(p.out) == 0 {
		return nil
	}
	return p.out
}

// follows reports whether it is known what the terminal shows where f differs from
// that, and has that noted on f.
func (p *Painter) follows(f *Frame) bool {
	last := p.last
	if last == nil || last.Width != f.Width || last.Height != f.Height || last.painted != p.painted {
		return false
	}
	if f == last {
		return true
	}
	if last.edits != nil { // it was drawn on, and is not what the terminal shows
		return false
	}
	if f.edits != nil { // since another painter has painted it
		f.settle()
	}
	f.compare(last)
	return true
}

// keep notes that the terminal shows f now.
func (p *Painter) keep(f *Frame) {
	if f.edits != nil {
		f.painted++
		f.settle()
	}
	p.last, p.painted, p.region = f, f.painted, f.Scroll
}

// finish wraps the body of a paint: the cursor ends at the insertion cell in
// the same bytes, and a terminal that can shows all of it at once.
func (p *Painter) finish(f *Frame, full bool) {
	col, row, shown := f.cursor()
	drawn := len(p.body) > 0
	moved := full || drawn || col != p.col || row != p.row
	cover := drawn && !p.caps.Synced && len(p.body) > hideOver // hide meanwhile

	if drawn && p.caps.Synced {
		p.out = append(p.out, beginSync...)
	}
	if (cover && !p.hidden) || (!shown && (full || !p.hidden)) {
		p.out = append(p.out, hideCursor...)
		p.hidden = true
	}
	p.out = append(p.out, p.body...)
	if moved {
		p.out = appendMove(p.out, col, row)
		p.col, p.row = col, row
	}
	if shown && (full || p.hidden) {
		p.out = append(p.out, showCursor...)
		p.hidden = false
	}
	if drawn && p.caps.Synced {
		p.out = append(p.out, endSync...)
	}
}

// drawRow writes the segments of row y of f onto a blank row.
func (p *Painter) drawRow(f *Frame, y int) {
	spilled := false
	for _, s := range f.row(y) {
		if s.Text != "" || spilled {
			p.drawSegment(f, y, s, spilled)
			spilled = contested(s.Text)
		}
	}
}

// drawSegment writes one segment, over blanks or over what was there before.
func (p *Painter) drawSegment(f *Frame, y int, s Segment, blank bool) {
	room := f.room(s)
	if room <= 0 {
		return
	}
	p.body = appendMove(p.body, s.Col, y)
	if blank {
		// Erased first and not after: then it does not matter where a
		// terminal thinks the text ended, nor that the cursor stays on the
		// last column after writing it.
		if s.Col+room == f.Width {
			p.body = append(p.body, eraseToRight...)
		} else {
			p.body = appendCount(p.body, room, 'X')
		}
	}
	p.body = append(p.body, fit(s.Text, room, p.caps.Method)...)
}
