package editor

// minMarked is how many columns a window has at least in which "<" and ">" say
// that there is more.
const minMarked = 4

// window is what the terminal shows of the prompt and the row, and the column of
// the cursor in it. It depends on nothing that was shown before: the window moves
// by half of itself where the cursor would leave it.
func (e *Editor) window() (shown []cell, col int) {
	room := e.cols - 1 // what is drawn in the last column wraps on some terminals
	if room <= 0 {
		return nil, 0
	}
	cursor := len(e.prompt) + len(e.left)
	all := cursor + len(e.right)
	marked := room >= minMarked
	from, need := 0, 0
	if cursor < all {
		need = 1 // the cursor stands on something
	}
	for {
		lead := 0
		if marked && from > 0 {
			lead = 1
		}
		half, next := 0, from
		col = lead
		for i := from; i < cursor && col+need <= room; i++ {
			if half < max(room/2, 1) {
				half += e.at(i).cols
				next = i + 1
			}
			col += e.at(i).cols
		}
		if col+need <= room {
			break
		}
		from = next
	}
	width := 0
	if marked && from > 0 {
		shown, width = append(shown, cell{"<", 1}), 1
	}
	for i := from; i < all; i++ {
		c := e.at(i)
		if width+c.cols > room || marked && width+c.cols == room && i+1 < all {
			if marked {
				shown = append(shown, cell{">", 1})
			}
			break
		}
		width += c.cols
		shown = append(shown, cell{drawn(c.text, e.method), c.cols})
	}
	return shown, col
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
