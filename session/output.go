package session

import (
	"bytes"
	"io"
	"time"
)

// chunk is how much goes to a client in one write, and so the least that it
// must take within WriteStall.
const chunk = 32 << 10

// guarded writes to a client's channel, and closes its connection when it has
// stopped reading. It turns line ends into those of a terminal if there is one.
type guarded struct {
	w       io.Writer
	limit   time.Duration
	stalled func()
	pty     bool
}

func (s *session) stdout() io.Writer { return s.guard(s.ch) }
func (s *session) stderr() io.Writer { return s.guard(s.ch.Stderr()) }

func (s *session) guard(w io.Writer) io.Writer {
	return guarded{w, s.server.Limits.WriteStall, s.stalled, s.pty}
}

// stalled gives up on a client that takes no bytes. Only the end of the
// connection wakes the write that waits (golang.org/x/crypto v0.58).
func (s *session) stalled() {
	defer s.server.contain(s.conn, "stall")
	s.server.refused.hit(limitStall)
	s.conn.cut("it stopped reading")
}

// Write implements [io.Writer].
func (g guarded) Write(p []byte) (int, error) {
	b := p
	if g.pty {
		b = bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n"))
	}
	for len(b) > 0 {
		part := b[:min(len(b), chunk)]
		timer := time.AfterFunc(g.limit, g.stalled)
		_, err := g.w.Write(part)
		timer.Stop()
		if err != nil {
			return 0, err
		}
		b = b[len(part):]
	}
	return len(p), nil
}
