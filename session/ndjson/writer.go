package ndjson

import (
	"context"
	"errors"
	"io"
	"sync"
)

// ErrClosed is what Put returns once the writer is closed.
var ErrClosed = errors.New("ndjson: the writer is closed")

// A Writer sends lines to somebody who may read slowly. What is put while a write is
// under way is gathered and goes in one write behind it, and no more than the limit
// is ever gathered: then Put waits, and so does whoever makes the lines.
//
// One goroutine calls Put and Close, another one Run.
type Writer struct {
	w     io.Writer
	limit int
	more  chan struct{} // capacity 1: there is something for Run to look at
	taken chan struct{} // capacity 1: there is something for Put to look at

	mu       sync.Mutex
	gathered []byte
	closed   bool
	err      error // why nothing can be written any more
}

// NewWriter returns a writer that gathers limit bytes and the line that goes beyond
// them. It writes nothing unless Run runs.
func NewWriter(w io.Writer, limit int) *Writer {
	return &Writer{w: w, limit: limit, more: make(chan struct{}, 1), taken: make(chan struct{}, 1)}
}

// Put adds a line, which has its end. It waits while too much is gathered, until ctx
// ends; the error then is ctx's. Otherwise it is why nothing can be written.
func (w *Writer) Put(ctx context.Context, line []byte) error {
	for {
		ok, err := w.gather(line)
		if err != nil {
			return err
		}
		if ok {
			ring(w.more)
			return nil
		}
		select {
		case <-w.taken:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (w *Writer) gather(line []byte) (bool, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.err != nil:
		return false, w.err
	case w.closed:
		return false, ErrClosed
	case len(w.gathered) >= w.limit:
		return false, nil
	}
	w.gathered = append(w.gathered, line...)
	return true, nil
}

// Close says that nothing more is put. Run returns when what was is written.
func (w *Writer) Close() {
	w.mu.Lock()
	w.closed = true
	w.mu.Unlock()
	ring(w.more)
}

// Run writes what is put, until Close and the end of that, or until a write fails,
// which is what it returns.
func (w *Writer) Run() error {
	written := false
	defer func() {
		if !written { // it panics, and nobody is to wait for it
			w.fail(ErrClosed)
		}
	}()
	err := w.run()
	written = true
	return err
}

func (w *Writer) run() error {
	var spare []byte
	for {
		next, closed := w.take(spare)
		if len(next) == 0 {
			if closed {
				return nil
			}
			<-w.more
			spare = next
			continue
		}
		ring(w.taken)
		_, err := w.w.Write(next)
		if err != nil {
			w.fail(err)
			return err
		}
		if spare = next[:0]; cap(spare) > w.limit {
			spare = nil // a long line is no reason to keep so much
		}
	}
}

// take returns what is gathered, and gathers into spare from then on.
func (w *Writer) take(spare []byte) (next []byte, closed bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.gathered) == 0 {
		return spare, w.closed
	}
	next, w.gathered = w.gathered, spare
	return next, false
}

// fail has Put return why nothing can be written.
func (w *Writer) fail(why error) {
	w.mu.Lock()
	w.err = why
	w.mu.Unlock()
	ring(w.taken)
}

// ring never waits: a ring that is already pending stands for this one too.
func ring(bell chan struct{}) {
	select {
	case bell <- struct{}{}:
	default:
	}
}
