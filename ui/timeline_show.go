package ui

import (
	"slices"

	"snug/room"
)

// settle finds where the screen begins when a room is opened: at the bottom
// when all that is new fits on a screen and a half, else at the line above it.
func (t *timeline) settle() {
	t.opening = false
	i := t.find(t.newFrom)
	if i < 0 || t.shown == 0 {
		return
	}
	line := spot{i, max(int(t.countAbove(i))-1, 0)}
	if _, n := t.down(line, 2*t.shown); t.attached() && n < t.shown*3/2 {
		return
	}
	t.showAt(line, t.shown/4)
	t.seen = t.newFrom - 1
}

// countAbove is how many rows announce an item.
func (t *timeline) countAbove(i int) uint8 {
	t.rows(i)
	return t.items[i].above
}

// showAt moves the screen so that s is its row number row, as far as there are
// rows above it.
func (t *timeline) showAt(s spot, row int) {
	t.owed, t.wentUp = 0, true
	_, above := t.up(s, row)
	last, _ := t.down(s, max(t.shown-1-above, 0))
	if last == t.end() && t.attached() {
		t.toBottom()
		return
	}
	t.moveTo(last)
}

// show brings a message of the window into view and marks it. It reports false
// when the message is not in the window.
func (t *timeline) show(seq uint64) bool {
	i := t.find(seq)
	if i < 0 {
		return false
	}
	t.opening = false
	t.target = seq
	if !t.visible(i) {
		t.showAt(spot{i, int(t.countAbove(i))}, t.shown/3)
	}
	return true
}

// visible reports whether all rows of an item are on the screen.
func (t *timeline) visible(i int) bool {
	first, last := t.first(), t.last()
	return (first.item < i || first.item == i && first.row <= int(t.countAbove(i))) &&
		(last.item > i || last.item == i && last.row == t.count(i)-1)
}

// moveWindow takes the messages around a number that is not in the window.
func (t *timeline) moveWindow(msgs []*room.Message, seq uint64) bool {
	if !slices.ContainsFunc(msgs, func(m *room.Message) bool { return m.Seq == seq }) {
		return false
	}
	if t.pos.bottom {
		t.seen = t.head
	}
	t.opening, t.fetching = false, false
	t.rebuild(msgs)
	t.head = max(t.head, t.hi)
	t.pos = place{item: len(t.items) - 1}
	return t.show(seq)
}

// ensure scrolls as little as shows an item.
func (t *timeline) ensure(i int) {
	if i < 0 || t.visible(i) {
		return
	}
	from := int(t.countAbove(i))
	if i == 0 || t.count(i)-from >= t.shown {
		from = 0
	}
	first := t.first()
	if i < first.item || i == first.item && from <= first.row {
		t.showAt(spot{i, from}, 0)
		return
	}
	if i == len(t.items)-1 && t.attached() {
		t.toBottom()
		return
	}
	t.moveTo(spot{i, t.count(i) - 1})
}
