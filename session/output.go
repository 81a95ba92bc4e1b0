package session

import (
	"bytes"
	"io"
	"time"
)

// chunk is how much goes to a client in one write at most.
const chunk = 32 << 10

// guarded writes to a client's channel, and closes its connection when it has
// stopped reading: when it does not take one piece within WriteStall. It turns
// line ends into those of a terminal if there is one.
type guarded struct {
	session *session
	w       io.Writer
	pty     bool
}

func (s *session) stdout() io.Writer { return guarded{s, s.ch, s.pty} }
func (s *session) stderr() io.Writer { return guarded{s, s.ch.Stderr(), s.pty} }

// stalled gives up on a client that takes no bytes. Only the end of the
// connection wakes the write that waits (golang.org/x/crypto v0.58).
func (s *session) stalled() {
	defer s.server.contain(s.conn, "stall")
	s.conn.stalled("it stopped reading")
}

// Write implements [io.Writer].
func (g guarded) Write(p []byte) (int, error) {
	b := p
	if g.pty {
		b = bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n"))
	}
	limit := g.session.server.Limits.WriteStall
	timer := time.AfterFunc(limit, g.session.stalled)
	defer timer.Stop()
	for len(b) > 0 {
		timer.Reset(limit)
		n, err := g.session.conn.pass(g.w, b)
		if err != nil {
			return 0, err
		}
		b = b[n:]
	}
	return len(p), nil
}
