package ui

import (
	"slices"
)

// A fold is how many tombstones stand in one row: a purge would else leave
// screens full of them. Its zero value is one message in rows of its own.
//
// What is folded is one item of the window, with the message of the oldest;
// the numbers of the others follow that. So every item still has a row, and a
// thousand tombstones take no more room in the window than one message.
type fold struct {
	n       int32 // messages; zero or at least two
	removed int32 // of them, those that a moderator deleted
	several bool  // they are by several people
}

// folded is the fold of the item.
func (it *item) folded() fold {
	if it.fold == nil {
		return fold{}
	}
	return *it.fold
}

// size is how many messages the item stands for.
func (it *item) size() uint64 { return uint64(max(it.folded().n, 1)) }

// last is the number of the newest message that the item stands for. The item
// is no note.
func (it *item) last() uint64 { return it.msg.Seq + it.size() - 1 }

// holds reports whether the item, which is no note, stands for a message.
func (it *item) holds(seq uint64) bool { return it.msg.Seq <= seq && seq <= it.last() }

// folds reports whether an item is a tombstone and nothing more. One that has
// answers in a thread keeps its row, which opens that.
func (t *timeline) folds(it *item) bool {
	m := it.msg
	return m != nil && !m.Deleted.IsZero() && m.Thread.Replies == 0 && len(m.Reactions) == 0 &&
		!m.Pinned && !it.names && !t.hides(m)
}

// merge takes b, which stands below a, into the row of a if both are tombstones
// and nothing is to stand between them, and reports whether it has.
func (t *timeline) merge(a, b *item) bool {
	if !t.folds(b) || !t.folds(a) || b.msg.Seq != a.last()+1 || b.msg.Seq == t.newFrom || a.day != b.day {
		return false
	}
	a.fold = &fold{
		n:       int32(a.size() + b.size()),
		removed: a.removed() + b.removed(),
		several: a.folded().several || b.folded().several || a.msg.Author.ID != b.msg.Author.ID,
	}
	a.rows, t.drawn = nil, drawnTo{}
	return true
}

// removed is how many messages of an item of tombstones a moderator deleted.
func (it *item) removed() int32 {
	if it.fold == nil && it.msg.Removed {
		return 1
	}
	return it.folded().removed
}

// appended appends an item to others, or takes it into the row of the last one.
func (t *timeline) appended(items []item, it item) []item {
	if n := len(items); n > 0 && t.merge(&items[n-1], &it) {
		return items
	}
	return append(items, it)
}

// foldAt takes item i into the row above it, if they make one.
func (t *timeline) foldAt(i int) {
	if i <= 0 || i >= len(t.items) || !t.merge(&t.items[i-1], &t.items[i]) {
		return
	}
	t.items = slices.Delete(t.items, i, i+1)
	if i < len(t.items) {
		t.items[i].rows = nil // something else is before it now
	}
	switch {
	case t.pos.item == i:
		t.pos.item, t.pos.below = i-1, 0
	case t.pos.item > i:
		t.pos.item--
	}
}

// foldAround takes item i and those beside it into one row, if they make one.
func (t *timeline) foldAround(i int) {
	t.foldAt(i + 1)
	t.foldAt(i)
}

// tombstones is what is left of the messages of a fold.
func (l look) tombstones(f fold) string {
	switch f.removed {
	case 0:
		return l.t("(%d messages deleted)", int(f.n))
	case f.n:
		return l.t("(%d messages deleted by a moderator)", int(f.n))
	}
	return l.t("(%d messages deleted, %d by a moderator)", int(f.n), int(f.removed))
}
