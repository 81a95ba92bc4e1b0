package ui

// A place is where the screen ends: at the bottom, whatever comes, or at a row
// of an item, which it keeps when rows appear elsewhere.
type place struct {
	bottom bool
	item   int
	below  int // rows of the item below the screen's end
}

// A spot is a row of the timeline: of an item, of what stands above the first
// one (item -1), or of the tail (item len(items)).
type spot struct{ item, row int }

// count is how many rows an item has.
func (t *timeline) count(i int) int { return len(t.rows(i)) }

// end is the last row there is.
func (t *timeline) end() spot {
	for i := len(t.items); i >= 0; i-- {
		if n := t.count(i); n > 0 {
			return spot{i, n - 1}
		}
	}
	return spot{-1, max(t.count(-1)-1, 0)}
}

// last is the row at the end of the screen.
func (t *timeline) last() spot {
	if t.pos.bottom || t.pos.item >= len(t.items) {
		return t.end()
	}
	return spot{t.pos.item, max(t.count(t.pos.item)-1-t.pos.below, 0)}
}

// up goes up from a row by at most n, and says by how many.
func (t *timeline) up(s spot, n int) (spot, int) {
	for moved := 0; ; {
		step := min(s.row, n-moved)
		s.row -= step
		if moved += step; moved >= n {
			return s, moved
		}
		above := s.item - 1
		for above >= -1 && t.count(above) == 0 {
			above--
		}
		if above < -1 {
			return s, moved
		}
		s = spot{above, t.count(above) - 1}
		moved++
	}
}

// down goes down from a row by at most n, and says by how many.
func (t *timeline) down(s spot, n int) (spot, int) {
	for moved := 0; ; {
		step := max(min(t.count(s.item)-1-s.row, n-moved), 0)
		s.row += step
		if moved += step; moved >= n {
			return s, moved
		}
		below := s.item + 1
		for below <= len(t.items) && t.count(below) == 0 {
			below++
		}
		if below > len(t.items) {
			return s, moved
		}
		s = spot{below, 0}
		moved++
	}
}

// first is the row at the top of the screen.
func (t *timeline) first() spot {
	s, _ := t.up(t.last(), max(t.shown-1, 0))
	return s
}

// rowsAbove and rowsBelow count the rows beyond the screen, up to enough.
func (t *timeline) rowsAbove(enough int) int {
	_, n := t.up(t.first(), enough)
	return n
}

func (t *timeline) rowsBelow(enough int) int {
	_, n := t.down(t.last(), enough)
	return n
}

// newAbove reports whether the line above what is new is beyond the screen and
// the person has not gone up since.
func (t *timeline) newAbove() bool {
	if t.newFrom == 0 || t.wentUp {
		return false
	}
	i := max(t.first().item, 0)
	for i < len(t.items) && t.items[i].msg == nil { // a note has no number
		i++
	}
	return i < len(t.items) && t.items[i].msg.Seq > t.newFrom
}

// scroll moves the screen by n rows, up when n is negative.
func (t *timeline) scroll(n int) {
	t.opening = false
	if n < 0 {
		t.scrollUp(-n)
		return
	}
	t.owed = 0
	if s, _ := t.down(t.last(), n); s == t.end() && t.attached() {
		t.toBottom()
	} else {
		t.moveTo(s)
	}
}

func (t *timeline) scrollUp(n int) {
	t.wentUp = true
	_, above := t.up(t.first(), n)
	if above < n && !t.start && (t.gap == 0 || above == 0) {
		t.owed = min(t.owed+n-above, 10*t.shown)
	}
	if above > 0 || t.owed > 0 {
		s, _ := t.up(t.last(), above)
		t.moveTo(s)
	}
}

// moveTo makes s the last row on the screen.
func (t *timeline) moveTo(s spot) {
	if t.pos.bottom {
		t.seen = t.head
	}
	i := max(min(s.item, len(t.items)-1), 0)
	t.pos = place{item: i, below: 0}
	if i == s.item {
		t.pos.below = t.count(i) - 1 - s.row
	}
}

// toBottom goes to the newest message and stays there.
func (t *timeline) toBottom() {
	t.pos, t.owed = place{bottom: true}, 0
	if t.attached() {
		t.seen, t.unkept = t.head, 0
		t.shrink()
	}
}
