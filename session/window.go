package session

import (
	"encoding/binary"
	"math"
	"sync"
	"time"

	"snug/ui/screen"
)

// A window is the size of a terminal: the first one, and those that come.
type window struct {
	first   screen.Size // of the pty request
	changes screen.Sizes

	mu     sync.Mutex
	newest screen.Size
	passed time.Time // when one was passed on; zero: none was yet
	waits  bool      // the newest does, for pass
}

// change passes a size on to whatever draws, and returns zero; or how long it is,
// if there was one less than gap before, until pass is to pass on the newest. While
// that is awaited it returns a negative time.
func (w *window) change(size screen.Size, gap time.Duration) time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.newest = size
	if w.waits {
		return -1
	}
	if wait := gap - time.Since(w.passed); !w.passed.IsZero() && wait > 0 {
		w.waits = true
		return wait
	}
	w.tell()
	return 0
}

// pass passes on what waits.
func (w *window) pass() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.waits = false
	w.tell()
}

// tell passes the newest on. The caller holds mu.
func (w *window) tell() {
	w.passed = time.Now()
	w.changes.Set(w.newest)
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
