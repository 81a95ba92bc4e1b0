package main

import (
	"io"
	"sync"
)

// An adminInput is what the client of the admin socket has for a command. The
// command's goroutine reads it, and the connection's gives it what came.
type adminInput struct {
	ask   func() error // has the client send some
	given chan []byte  // capacity 1: the answer to ask; an empty one is the end
	ended chan struct{}
	once  sync.Once
	why   error // Read's, after ended is closed

	left []byte // came and was not read
	over bool   // the end has come
}

func newAdminInput(ask func() error) *adminInput {
	return &adminInput{ask: ask, given: make(chan []byte, 1), ended: make(chan struct{})}
}

// Read implements [io.Reader].
func (in *adminInput) Read(p []byte) (int, error) {
	if len(in.left) == 0 && !in.over {
		if err := in.ask(); err != nil {
			return 0, err
		}
		select {
		case in.left = <-in.given:
			in.over = len(in.left) == 0
		case <-in.ended:
			return 0, in.why
		}
	}
	if in.over {
		return 0, io.EOF
	}
	n := copy(p, in.left)
	in.left = in.left[n:]
	return n, nil
}

// give passes on what the client has sent. It never waits, and is false when
// nobody had asked.
func (in *adminInput) give(p []byte) bool {
	select {
	case in.given <- p:
		return true
	default:
		return false
	}
}

// end makes a Read that waits return why.
func (in *adminInput) end(why error) {
	in.once.Do(func() {
		in.why = why
		close(in.ended)
	})
}

// Close implements [io.Closer].
func (in *adminInput) Close() error {
	in.end(io.ErrClosedPipe)
	return nil
}
