package line

import (
	"bytes"
	"context"
	"io"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"snug/session/line/editor"
	"snug/ui/screen"
)

// maxAhead is how many pieces of input wait while a command runs, pieceBytes how
// much is read at once.
const (
	maxAhead   = 16
	pieceBytes = 4 << 10
)

// maxTyped is the most bytes of one line. It is more than a message may have, so
// that its author is told so.
const maxTyped = 8 << 10

// interrupt is what a terminal sends for ^C.
const interrupt = '\x03'

// typed is what the person has typed. Its reader goroutine reads it and hands it
// over; the loop does the rest.
type typed struct {
	in     io.ReadCloser
	pieces chan []byte // closed at the end of the input
	gone   chan struct{}
	reader sync.WaitGroup
	failed error // why the input has ended, if it broke; set before pieces is closed

	// stop ends what the loop waits for; nil: nothing. ^C calls it.
	stop atomic.Pointer[func()]

	// The loop's alone.
	ed    *editor.Editor   // where the row is edited here
	lines *editor.Splitter // else
	ready []editor.Event   // that nobody has acted on yet
	alone bool             // what was ready last came as one line, by itself
	ended bool
}

// start starts the reader.
func (t *typed) start() {
	t.reader.Go(func() {
		defer close(t.pieces)
		defer func() {
			if p := recover(); p != nil {
				t.failed = &screen.PanicError{Value: p, Stack: debug.Stack()}
			}
		}()
		t.read()
	})
}

func (t *typed) read() {
	buf := make([]byte, pieceBytes)
	for {
		n, err := t.in.Read(buf)
		if n > 0 {
			if t.ed != nil && bytes.IndexByte(buf[:n], interrupt) >= 0 {
				if stop := t.stop.Load(); stop != nil {
					(*stop)()
				}
			}
			select {
			case t.pieces <- bytes.Clone(buf[:n]):
			case <-t.gone:
				return
			}
		}
		if err != nil {
			return // io.EOF, or there is nobody left to be told
		}
	}
}

// close ends the reader and waits for it.
func (t *typed) close() {
	close(t.gone)
	_ = t.in.Close() // it is read no more
	t.reader.Wait()
}

// A piece of so many bytes is of a paste, or of a file; what belongs to it comes
// soon, if not at once.
const (
	bigPiece    = 1 << 10
	soon        = 200 * time.Millisecond
	maxTogether = 64 << 10
)

// whole is a piece of input with what belongs to it: of a paste in parts, each
// might pass for a line that was typed. It waits for it as long as it comes soon.
func (t *typed) whole(ctx context.Context, piece []byte) []byte {
	for more := piece; t.ed != nil && len(more) >= bigPiece && len(piece) < maxTogether; {
		timer := time.NewTimer(soon)
		select {
		case more = <-t.pieces: // nothing at the end, which whoever reads next finds
			piece = append(piece, more...)
		case <-timer.C:
			more = nil
		case <-ctx.Done():
			more = nil
		}
		timer.Stop()
	}
	return piece
}

// take takes a piece of input in, or its end.
func (t *typed) take(piece []byte, more bool) error {
	switch {
	case !more:
		t.ended = true
		if t.lines != nil {
			if last, any := t.lines.End(); any {
				t.ready = append(t.ready, last)
			}
		}
		return t.failed
	case t.ed != nil:
		t.alone = true // the editor makes a paste of several lines
		events, err := t.ed.Feed(piece)
		t.ready = append(t.ready, events...)
		return err
	}
	t.alone = t.lines.Empty() && bytes.IndexByte(piece, '\n') == len(piece)-1
	t.ready = append(t.ready, t.lines.Feed(piece)...)
	return nil
}

// next returns what is to be acted on next; false when there is nothing.
func (t *typed) next() (editor.Event, bool) {
	if len(t.ready) == 0 {
		return editor.Event{}, false
	}
	e := t.ready[0]
	if t.ready = t.ready[1:]; len(t.ready) == 0 {
		t.ready = nil
	}
	return e, true
}

// writing reports whether something stands in the row that is edited here.
func (t *typed) writing() bool { return t.ed != nil && !t.ed.Empty() }
