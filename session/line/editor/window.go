package editor

// minMarked is how many columns a window has at least in which "<" and ">" say
// that there is more.
const minMarked = 6

// A window is where what the terminal shows of the prompt and the row can begin,
// as far as that is known: a key must not cost more the longer the row is.
type window struct {
	starts []int  // clusters; the first is 0
	cells  []cell // what was shown last
}

// view is what the terminal shows, and the column of the cursor in it. It depends
// on nothing that was shown before: the window moves by half of itself where the
// cursor would leave it.
func (e *Editor) view() ([]cell, int) {
	room := e.cols - 1 // what is drawn in the last column wraps on some terminals
	if room <= 0 {
		return nil, 0
	}
	marked := room >= minMarked
	from, col := e.start(room, marked)
	all := len(e.prompt) + len(e.left) + len(e.right)
	shown, width := e.window.cells[:0], 0
	if marked && from > 0 {
		shown, width = append(shown, cell{"<", "<", 1}), 1
	}
	for i := from; i < all; i++ {
		c := e.at(i)
		if width+c.cols > room || marked && width+c.cols == room && i+1 < all {
			if marked {
				shown = append(shown, cell{">", ">", 1})
			}
			break
		}
		width += c.cols
		shown = append(shown, c)
	}
	e.window.cells = shown
	return shown, col
}

// start is where the window begins, and the column of the cursor in it.
func (e *Editor) start(room int, marked bool) (from, col int) {
	w := &e.window
	for len(w.starts) > 1 && w.starts[len(w.starts)-1] > len(e.prompt)+e.lowest {
		w.starts = w.starts[:len(w.starts)-1]
	}
	e.lowest = len(e.left)
	if len(w.starts) == 0 {
		w.starts = append(w.starts, 0)
	}
	i := len(w.starts) - 1
	for i > 0 {
		if _, ok := e.fits(w.starts[i-1], room, marked); !ok {
			break
		}
		i--
	}
	for ; ; i++ {
		col, ok := e.fits(w.starts[i], room, marked)
		if ok {
			return w.starts[i], col
		}
		if i+1 == len(w.starts) {
			next := w.starts[i]
			for cols := 0; cols < max(room/2, 1); next++ {
				cols += e.at(next).cols
			}
			w.starts = append(w.starts, next)
		}
	}
}

// fits reports whether the cursor, and what it stands on, is in the window that
// begins at a cluster, and its column.
func (e *Editor) fits(from, room int, marked bool) (col int, ok bool) {
	cursor := len(e.prompt) + len(e.left)
	all := cursor + len(e.right)
	if marked && from > 0 {
		col = 1
	}
	need := 0
	if cursor < all {
		need = 1
	}
	if marked && cursor < all {
		need = min(e.at(cursor).cols, 2) + min(all-cursor-1, 1)
	}
	for i := from; i < cursor && col+need <= room; i++ {
		col += e.at(i).cols
	}
	return col, col+need <= room
}

// at is a cell of the prompt and the row as one.
func (e *Editor) at(i int) cell {
	if i < len(e.prompt) {
		return e.prompt[i]
	}
	i -= len(e.prompt)
	if i < len(e.left) {
		return e.left[i]
	}
	return e.right[len(e.right)-1-(i-len(e.left))]
}
