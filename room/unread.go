package room

import (
	"slices"
	"time"
)

// numbers are those of a room's messages that are deleted, or pinned, rising,
// without those that were trimmed. Eight bytes for each are kept for as long as
// the room is there, so that what is for somebody can be counted.
type numbers []uint64

// set adds the number of a message, or takes it out.
func (n *numbers) set(seq uint64, on bool) {
	switch i, known := slices.BinarySearch(*n, seq); {
	case on && !known:
		*n = slices.Insert(*n, i, seq)
	case !on && known:
		*n = slices.Delete(*n, i, i+1)
	}
}

// trim forgets those up to a number.
func (n *numbers) trim(upTo uint64) {
	*n = slices.Clone((*n)[n.upTo(upTo):])
}

// upTo returns how many there are up to a number.
func (n numbers) upTo(seq uint64) int {
	i, found := slices.BinarySearch(n, seq)
	if found {
		i++
	}
	return i
}

// between counts the messages of a room behind one number and before another
// that stand. The caller holds mu.
func (h *hub) between(after, before uint64) uint64 {
	if before <= after+1 {
		return 0
	}
	return before - after - 1 - uint64(h.tombs.upTo(before-1)-h.tombs.upTo(after))
}

// pinned counts the pinned messages above a floor. The caller holds mu.
func (h *hub) pinned(floor uint64) int { return len(h.pins) - h.pins.upTo(floor) }

// pinsAbove is pinned for whoever does not hold mu.
func (h *hub) pinsAbove(floor uint64) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.pinned(floor)
}

// A glance is what the list of rooms shows of a room.
type glance struct {
	room    Room
	present int
	floor   uint64 // messages up to this number are gone or not for the person
	unread  uint64
	active  time.Time
}

// glance looks at the room from a place whose person has read it up to a
// number.
func (h *hub) glance(pl place, read uint64, hasSession bool) glance {
	h.mu.Lock()
	defer h.mu.Unlock()
	g := glance{room: h.room, present: len(h.online), floor: pl.floor(h.room, hasSession), active: h.active}
	g.room.Pins = h.pinned(g.floor)
	g.unread = h.between(max(read, g.floor), h.room.Last+1)
	return g
}
