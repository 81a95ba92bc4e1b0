package session

import (
	"encoding/binary"
	"math"

	"snug/ui/screen"
)

// A window keeps the newest size of a terminal. One goroutine, the filter,
// sets it, and never waits: a size nobody has taken is replaced.
type window struct {
	first   screen.Size // of the pty request
	changes chan screen.Size
}

func newWindow() window { return window{changes: make(chan screen.Size, 1)} }

// change replaces the size that waits, if one does.
func (w *window) change(s screen.Size) {
	select {
	case <-w.changes:
	default:
	}
	w.changes <- s // there is room: only this goroutine sends
}

// sizeOf is the size that a client asked for, as far as it is served. A client
// may ask for 4000×3000, and every cell of a screen costs memory.
func sizeOf(cols, rows uint32) screen.Size {
	const most = math.MaxInt32 // an int may be no larger
	return screen.Size{Cols: int(min(cols, most)), Rows: int(min(rows, most))}.Clamp()
}

// parseSize reads a window-change request (RFC 4254, 6.7); pixels are of no
// interest.
func parseSize(payload []byte) (screen.Size, bool) {
	if len(payload) < 16 {
		return screen.Size{}, false
	}
	return sizeOf(binary.BigEndian.Uint32(payload), binary.BigEndian.Uint32(payload[4:])), true
}
