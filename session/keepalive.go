package session

import (
	"strings"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// keepaliveRequest asks a client whether it lives. Every client answers a
// request it does not know, if only with a refusal.
const keepaliveRequest = "keepalive@openssh.com"

// isKeepalive reports whether a client asks the same of us.
func isKeepalive(request string) bool { return strings.HasPrefix(request, "keepalive@") }

// keepAlive starts asking, once for a connection. People who only read stay
// for days, so quiet is no reason to cut; a dead connection is gone after at
// most one interval more than KeepaliveLost of them.
func (c *connection) keepAlive(conn gossh.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.asking == nil {
		c.asking = time.AfterFunc(c.server.Limits.Keepalive, func() { c.ask(conn) })
	}
}

// ask asks once and waits for the answer, on the timer's goroutine: between
// two questions a connection has none for them.
func (c *connection) ask(conn gossh.Conn) {
	if !c.server.hold(c) {
		return
	}
	defer c.server.running.Done()
	defer c.server.contain(c, "keepalive")
	l := c.server.Limits
	dead := time.AfterFunc(l.Keepalive*time.Duration(l.KeepaliveLost), c.server.contained(c, "keepalive", func() { c.cut("it stopped answering") }))
	defer dead.Stop()
	if _, _, err := conn.SendRequest(keepaliveRequest, true, nil); err != nil {
		return // the connection has ended
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asking.Reset(l.Keepalive)
}
