package editor

import (
	"strings"
	"unicode/utf8"

	"snug/text"
)

// A cell is a grapheme cluster, as it was typed and as the terminal is sent it,
// and the columns that it takes there.
type cell struct {
	text, drawn string
	cols        int
}

// A row is what is typed, cleaned, on both sides of the cursor. Nothing in it
// depends on how long it is, so that a key costs the same in a long row.
type row struct {
	method text.Method
	most   int // bytes

	left  []cell
	right []cell // the first is next to the end of the row
	size  int    // of both, in bytes

	lowest int // the fewest clusters that were before the cursor since it was set
}

// insert puts s at the cursor and reports whether all of it fitted.
//
// What comes to stand side by side can need cleaning, even if each part is clean:
// a mark composes with the letter before it, a joiner has nothing to join any
// more. So the clusters on both sides are cleaned with what is new.
func (r *row) insert(s string) (whole bool) {
	before, behind := pop(&r.left), pop(&r.right)
	r.lowest = min(r.lowest, len(r.left))
	for strings.HasSuffix(behind, "\u200c") || strings.HasSuffix(behind, "\u200d") {
		next := pop(&r.right) // a joiner is right for what follows it
		if next == "" {
			break
		}
		behind += next
	}
	r.size -= len(before) + len(behind)
	piece := text.StripLine(before + s + behind)
	if whole = r.size+len(piece) <= r.most; !whole {
		s = fit(text.StripLine(s), r.most-r.size-len(before)-len(behind))
		if piece = text.StripLine(before + s + behind); r.size+len(piece) > r.most {
			piece = before + behind
		}
	}
	at := len(piece)
	if strings.HasSuffix(piece, behind) {
		at -= len(behind)
	}
	r.put(piece, at)
	return whole
}

// put adds a piece between the two sides. The cursor comes to stand on the first
// edge of a cluster at or behind a place in it.
func (r *row) put(piece string, at int) {
	cells := r.cells(nil, piece)
	// The last cluster may go on in what is behind, which then is divided in another
	// way: one half of a flag changes all flags behind it.
	for len(cells) > 0 && len(r.right) > 0 {
		last, next := cells[len(cells)-1], r.right[len(r.right)-1]
		if first := firstCluster(last.text + next.text); first == last.text {
			break
		}
		r.size -= len(pop(&r.right))
		cells = r.cells(cells[:len(cells)-1], last.text+next.text)
	}
	n := 0
	for from := 0; n < len(cells) && from < at; n++ {
		from += len(cells[n].text)
	}
	for _, c := range cells {
		r.size += len(c.text)
	}
	r.left = append(r.left, cells[:n]...)
	for i := len(cells) - 1; i >= n; i-- {
		r.right = append(r.right, cells[i])
	}
}

// set replaces everything.
func (r *row) set(before, behind string) {
	r.reset()
	r.insert(before)
	n := len(r.left)
	r.insert(behind)
	r.move(n - len(r.left))
}

// reset empties the row. What a long one took is given back.
func (r *row) reset() {
	const keep = 256
	if cap(r.left) > keep || cap(r.right) > keep {
		r.left, r.right = nil, nil
	}
	r.left, r.right, r.size, r.lowest = r.left[:0], r.right[:0], 0, 0
}

// move moves the cursor by so many clusters, as far as there are any.
func (r *row) move(by int) {
	for ; by < 0 && len(r.left) > 0; by++ {
		r.right = append(r.right, r.left[len(r.left)-1])
		r.left = r.left[:len(r.left)-1]
	}
	r.lowest = min(r.lowest, len(r.left))
	for ; by > 0 && len(r.right) > 0; by-- {
		r.left = append(r.left, r.right[len(r.right)-1])
		r.right = r.right[:len(r.right)-1]
	}
}

// erase takes away so many clusters behind the cursor; less than none are those
// before it.
func (r *row) erase(by int) {
	side := &r.right
	if by < 0 {
		side, by = &r.left, -by
	}
	for ; by > 0 && len(*side) > 0; by-- {
		r.size -= len(pop(side))
	}
	r.insert("")
}

// before and behind are the text on the sides of the cursor.
func (r *row) before() string {
	var b strings.Builder
	for _, c := range r.left {
		b.WriteString(c.text)
	}
	return b.String()
}

func (r *row) behind() string {
	var b strings.Builder
	for i := len(r.right) - 1; i >= 0; i-- {
		b.WriteString(r.right[i].text)
	}
	return b.String()
}

// cells divides s, which is clean, and appends its clusters. They are copies: one
// that is left of a long paste must not keep all of it in memory.
func (r *row) cells(to []cell, s string) []cell {
	for c := range r.method.Clusters(s) {
		c = strings.Clone(c)
		d := drawn(c, r.method)
		to = append(to, cell{c, d, r.method.Width(d)})
	}
	return to
}

// pop takes the last cell away and returns its text; none for none.
func pop(cells *[]cell) string {
	n := len(*cells)
	if n == 0 {
		return ""
	}
	c := (*cells)[n-1]
	*cells = (*cells)[:n-1]
	return c.text
}

// fit cuts s to at most n bytes at a cluster's edge.
func fit(s string, n int) string {
	if len(s) <= n {
		return s
	}
	end := 0
	for c := range text.Grapheme.Clusters(s) {
		if end+len(c) > n {
			break
		}
		end += len(c)
	}
	return s[:end]
}

// standIn is drawn for a cluster that does not stand on its own: a mark without a
// letter, a sign that takes up what follows it.
const standIn = "?"

// drawn is a cluster as the terminal is sent it. It takes one column at least, and
// joins nothing that is drawn beside it.
func drawn(c string, m text.Method) string {
	s := text.Safe(c, m)
	if c < "\u0300" {
		return s
	}
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case m.Width(string(r)) == 0, m.Width(s) == 0, firstCluster(" "+s) != " ", len(firstCluster(s+" ")) > len(s):
		return standIn
	}
	return s
}

// firstCluster is the first cluster of s.
func firstCluster(s string) string {
	for c := range text.Grapheme.Clusters(s) {
		return c
	}
	return ""
}

// firstRune is the first character of a cell.
func (c cell) firstRune() rune {
	r, _ := utf8.DecodeRuneInString(c.text)
	return r
}
