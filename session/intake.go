package session

import (
	"io"
	"time"
)

// An intake reads what somebody types or pastes, no faster than a rate beyond a
// burst. What it has not read waits with the client, but for what the window of the
// channel takes in: 2 MiB (golang.org/x/crypto v0.58), which is all the memory that
// a flood costs. Nothing is lost.
type intake struct {
	in    io.Reader
	rate  int // bytes a second
	burst time.Duration
	slow  func()          // is told when it begins to hold back
	gone  <-chan struct{} // closed with the connection; nil: it lasts

	paid time.Time // when what was read is worked off
	held bool      // it holds back
}

// readsASecond is in how many pieces a second of input comes while it is held back.
// An escape sequence that is cut in two must not take as long as a key of its own.
const readsASecond = 32

// leastRead is as how many bytes a read counts at least: each is drawn by itself, so
// single bytes must not come as fast as those of a paste.
const leastRead = 128

// intake returns what the session's client types, as fast as that is read.
func (s *session) intake() *intake {
	l := s.server.Limits
	return &intake{in: s.ch, gone: s.conn.done, rate: l.Input, burst: spanOf(l.InputBurst, l.Input), slow: s.counts(limitInput)}
}

// spanOf returns how long so many bytes take at a rate.
func spanOf(n, rate int) time.Duration {
	return time.Duration(float64(n) / float64(rate) * float64(time.Second))
}

// Read implements [io.Reader]. It waits for its turn for a thirtieth of a second at
// most, and then for the client. What is still held back when the connection ends
// is dropped: the end of the input would else come half a minute after it.
func (r *intake) Read(p []byte) (int, error) {
	now := time.Now()
	owed := r.paid.Sub(now)
	if owed <= 0 {
		r.held = false
	}
	if owed+spanOf(len(p), r.rate) > r.burst {
		p = p[:min(len(p), max(r.rate/readsASecond, 1))]
	}
	if owed > r.burst {
		if !r.held {
			r.held = true
			r.slow()
		}
		select {
		case <-time.After(owed - r.burst):
		case <-r.gone:
			return 0, io.EOF
		}
	}
	n, err := r.in.Read(p)
	if now = time.Now(); r.paid.Before(now) {
		r.paid = now
	}
	if n > 0 {
		r.paid = r.paid.Add(spanOf(max(n, leastRead), r.rate))
	}
	return n, err
}
