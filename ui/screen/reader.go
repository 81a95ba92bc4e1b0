package screen

import (
	"context"
	"errors"
	"io"
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

// A reader carries what comes from the terminal to the program's loop. It runs
// on three goroutines: pump waits for bytes, sort for bytes, sizes and time,
// and hand waits for the loop. So sizes are taken, and the oldest forgotten,
// also while the loop is stuck in a write, and whoever sends them never waits.
type reader struct {
	term Terminal
	fail func(error)

	bytes chan []byte // from pump; closed at the end of the input, after err is set
	err   error
	msgs  chan tea.Msg // from sort to hand
}

func newReader(t Terminal, fail func(error)) *reader {
	return &reader{term: t, fail: fail, bytes: make(chan []byte), msgs: make(chan tea.Msg)}
}

// pump reads until In ends. Two buffers are enough: when sort takes the second
// it is done with the first.
func (r *reader) pump(ctx context.Context) {
	defer close(r.bytes)
	defer recoverTo(func(err error) { r.err = err })
	var bufs [2][readSize]byte
	for i := 0; ; i = 1 - i {
		n, err := r.term.In.Read(bufs[i][:])
		if n > 0 {
			select {
			case r.bytes <- bufs[i][:n]:
			case <-ctx.Done():
				return
			}
		}
		if err != nil {
			if !errors.Is(err, io.EOF) {
				r.err = err
			}
			return
		}
	}
}

// sort turns bytes and sizes into messages until ctx is done.
func (r *reader) sort(ctx context.Context) {
	defer recoverTo(r.fail)
	var (
		dec    decoder
		keys   inputMsg // waiting for hand
		size   *Size    // the same
		ended  bool
		bytes  = r.bytes
		resize = r.term.Resize
	)
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	defer timer.Stop()
	for {
		var msg tea.Msg
		switch {
		case size != nil:
			msg = resizeMsg(*size)
		case len(keys) > 0:
			msg = keys
		case ended:
			msg = r.end()
		}
		in, out := bytes, r.msgs
		if msg == nil {
			out = nil
		}
		if len(keys) > 0 {
			in = nil // the client waits until these are taken
		}
		select {
		case b, ok := <-in:
			if !ok {
				bytes, ended = nil, true
				keys = dec.expire()
				timer.Stop()
				continue
			}
			keys = dec.feed(b)
			if d := dec.wait(); d > 0 {
				timer.Reset(d)
			} else {
				timer.Stop()
			}
		case <-timer.C:
			keys = append(keys, dec.expire()...)
		case s, ok := <-resize:
			if !ok {
				resize = nil // a closed channel is always ready: never look again
				continue
			}
			size = &s
		case out <- msg:
			switch msg.(type) {
			case resizeMsg:
				size = nil
			case inputMsg:
				keys = nil
			case endMsg:
				ended = false
			}
		case <-ctx.Done():
			return
		}
	}
}

// end is why the input ended.
func (r *reader) end() tea.Msg {
	if r.err != nil {
		return endMsg{r.err}
	}
	return endMsg{ErrInputClosed}
}

// hand gives messages to the program's loop, in order, until ctx is done.
func (r *reader) hand(ctx context.Context, send func(tea.Msg)) {
	for {
		select {
		case msg := <-r.msgs:
			send(msg) // returns when the program takes it or has ended
		case <-ctx.Done():
			return
		}
	}
}
