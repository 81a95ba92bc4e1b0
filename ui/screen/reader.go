package screen

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
)

// readSize is how much is read at once. A paste that comes without brackets is
// recognised within one read, so it should be a screenful.
const readSize = 4096

// inputMsg is what was decoded from one read: the model sees each message, the
// screen is painted once.
type inputMsg []tea.Msg

// resizeMsg is the newest size of the terminal.
type resizeMsg Size

// endMsg is the end of the input, in its place behind the last key.
type endMsg struct{ err error }

// A reader takes what comes from the terminal and keeps it for the program's
// loop, which it rings for. One goroutine, pump, waits for bytes, and then for the
// loop to take what they were. So sizes are taken, and the oldest forgotten, also
// while the loop is stuck in a write, and whoever tells them never waits.
type reader struct {
	in   io.Reader
	ring func() // tells the loop; never waits
	fail func(error)
	room chan struct{} // rung when keys were taken

	mu     sync.Mutex
	dec    decoder
	late   *time.Timer // when to stop waiting for more of a sequence; nil: never needed yet
	due    time.Time   // when late is to do so; it may have begun and be too early
	size   *Size       // not taken yet
	keys   inputMsg    // the same
	end    error       // the same: why the input has ended
	closed bool
}

func newReader(in io.Reader, ring func(), fail func(error)) *reader {
	return &reader{in: in, ring: ring, fail: fail, room: make(chan struct{}, 1)}
}

// pump reads until In or ctx ends. The client waits while keys do.
func (r *reader) pump(ctx context.Context) {
	defer recoverTo(r.fail)
	buf := make([]byte, readSize)
	for {
		n, err := r.in.Read(buf)
		for waits := n > 0 && r.feed(buf[:n]); waits; waits = r.full() {
			select {
			case <-r.room:
			case <-ctx.Done():
				return
			}
		}
		if err != nil {
			r.ended(err)
			return
		}
	}
}

// feed decodes bytes, and reports whether something waits to be taken.
func (r *reader) feed(b []byte) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.keys = append(r.keys, r.dec.feed(b)...)
	r.expect()
	r.tell()
	return len(r.keys) > 0
}

func (r *reader) full() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.keys) > 0
}

// expect sets the clock for what is unfinished. The caller holds mu.
func (r *reader) expect() {
	d := r.dec.wait()
	r.due = time.Now().Add(d)
	switch {
	case d > 0 && r.late == nil:
		r.late = time.AfterFunc(d, r.expire)
	case d > 0:
		r.late.Reset(d)
	case r.late != nil:
		r.late.Stop()
	}
}

// expire runs on the timer's goroutine.
func (r *reader) expire() {
	defer recoverTo(r.fail)
	r.mu.Lock()
	defer r.mu.Unlock()
	if time.Now().Before(r.due) {
		return
	}
	r.keys = append(r.keys, r.dec.expire()...)
	r.tell()
}

// resize takes a new size.
func (r *reader) resize(s Size) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.size = &s
	r.tell()
}

// ended takes the end of the input.
func (r *reader) ended(err error) {
	if errors.Is(err, io.EOF) {
		err = ErrInputClosed
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.keys = append(r.keys, r.dec.expire()...)
	r.expect()
	r.end = err
	r.tell()
}

// tell rings for what waits, if anything does. The caller holds mu.
func (r *reader) tell() {
	if !r.closed && (r.size != nil || len(r.keys) > 0 || r.end != nil) {
		r.ring()
	}
}

// next takes what the loop is to do next; nil when that is nothing.
func (r *reader) next() tea.Msg {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case r.size != nil:
		size := *r.size
		r.size = nil
		return resizeMsg(size)
	case len(r.keys) > 0:
		keys := r.keys
		r.keys = nil
		select {
		case r.room <- struct{}{}:
		default: // nobody has looked yet
		}
		return keys
	case r.end != nil:
		end := r.end
		r.end = nil
		return endMsg{end}
	}
	return nil
}

// close has the reader ring no more.
func (r *reader) close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed = true
	if r.late != nil {
		r.late.Stop()
	}
}
