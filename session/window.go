package session

import (
	"encoding/binary"
	"math"

	"snug/ui/screen"
)

// A window is the size of a terminal: the first one, and those that come.
type window struct {
	first   screen.Size // of the pty request
	changes screen.Sizes
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
