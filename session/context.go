package session

import (
	"context"
	"sync"
	"time"

	"charm.land/ssh"
)

// A sessionContext is what the SSH library sees as the context of one session.
// It has values and an end of its own: the library's context belongs to the
// whole connection, where a second session would overwrite the first one's
// values (charm.land/ssh v0.4.3). It also carries our session to the handler.
type sessionContext struct {
	ssh.Context // of the connection: user, addresses, the proved key

	session *session
	ended   context.Context // this session's end

	mu     sync.Mutex
	values map[any]any
}

func newSessionContext(parent ssh.Context, ended context.Context, s *session) *sessionContext {
	return &sessionContext{Context: parent, session: s, ended: ended, values: make(map[any]any)}
}

// Deadline implements [context.Context].
func (c *sessionContext) Deadline() (time.Time, bool) { return c.ended.Deadline() }

// Done implements [context.Context].
func (c *sessionContext) Done() <-chan struct{} { return c.ended.Done() }

// Err implements [context.Context].
func (c *sessionContext) Err() error { return c.ended.Err() }

// Value implements [context.Context].
func (c *sessionContext) Value(key any) any {
	c.mu.Lock()
	v, ok := c.values[key]
	c.mu.Unlock()
	if ok {
		return v
	}
	return c.ended.Value(key) // of the connection in the end; context.Cause needs the way
}

// SetValue implements [ssh.Context].
func (c *sessionContext) SetValue(key, value any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.values[key] = value
}
