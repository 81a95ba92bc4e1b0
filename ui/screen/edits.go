package screen

import (
	"slices"
	"sync"
)

// edits is what has been changed on a frame since it was painted: what the terminal
// shows in the rows where it shows something else.
type edits struct {
	lifted, top, bottom int // rows [top, bottom) went up by that many before; 0: they did not

	rows []int    // those that were changed, in the order of that
	was  []before // by row
	segs []Segment
	free []Row // used while rows move
}

// before is a row as the terminal shows it.
type before struct {
	noted bool
	row   Row
}

// allEdits are for whoever draws now: between a paint and the next drawing a frame
// has none.
var allEdits = sync.Pool{New: func() any { return new(edits) }}

// noted is what has been changed.
func (f *Frame) noted() *edits {
	if f.edits == nil {
		f.edits, _ = allEdits.Get().(*edits)
		f.edits.was = slices.Grow(f.edits.was[:0], f.Height)[:f.Height]
	}
	return f.edits
}

// note keeps what the terminal shows in row y, unless that is known already.
func (f *Frame) note(y int, row Row) {
	e := f.noted()
	if e.was[y].noted {
		return
	}
	from := len(e.segs)
	e.segs = append(e.segs, row...)
	e.was[y] = before{true, e.segs[from:len(e.segs):len(e.segs)]}
	e.rows = append(e.rows, y)
}

// compare notes where the terminal, which shows last, shows something else than f.
func (f *Frame) compare(last *Frame) {
	for y := range f.Height {
		if row := last.row(y); !slices.Equal(row, f.row(y)) {
			f.note(y, row)
		}
	}
}

// shown is what the terminal shows in row y.
func (f *Frame) shown(y int) Row {
	if e := f.edits; e != nil && e.was[y].noted {
		return e.was[y].row
	}
	return f.row(y)
}

// settle forgets what has been changed, of which there must be something.
func (f *Frame) settle() {
	e := f.edits
	f.edits = nil
	for _, y := range e.rows {
		e.was[y] = before{}
	}
	clear(e.segs) // lets go of the strings
	e.lifted, e.rows, e.segs = 0, e.rows[:0], e.segs[:0]
	allEdits.Put(e)
}

// rowSet is a set of the rows of a screen.
type rowSet [(maxRows + 63) / 64]uint64

func (s *rowSet) add(y int)      { s[y/64] |= 1 << (y % 64) }
func (s *rowSet) has(y int) bool { return s[y/64]&(1<<(y%64)) != 0 }
