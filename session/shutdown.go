package session

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"slices"
	"time"

	"snug/room"
	"snug/text/lang"
)

// A stopError is why sessions end when the server does. It is a refusal of
// kind unavailable, so that a command that waits ends with that status.
type stopError struct {
	room.Refusal
}

// Unwrap makes the refusal visible.
func (e *stopError) Unwrap() error { return &e.Refusal }

// stopping is the reason that is given when there is no other.
const stopping lang.Key = "the server is stopping"

// Shutdown stops accepting, tells every session why (as in "the server is
// stopping") and waits until all have ended; screens give their terminals
// back first. What has not ended with ctx is cut, and then ctx's error comes
// back.
func (s *Server) Shutdown(ctx context.Context, reason string) error {
	var why any = reason
	if reason == "" || reason == string(stopping) {
		why = stopping
	}
	stop := &stopError{room.Refusal{
		Kind: room.ErrUnavailable,
		Text: lang.S("%s; come back soon with: %s", why, s.Connect),
	}}
	s.refuseNew(stop)
	for _, c := range s.connections() {
		c.stop(stop)
	}
	err := s.ssh.Shutdown(ctx)
	if errors.Is(err, net.ErrClosed) {
		err = nil // the library closes the listener once more
	}
	// What is left now is too slow, or in a handshake that leads nowhere.
	s.cutAll("it did not end in time")
	ended := make(chan struct{})
	go func() {
		s.running.Wait()
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(stuck):
		err = errors.Join(err, errStuck)
	}
	if err != nil {
		return fmt.Errorf("shut down: %w", err)
	}
	return nil
}

// refuseNew closes the listener and turns new connections away, which may have
// been accepted before.
func (s *Server) refuseNew(why error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stopping = why
	if s.listener != nil {
		_ = s.listener.Close() // nothing is lost with it
		s.listener = nil
	}
}

func (s *Server) refusesNew() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stopping != nil
}

func (s *Server) connections() []*connection {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Collect(maps.Keys(s.conns))
}

// stuck is how long a goroutine may take to notice that its connection is cut.
const stuck = 5 * time.Second

var errStuck = errors.New("a session did not notice that its connection was cut")

// stopPatience is how long a session may take to end when the server does. It is
// more than otherwise, for everybody is told at once, and leaves a supervisor's
// ten seconds some for the rest.
const stopPatience = 5 * time.Second

// stop tells a connection's sessions to end, and lets no other begin.
func (c *connection) stop(why error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stopping = why
	for s := range c.sessions {
		s.endWithin(stopPatience, why)
	}
	if c.busy == 0 && c.idle != nil {
		c.idle.Reset(0)
	}
}

// cutAll ends every connection where it is.
func (s *Server) cutAll(reason string) {
	for _, c := range s.connections() {
		c.cut(reason)
	}
	_ = s.ssh.Close() // the listener is closed already, and so are these
}
