package session

import (
	"errors"
	"net"
	"net/netip"
	"runtime/debug"
	"time"

	"snug/keys"
	"snug/session/command"
	"snug/session/door"
	"snug/text/lang"
)

// A doorway is the listener that the SSH library accepts from. It closes what the
// door turns away, before anything is read of it or written to it, and never waits
// for a client.
type doorway struct {
	net.Listener
	server *Server
}

// An arrival is a connection that has come through the doorway.
type arrival struct {
	net.Conn
	visit   *door.Visit
	proxied bool // whose it is stands in a header that was not read yet
}

// Accept implements [net.Listener].
func (d doorway) Accept() (net.Conn, error) {
	for {
		nc, err := d.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if a := d.server.arrive(nc); a != nil {
			return a, nil
		}
		_ = nc.Close() // nothing is lost with it
	}
}

// arrive lets a connection in as far as its address goes, or returns nil. It runs on
// the goroutine that accepts: what panics here ends one connection, too.
func (s *Server) arrive(nc net.Conn) (a *arrival) {
	defer func() {
		if p := recover(); p != nil {
			a = nil
			s.panics.Add(1)
			s.Log.Error("panic", "where", "door", "remote", remote(nc), "panic", p, "stack", string(debug.Stack()))
		}
	}()
	visit, err := s.door.Knock(func() { _ = nc.Close() })
	if err != nil {
		s.turnAway(nc, err)
		return nil
	}
	peer := ip(nc.RemoteAddr())
	a = &arrival{nc, visit, s.isProxy(peer)}
	if !a.proxied {
		if err := visit.From(peer); err != nil {
			s.turnAway(nc, err)
			return nil
		}
	}
	return a
}

// ip returns an address without its port; the zero one when it has none.
func ip(a net.Addr) netip.Addr {
	if tcp, ok := a.(*net.TCPAddr); ok {
		return tcp.AddrPort().Addr().Unmap()
	}
	return netip.Addr{}
}

// atDoor are the limits that the door's errors stand for.
var atDoor = map[error]limit{
	door.ErrCrowded: limitWaiting, door.ErrPenalised: limitPenalty,
	door.ErrSourceFull: limitSource, door.ErrNetworkFull: limitNetwork,
	door.ErrGuestsOpen: limitGuests, door.ErrGuestsNew: limitNewGuests,
	door.ErrAccountOpen: limitAccount, door.ErrAccountNew: limitNewAccount,
}

// turnAway counts a connection that the door did not let in, and logs it, unless
// there are many.
func (s *Server) turnAway(nc net.Conn, why error) {
	s.refused.hit(atDoor[why])
	if s.maySay(&s.doorLines) {
		s.Log.Info("connection turned away", "remote", remote(nc), "reason", why)
	}
}

// doorLines is how many such lines there may be at once, and one more each second.
const doorLines = 10

// Of strangers who were let in more is told: each has come as far as speaking SSH. But
// who has many addresses must not fill a disk with them.
const (
	strangerLines = 200 // at once
	strangerGap   = 100 * time.Millisecond
)

// maySay takes one of the log lines that strangers may cause.
func (s *Server) maySay(of *allowance) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return of.take()
}

// charge tells the door whose connection it is. It is called when that has been
// proved, and again when a guest has become a member.
func (c *connection) charge(who keys.Identity) {
	var err error
	if who.SignedUp() {
		err = c.visit.Member(uint64(who.Account.ID), who.Fingerprint)
	} else {
		err = c.visit.Guest()
	}
	if err == nil {
		return
	}
	c.server.refused.hit(atDoor[err])
	c.mu.Lock()
	defer c.mu.Unlock()
	c.over = err
}

// overLimit returns why no session may begin on the connection, if so.
func (c *connection) overLimit() error {
	c.mu.Lock()
	why := c.over
	c.mu.Unlock()
	var said lang.Sentence
	switch l := c.server.Door; {
	case why == nil:
		return nil
	case errors.Is(why, door.ErrAccountOpen):
		said = lang.S("%d connections are open with your account and that is the limit; end one of them first", l.AccountOpen)
	case errors.Is(why, door.ErrAccountNew):
		said = lang.S("%d new connections a minute are the limit for one account; try again a little later", l.AccountNew)
	case errors.Is(why, door.ErrGuestsOpen):
		said = lang.S("%d connections from your address have no account and that is the limit; try again later", l.GuestsOpen)
	default:
		said = lang.S("%d new connections a minute without an account are the limit for one address; try again a little later", l.GuestsNew)
	}
	return &command.Failure{Status: command.Limited, Text: said}
}

// left ends the visit of a connection that was closed, and returns why it was, as
// far as anybody knows.
func (c *connection) left(reason string) string {
	penalties, gaveWay := c.visit.Leave(c.outcome())
	for _, p := range penalties {
		c.server.refused.hit(limitPenalised)
		c.server.Log.Info("source penalised", "source", p.Source.String(), "for", p.For.Round(time.Second))
	}
	if gaveWay {
		c.server.refused.hit(limitGaveWay)
		return "it waited for long and others wanted its place"
	}
	return reason
}

// outcome is what came of the connection, for its source. A client that hung up
// while it was asked to prove a key has not failed to.
func (c *connection) outcome() door.Outcome {
	stopping := c.server.refusesNew()
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.broke:
		return door.Crashed
	case stopping:
		return door.Good // we ended it
	case c.known.Load():
		if c.over != nil || !c.proven || !c.used {
			return door.Empty
		}
		return door.Good
	case time.Since(c.since) >= c.server.Limits.Handshake:
		return door.Slow
	case c.failures > 0, c.offers > 0 && !c.hungUp.Load():
		return door.Failed
	}
	return door.Empty
}
