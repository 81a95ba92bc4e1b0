package session

import (
	"crypto/rand"
	"encoding/hex"
	"runtime/debug"
)

// contain is deferred in every goroutine of ours. A panic is counted and
// logged, and ends the connection that it happened on.
func (s *Server) contain(c *connection, where string) {
	if p := recover(); p != nil {
		s.panicked(c, where, p, debug.Stack())
		c.cut("internal error")
	}
}

// contained is f for a timer or the end of a context, which run it on a goroutine of
// its own.
func (s *Server) contained(c *connection, where string, f func()) func() {
	return func() {
		defer s.contain(c, where)
		f()
	}
}

// panicked counts and logs a panic and returns the id that people are told.
func (s *Server) panicked(c *connection, where string, p any, stack []byte) (id string) {
	s.panics.Add(1)
	c.mu.Lock()
	c.broke = true
	c.mu.Unlock()
	id = newID()
	s.Log.Error("panic", "conn", c.id, "where", where, "id", id, "panic", p, "stack", string(stack))
	return id
}

// newID returns a short name for an error, to find it in the log again.
func newID() string {
	var b [4]byte
	rand.Read(b[:]) // never fails (crypto/rand)
	return hex.EncodeToString(b[:])
}

// hold counts one more goroutine that works for a connection, until its
// running.Done. It is false when the connection has ended: then Shutdown may
// have seen the count at zero.
func (s *Server) hold(c *connection) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, open := s.conns[c]
	if open {
		s.running.Add(1)
	}
	return open
}

// spawn runs f on a goroutine that Shutdown waits for. Its caller is counted
// itself, see hold, so the count may grow.
func (s *Server) spawn(c *connection, where string, f func()) {
	s.running.Add(1)
	go func() {
		defer s.running.Done()
		defer s.contain(c, where)
		f()
	}()
}
