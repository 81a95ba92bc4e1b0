package session

import (
	"strings"
	"sync"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// keepaliveRequest asks a client whether it lives. Every client answers a
// request it does not know, if only with a refusal.
const keepaliveRequest = "keepalive@openssh.com"

// isKeepalive reports whether a client asks the same of us.
func isKeepalive(request string) bool { return strings.HasPrefix(request, "keepalive@") }

// keepAlive starts asking, once for a connection. People who only read stay
// for days, so quiet is no reason to cut; a dead connection is gone after
// KeepaliveLost intervals.
func (c *connection) keepAlive(conn gossh.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.asking == nil {
		c.asking = time.AfterFunc(c.server.Limits.Keepalive, func() { c.ask(conn) })
	}
}

// askNow asks before it is time, unless the client is being asked.
func (c *connection) askNow() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.asking != nil {
		c.asking.Reset(0)
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
	if !c.flow.askOnce() {
		return
	}
	q := newQuestion(c)
	defer q.end()
	if _, _, err := conn.SendRequest(keepaliveRequest, true, nil); err != nil {
		return // the connection has ended
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	next := c.server.Limits.Keepalive
	if c.flow.answered() { // under mu, so that nobody's askNow is undone here
		next = 0
	}
	if !c.ending.Load() { // see ended
		c.asking.Reset(next)
	}
}

// A question waits for a client's answer. Whose machine confirms that the
// question has arrived, and who does not answer all the same, has stopped, and is
// cut after Limits.Answer. Whose machine confirms nothing may be in a tunnel, and is
// given the rest of KeepaliveLost intervals. Whoever is still taking what was
// sent before the question is given more time.
type question struct {
	conn *connection

	mu      sync.Mutex
	timer   *time.Timer
	asked   time.Time
	arrived uint64 // bytes, when that was looked at last
	over    bool
}

func newQuestion(c *connection) *question {
	d, _ := delivered(c.Conn)
	q := &question{conn: c, asked: time.Now(), arrived: d.arrived}
	q.mu.Lock()
	defer q.mu.Unlock()
	// A client that is slow reads for a while before it comes to the question.
	q.timer = time.AfterFunc(min(max(c.server.Limits.Answer, c.flow.takes()), q.last()), q.overdue)
	return q
}

// last is how long there may be no answer when nothing else is known.
func (q *question) last() time.Duration {
	l := q.conn.server.Limits
	return l.Keepalive * time.Duration(max(l.KeepaliveLost-1, 1))
}

// end is for when the answer has come.
func (q *question) end() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.over = true
	q.timer.Stop()
}

// leastTaken is how many bytes somebody takes who is slow and has not stopped,
// in the time for an answer.
const leastTaken = 1 << 10

// overdue runs on the timer's goroutine, when no answer has come.
func (q *question) overdue() {
	defer q.conn.server.contain(q.conn, "keepalive")
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.over {
		return
	}
	waited, last := time.Since(q.asked), q.last()
	d, known := delivered(q.conn.Conn)
	switch {
	case d.waits && d.arrived-q.arrived >= leastTaken:
		q.timer.Reset(q.conn.server.Limits.Answer)
	case waited < last && (!known || d.waits && d.quiet >= waited):
		q.timer.Reset(last - waited)
	default:
		q.conn.abandon(limitKeepalive, "it stopped answering")
	}
	q.arrived = d.arrived
}
