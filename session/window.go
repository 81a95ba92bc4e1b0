package session

import (
	"encoding/binary"

	"snug/ui/screen"
)

// The largest window. A client may ask for 4000×3000, and every cell of a
// screen costs memory.
const (
	maxCols = 500
	maxRows = 200
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

// clampSize holds a size to what is served; a client that does not know its
// size says 0.
func clampSize(cols, rows uint32) screen.Size {
	if cols == 0 || rows == 0 {
		return screen.Size{Cols: 80, Rows: 24}
	}
	return screen.Size{Cols: int(min(cols, maxCols)), Rows: int(min(rows, maxRows))}
}

// parseSize reads a window-change request (RFC 4254, 6.7); pixels are of no
// interest.
func parseSize(payload []byte) (screen.Size, bool) {
	if len(payload) < 16 {
		return screen.Size{}, false
	}
	return clampSize(binary.BigEndian.Uint32(payload), binary.BigEndian.Uint32(payload[4:])), true
}
