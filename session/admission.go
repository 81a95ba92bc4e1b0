package session

import (
	"strconv"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"snug/keys"
)

// An allowance is how many times something may happen: at most n at once, and
// one more each second, or after another time, so that a flood ends and steady use
// goes on.
type allowance struct {
	n, left float64
	every   time.Duration
	last    time.Time
}

func newAllowance(n int) allowance { return allowanceEvery(n, time.Second) }

func allowanceEvery(n int, every time.Duration) allowance {
	return allowance{float64(n), float64(n), every, time.Now()}
}

// take reports whether it may happen once more.
func (a *allowance) take() bool {
	now := time.Now()
	a.left = min(a.n, a.left+float64(now.Sub(a.last))/float64(a.every))
	a.last = now
	if a.left < 1 {
		return false
	}
	a.left--
	return true
}

// giveBack undoes one take.
func (a *allowance) giveBack() { a.left = min(a.n, a.left+1) }

// opened counts a channel that the client opens. A flood of them ends the
// connection, but not one of channels that each run a command, as a script
// does that shares its connection; see ended.
func (c *connection) opened() bool {
	return c.spend(&c.opens, limitChannels, "it opened too many channels")
}

// spend takes one of an allowance, and cuts the connection if there is none left.
func (c *connection) spend(a *allowance, l limit, reason string) bool {
	c.mu.Lock()
	ok := a.take()
	c.mu.Unlock()
	if !ok {
		c.server.refused.hit(l)
		c.cut(reason)
	}
	return ok
}

// admit lets one more session in, or says why not. The caller calls leave.
func (c *connection) admit(s *session) (why string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.stopping != nil:
		return "the server is stopping"
	case c.channels == c.server.Limits.Sessions:
		c.server.refused.hit(limitSessions)
		return "too many sessions on one connection; open another one"
	}
	c.channels++
	c.sessions[s] = struct{}{}
	return ""
}

func (c *connection) leave(s *session) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.channels--
	delete(c.sessions, s)
}

// authenticated notes that the client is let in, and starts the clock for
// connections that run nothing (ssh -N).
func (c *connection) authenticated() {
	c.known.Store(true)
	if c.told.CompareAndSwap(false, true) {
		c.tell()
	}
	c.mu.Lock()
	proven := c.proven
	c.mu.Unlock()
	if !proven {
		c.charge(keys.Identity{})
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.idle == nil {
		c.idle = time.AfterFunc(c.patience(), c.server.contained(c, "idle", c.runsNothing))
	}
}

// runsNothing cuts a connection on which nothing has run for too long.
func (c *connection) runsNothing() {
	c.mu.Lock()
	stops := c.stopping != nil
	c.mu.Unlock()
	if !stops { // else it has been waited for
		c.server.refused.hit(limitIdle)
	}
	c.cut("it ran no session")
}

// patience is how long a connection may run no session. The caller holds mu.
func (c *connection) patience() time.Duration {
	switch {
	case c.stopping != nil:
		return linger
	case c.over != nil:
		return min(overPatience, c.server.Limits.NoSession)
	}
	return c.server.Limits.NoSession
}

// linger is how long a client of a stopping server has to hang up by itself.
const linger = time.Second

// overPatience is how long a client that is over a limit of the door has to ask
// for the session that tells it so.
const overPatience = 3 * time.Second

// began and ended count the sessions that run.
func (c *connection) began() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.used = true
	if c.busy++; c.idle != nil {
		c.idle.Stop()
	}
}

func (c *connection) ended() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.opens.giveBack()
	// A session often outlives its connection by a moment. A clock that it started
	// then would hold on to all of the connection, and count it as one that ran nothing.
	if c.busy--; c.busy == 0 && c.idle != nil && !c.ending.Load() {
		c.idle.Reset(c.patience())
	}
}

// refuseChannel turns away forwarding, and whatever else is no session.
func (s *Server) refuseChannel(_ *ssh.Server, _ *gossh.ServerConn, nc gossh.NewChannel, ctx ssh.Context) {
	c := connectionOf(ctx)
	defer s.contain(c, "refuse channel")
	if !c.opened() {
		return
	}
	c.logRefusal("channel " + nc.ChannelType())
	_ = nc.Reject(gossh.Prohibited, "this server forwards nothing") // fails only with the connection
}

// refuseGlobal turns away requests that belong to no channel: listening for
// the client (tcpip-forward) is the best known.
func (s *Server) refuseGlobal(ctx ssh.Context, _ *ssh.Server, req *gossh.Request) (bool, []byte) {
	c := connectionOf(ctx)
	defer s.contain(c, "refuse request")
	if isKeepalive(req.Type) {
		return false, nil // any answer shows that we live
	}
	if c.spend(&c.requests, limitRequests, "it made too many requests") {
		c.logRefusal("request " + req.Type)
	}
	return false, nil
}

// refusalLines is how many refusals of one connection are logged.
const refusalLines = 10

// logRefusal logs what was refused. The client chose the words: they are
// quoted, and so are short and printable.
func (c *connection) logRefusal(what string) {
	c.mu.Lock()
	c.refusals++
	ok := c.refusals <= refusalLines
	c.mu.Unlock()
	if ok {
		c.server.Log.Info("refused", "conn", c.id, "remote", remote(c), "what", quoted(what))
	}
}

// quoted makes a client's words fit for the log.
func quoted(s string) string { return strconv.QuoteToASCII(s[:min(len(s), 80)]) }
