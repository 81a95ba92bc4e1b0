package room

import (
	"slices"
	"time"
)

// tombstones are the numbers of a room's deleted messages, rising, without
// those that were trimmed. Eight bytes for each are kept for as long as the
// room is there, so that what is unread can be counted and not only measured.
type tombstones []uint64

// add notes that a message was deleted.
func (t *tombstones) add(seq uint64) {
	if i, known := slices.BinarySearch(*t, seq); !known {
		*t = slices.Insert(*t, i, seq)
	}
}

// trim forgets those up to a number.
func (t *tombstones) trim(upTo uint64) {
	*t = slices.Clone((*t)[t.upTo(upTo):])
}

// upTo returns how many there are up to a number.
func (t tombstones) upTo(seq uint64) int {
	i, found := slices.BinarySearch(t, seq)
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
	g.unread = h.between(max(read, g.floor), h.room.Last+1)
	return g
}
