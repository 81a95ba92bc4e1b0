package screen

import (
	"bytes"
	"context"
	"errors"
	"io"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
)

// readSize is how much is read at once. A paste that comes without brackets is
// recognised within one read, so it should be a screenful.
//
// Somebody who rests waits with so little as smallSize, some keys. When that was
// filled there may be more of the same, which is waited for.
const (
	readSize  = 4096
	smallSize = 256
	moreComes = 10 * time.Millisecond
)

// pages are the memory of large reads.
var pages = sync.Pool{New: func() any { return new([readSize]byte) }}

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
//
// The loop decodes the bytes itself, which takes four times the stack that waiting for
// them does. While it is stuck the clock does, where time decides what they mean.
type reader struct {
	in   io.Reader
	ring func() // tells the loop; never waits
	fail func(error)
	room chan struct{} // rung when bytes were taken

	mu     sync.Mutex
	dec    decoder
	late   *time.Timer // when to stop waiting for more; nil: never needed yet
	due    time.Time   // when late is to do so; it may have begun and be too early
	size   *Size       // not taken yet
	keys   inputMsg    // the same: what waiting in vain has come to
	raw    []byte      // the same: what was read after them; pump's memory
	held   bool        // there may be more of it
	end    error       // the same: why the input has ended
	closed bool
}

func newReader(in io.Reader, ring func(), fail func(error)) *reader {
	return &reader{in: in, ring: ring, fail: fail, room: make(chan struct{}, 1)}
}

// pump reads until In or ctx ends. The client waits while bytes do.
func (r *reader) pump(ctx context.Context) {
	defer recoverTo(r.fail)
	small := make([]byte, smallSize)
	for {
		n, err := r.in.Read(small)
		var taken bool
		if n == len(small) && err == nil {
			taken, err = r.pumpMore(ctx, small)
		} else {
			r.offer(small[:n], 0)
			taken = r.taken(ctx)
		}
		switch {
		case !taken:
			return
		case err != nil:
			r.ended(err)
			return
		}
	}
}

// pumpMore reads what follows some bytes at once, and offers both. It reports whether
// they were taken; if not, ctx has ended.
func (r *reader) pumpMore(ctx context.Context, first []byte) (taken bool, err error) {
	page, _ := pages.Get().(*[readSize]byte)
	n := copy(page[:], first)
	r.hold(page[:n])
	m, err := r.in.Read(page[n:])
	r.offer(page[:n+m], n)
	if taken = r.taken(ctx); taken { // else the loop may be looking at it
		pages.Put(page)
	}
	return taken, err
}

// hold lets the loop take bytes in a moment, unless they are offered with more before.
func (r *reader) hold(b []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.raw, r.held = b, true
	r.wait(moreComes)
}

// offer lets the loop take bytes, of which so many were held before.
func (r *reader) offer(b []byte, held int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.raw) == 0 {
		b = b[held:] // the rest was taken
	}
	r.raw, r.held = b, false
	if bytes.HasSuffix(b, []byte{esc}) { // time decides what that is, also while the loop is stuck
		r.wait(escPatience)
	}
	r.tell()
}

// taken waits until the loop has taken what was offered. It is false when ctx ended
// before.
func (r *reader) taken(ctx context.Context) bool {
	for r.full() {
		select {
		case <-r.room:
		case <-ctx.Done():
			return false
		}
	}
	return true
}

func (r *reader) full() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.raw) > 0 || len(r.keys) > 0
}

// expect sets the clock for what is unfinished. The caller holds mu.
func (r *reader) expect() { r.wait(r.dec.wait()) }

// wait sets the clock; 0 stops it. The caller holds mu.
func (r *reader) wait(d time.Duration) {
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
	switch {
	case time.Now().Before(r.due):
		return
	case r.held:
		r.held = false
	case len(r.raw) > 0: // it goes on there
		r.keys = append(r.keys, r.decode()...)
	default:
		r.keys = append(r.keys, r.dec.expire()...)
	}
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
	if !r.closed && (r.size != nil || len(r.keys) > 0 || len(r.raw) > 0 && !r.held || r.end != nil) {
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
		r.makeRoom()
		return keys
	case len(r.raw) > 0 && !r.held:
		if keys := r.decode(); len(keys) > 0 {
			return keys
		}
	case r.end != nil:
		end := r.end
		r.end = nil
		return endMsg{end}
	}
	return nil
}

// decode takes what was read. The caller holds mu.
func (r *reader) decode() inputMsg {
	keys := r.dec.feed(r.raw)
	r.raw = nil
	r.expect()
	r.makeRoom()
	return keys
}

// makeRoom tells pump that something was taken.
func (r *reader) makeRoom() {
	select {
	case r.room <- struct{}{}:
	default: // nobody has looked yet
	}
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
