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
	c.keeping.Do(func() {
		c.server.spawn(c, "keepalive", func() { c.keepAsking(conn) })
	})
}

func (c *connection) keepAsking(conn gossh.Conn) {
	l := c.server.Limits
	ticker := time.NewTicker(l.Keepalive)
	defer ticker.Stop()
	for {
		select {
		case <-c.done:
			return
		case <-ticker.C:
		}
		dead := time.AfterFunc(l.Keepalive*time.Duration(l.KeepaliveLost), func() { c.cut("it stopped answering") })
		_, _, err := conn.SendRequest(keepaliveRequest, true, nil)
		dead.Stop()
		if err != nil {
			return // the connection has ended
		}
	}
}
