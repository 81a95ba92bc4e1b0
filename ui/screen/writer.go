package screen

import (
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// defaultStall is how long a terminal may take for one piece of what is written.
const defaultStall = 10 * time.Second

// piece is how many bytes of a paint are given to a terminal at once: whoever
// reads 1 KB/s takes long for a whole screen and has not stopped.
const piece = 2 << 10

// The first screens are written in smaller pieces. The SSH library keeps twice the memory
// that the largest one took (golang.org/x/crypto v0.58), and what most people are shown
// after these is a line at a time.
const (
	firstPiece = 960     // with what the library puts around it a kilobyte
	firstBytes = 8 << 10 // the sign-up form, and the chat twice
)

// A writer writes to a terminal and notices when it has stopped reading. A
// write that is stuck cannot be called back from here: onStall must break the
// connection, which lets Write return.
type writer struct {
	out   io.Writer
	wrote int // bytes so far; the loop's
	stall time.Duration
	timer *time.Timer // one for the session
	epoch time.Time   // from which began counts

	began atomic.Int64 // when the write that is under way did; 0: none is
	armed atomic.Bool  // the timer runs

	onStall func()
	fail    func(error)

	mu   sync.Mutex // held while the alarm sounds
	done bool
}

func newWriter(t Terminal, fail func(error)) *writer {
	w := &writer{out: t.Out, stall: t.Stall, epoch: time.Now(), onStall: t.OnStall, fail: fail}
	if w.stall <= 0 {
		w.stall = defaultStall
	}
	return w
}

// write blocks for as long as the terminal does not read.
func (w *writer) write(b []byte) error {
	for len(b) > 0 {
		most := piece
		if w.wrote < firstBytes {
			most = firstPiece
		}
		part := b[:min(len(b), most)]
		w.wrote += len(part)
		if err := w.writePiece(part); err != nil {
			return fmt.Errorf("write to terminal: %w", err)
		}
		b = b[len(part):]
	}
	return nil
}

func (w *writer) writePiece(b []byte) error {
	w.began.Store(int64(time.Since(w.epoch)) + 1)
	w.watch()
	n, err := w.out.Write(b)
	w.began.Store(0)
	if err == nil && n < len(b) {
		err = io.ErrShortWrite
	}
	return err
}

// watch has the timer look after the write that has begun. It stays on until it
// finds that nothing is written: to set and stop it for every write would cost a
// fourteenth of a delivery.
func (w *writer) watch() {
	switch {
	case w.armed.Swap(true):
	case w.timer == nil:
		w.timer = time.AfterFunc(w.stall, w.look)
	default:
		w.timer.Reset(w.stall)
	}
}

// look runs on the timer's goroutine.
func (w *writer) look() {
	defer recoverTo(w.fail)
	began := w.began.Load()
	if began == 0 {
		w.armed.Store(false)
		if w.began.Load() != 0 { // one that has found the timer on
			w.watch()
		}
		return
	}
	if left := w.stall - (time.Since(w.epoch) - time.Duration(began-1)); left > 0 {
		w.timer.Reset(left)
		return
	}
	w.alarm()
}

// alarm is what follows when a write is stuck.
func (w *writer) alarm() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.done {
		return
	}
	w.fail(ErrStalled)
	if w.onStall != nil {
		w.onStall()
	}
}

// close waits for an alarm that sounds and prevents any other.
func (w *writer) close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done = true
	if w.timer != nil {
		w.timer.Stop()
	}
}
