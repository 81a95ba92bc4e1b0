package session

import (
	"bufio"
	"context"
	"errors"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"charm.land/ssh"

	"snug/session/door"
)

// A connection is one TCP connection: its limits, and its end. It is the
// net.Conn that the SSH library reads and writes.
type connection struct {
	net.Conn
	server *Server
	id     uint64
	since  time.Time
	done   chan struct{} // closed with the connection

	closed sync.Once
	known  atomic.Bool // the client is authenticated
	ending atomic.Bool // we close it
	hungUp atomic.Bool // the client ended what it sends, before that
	visit  *door.Visit
	head   *bufio.Reader               // what was read with a proxy's header; the wire's; nil: nothing
	spoken int                         // bytes of [protocol] that came; the wire's
	peer   atomic.Pointer[net.TCPAddr] // as a proxy says; nil: none does
	flow   flow
	ahead  readAhead

	computes atomic.Bool // it has the turn to exchange keys
	told     atomic.Bool // its coming and its end are logged

	writeEnds time.Time // the deadline of the connection's writes; Write's

	mu       sync.Mutex
	quiet    bool   // its end is not logged
	over     error  // the limit of the door that it ran into; no session begins
	proven   bool   // its client proved a key
	used     bool   // a session has begun
	broke    bool   // a panic happened on it
	offers   int    // keys that were asked about
	failures int    // to authenticate
	reason   string // why it ended; empty: the client ended it
	user     string // the account's name, once known
	refused  []string
	refusals int // log lines spent on refusals
	opens    allowance
	requests allowance
	rekeys   allowance
	channels int         // open now
	busy     int         // sessions that run
	idle     *time.Timer // cuts a connection that runs none; nil before authentication
	asking   *time.Timer // asks whether the client lives; nil before its first session
	sessions map[*session]struct{}
	stopping error // the server's, once it stops
}

// connKey finds the connection in the library's context.
type connKey struct{}

func connectionOf(ctx context.Context) *connection {
	c, _ := ctx.Value(connKey{}).(*connection)
	return c
}

// accept wraps a connection that has come through the [doorway]. It returns nil
// when the connection is turned away. The library calls it on the connection's own
// goroutine and closes what was turned away.
func (s *Server) accept(ctx ssh.Context, nc net.Conn) net.Conn {
	a, ok := nc.(*arrival)
	if !ok {
		s.Log.Error("a connection that did not come through the door", "remote", remote(nc))
		return nil // not reached: Serve listens there
	}
	c := s.connect(a)
	if c == nil {
		a.visit.Leave(door.Good)
		return nil
	}
	ctx.SetValue(connKey{}, c)
	if a.proxied && !c.introduce() {
		return nil
	}
	if c.told.Load() {
		c.tell()
	}
	return c
}

// tell logs that the connection has come. Of strangers that is told of some a second,
// of others when they are let in.
func (c *connection) tell() {
	c.server.Log.Info("connection opened", "conn", c.id, "remote", remote(c))
}

// connect notes a connection, or returns nil when the server is stopping.
func (s *Server) connect(a *arrival) *connection {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopping != nil {
		return nil
	}
	s.count++
	c := &connection{
		Conn: a.Conn, visit: a.visit, server: s, id: s.count, since: time.Now(), done: make(chan struct{}),
		opens:    newAllowance(s.Limits.ChannelOpens),
		requests: newAllowance(s.Limits.GlobalRequests),
		rekeys:   allowanceEvery(s.Limits.Rekeys, rekeyGap),
		sessions: make(map[*session]struct{}),
		ahead:    newReadAhead(),
	}
	c.told.Store(s.strangers.take())
	s.conns[c] = struct{}{}
	s.running.Add(1)
	return c
}

// Read confirms each packet at once until the client is let in.
func (c *connection) Read(p []byte) (int, error) {
	if !c.known.Load() {
		quickAck(c.Conn)
	}
	return c.ahead.read(wire{c}, p, c.done, c.since.Add(c.server.Limits.Handshake))
}

// RemoteAddr implements [net.Conn]. It is the client's address, also behind a proxy.
func (c *connection) RemoteAddr() net.Addr {
	if from := c.peer.Load(); from != nil {
		return from
	}
	return c.Conn.RemoteAddr()
}

// Write gives up on a peer that takes nothing: one whose TCP window stays shut is
// gone, and the library would wait for it for ever. A peer that takes little at a
// time may take as long as it likes.
func (c *connection) Write(p []byte) (n int, err error) {
	c.exchanged()
	c.ahead.wrote()
	half := c.server.Limits.WriteStall / 2
	before, stuck := uint64(0), false
	for {
		if err = c.giveTime(half, stuck); err != nil {
			return n, err
		}
		m, err := c.Conn.Write(p[n:])
		n += m
		if err == nil {
			return n, nil
		}
		if !errors.Is(err, os.ErrDeadlineExceeded) {
			c.cut("it took no more bytes")
			return n, err
		}
		d, _ := delivered(c.Conn)
		if moves := m > 0 || d.arrived > before; stuck && !moves {
			c.stalled("it took no more bytes")
			return n, err
		}
		// The first half has nothing to compare with.
		before, stuck = d.arrived, true
	}
}

// giveTime sets when a write fails that begins now: after d, or a little later when
// it is no retry. What was set for a write before it is good enough then, because
// setting it takes as long as encrypting a message. The library writes one packet at
// a time.
func (c *connection) giveTime(d time.Duration, retry bool) error {
	now, until := time.Now(), d
	if !retry {
		if c.writeEnds.Sub(now) >= d {
			return nil
		}
		until += d / 5
	}
	c.writeEnds = now.Add(until)
	return c.SetWriteDeadline(c.writeEnds)
}

// stalled cuts a client that takes no bytes.
func (c *connection) stalled(reason string) { c.abandon(limitStall, reason) }

// abandon cuts a client that has run into a limit by doing nothing. What it has not
// taken is thrown away: the kernel would keep that and offer it to it for minutes.
func (c *connection) abandon(l limit, reason string) {
	c.server.refused.hit(l)
	if tcp, ok := c.Conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // fails where it is closed already
	}
	c.cut(reason)
}

// cut ends the connection and says why in the log. It may be called from any
// goroutine, also when a write is stuck.
func (c *connection) cut(reason string) {
	c.mu.Lock()
	if c.reason == "" {
		c.reason = reason
	}
	c.mu.Unlock()
	_ = c.Close() // there is nothing left to lose
}

// dismiss ends a connection that was turned away, which has been logged.
func (c *connection) dismiss() {
	c.mu.Lock()
	c.quiet = true
	c.mu.Unlock()
	_ = c.Close() // there is nothing left to lose
}

// Close ends the connection. The library calls it in any case.
func (c *connection) Close() error {
	c.ending.Store(true)
	err := c.Conn.Close()
	c.closed.Do(func() {
		close(c.done)
		c.exchanged()
		c.mu.Lock()
		reason, user, quiet := c.reason, c.user, c.quiet
		if c.idle != nil {
			c.idle.Stop()
		}
		if c.asking != nil {
			c.asking.Stop()
		}
		c.mu.Unlock()
		switch {
		case reason != "":
		case !c.known.Load() && time.Since(c.since) >= c.server.Limits.Handshake: // the library has closed it
			reason = "it did not authenticate in time"
		default:
			reason = "the client closed it"
		}
		s := c.server
		if reason = c.left(reason); !quiet && c.told.Load() {
			s.Log.Info("connection closed", "conn", c.id, "remote", remote(c), "user", user,
				"reason", reason, "duration", time.Since(c.since).Round(time.Millisecond))
		}
		s.spawn(c, "drain", c.ahead.drain)
		s.mu.Lock()
		delete(s.conns, c)
		s.mu.Unlock()
		s.running.Done()
	})
	return err
}

// named notes whose connection it is, for the log.
func (c *connection) named(user string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.user = user
}

// remote returns the peer's address for the log.
func remote(c net.Conn) string {
	if a := c.RemoteAddr(); a != nil {
		return a.String()
	}
	return "unknown"
}
