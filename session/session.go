package session

import (
	"context"
	"io"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/room"
	"snug/session/command"
	"snug/session/live"
	"snug/session/transfer"
	"snug/text/lang"
	"snug/ui"
)

// A session is one channel of a connection.
type session struct {
	server *Server
	conn   *connection
	ch     gossh.Channel
	end    context.CancelCauseFunc

	requests int // made so far; the filter's

	// What the client asked for. The filter writes these until it passes the
	// shell or exec request on, and nobody does after.
	started bool
	isExec  bool // standard output is data and nothing is told there
	isJSON  bool // a command whose errors are objects
	isSFTP  bool // a client for files asked for the subsystem
	pty     bool
	term    string
	env     []string

	live    live.Session // as it is noted among the open ones
	gone    func()       // forgets it there; nil before
	ending  ending
	who     atomic.Pointer[keys.Identity] // whose it is; nil before that is known
	host    atomic.Pointer[host]          // of a chat screen; nil before there is one
	notices chan ui.Notice                // for the screen; full: more are dropped
	bell    room.Bell                     // of its seat, which rings for notices, too
	lines   bool                          // it has no screen and talks in lines
	isSCP   bool                          // it runs scp -O
	first   room.ID                       // the room that was asked for; zero: none was

	speech  speech
	window  window
	handler sync.WaitGroup // the library's goroutine that runs serve
	reading sync.WaitGroup // the goroutine that reads the channel
}

// accepted gives the library the channel that we have accepted, with the
// requests that are left of it.
type accepted struct {
	gossh.NewChannel
	ch   gossh.Channel
	reqs <-chan *gossh.Request
}

// Accept implements [gossh.NewChannel].
func (a accepted) Accept() (gossh.Channel, <-chan *gossh.Request, error) { return a.ch, a.reqs, nil }

// serveChannel begins a session when its channel is opened. It returns when the
// session runs, or has turned out not to.
func (s *Server) serveChannel(srv *ssh.Server, sc *gossh.ServerConn, nc gossh.NewChannel, ctx ssh.Context) {
	c := connectionOf(ctx)
	defer s.contain(c, "channel")
	if !s.hold(c) {
		return
	}
	defer s.running.Done()
	if !c.opened() {
		return
	}
	ended, end := context.WithCancelCause(ctx)
	sess := &session{server: s, conn: c, end: end, notices: make(chan ui.Notice, maxNotices), bell: room.NewBell()}
	if why := c.admit(sess); why != "" {
		end(nil)
		_ = nc.Reject(gossh.ResourceShortage, why) // fails only with the connection
		return
	}
	var reqs <-chan *gossh.Request
	// What is left to do is to wait for years, on a goroutine of its own: this one has
	// grown the stack that it takes to begin.
	defer s.spawn(c, "filter", func() { sess.outlast(reqs) })
	ch, reqs, err := nc.Accept()
	if err != nil {
		return // the connection has ended
	}
	sess.ch = ch
	c.keepAlive(sc)
	pass := make(chan *gossh.Request)
	s.spawn(c, "filter", func() {
		defer close(pass)
		sess.filter(reqs, pass)
	})
	// Returns when pass is closed. The library's goroutine runs the session by then.
	ssh.DefaultSessionHandler(srv, sc, accepted{nc, ch, pass}, newSessionContext(ctx, ended, sess))
}

// outlast filters what is left of a session's requests, none when it has no channel,
// and returns when everything that worked on the session has. The session's context
// ends with the requests.
func (s *session) outlast(reqs <-chan *gossh.Request) {
	defer s.keepSeen() // when its place is free for another: it waits for the disk
	defer s.conn.leave(s)
	defer s.reading.Wait()
	defer s.handler.Wait()
	defer s.end(nil)
	if reqs == nil {
		return
	}
	defer s.server.contain(s.conn, "filter") // before it waits
	if s.started {
		s.filter(reqs, nil)
	}
	for range reqs { // nothing began before the filter failed
	}
}

// serveSession is the server's one middleware.
func (s *Server) serveSession(ssh.Handler) ssh.Handler {
	return func(sess ssh.Session) {
		if ctx, ok := sess.Context().(*sessionContext); ok {
			ctx.session.run(ctx, sess)
			return
		}
		s.Log.Error("a session without a filter", "remote", quoted(sess.RemoteAddr().String()))
		_ = sess.Exit(int(command.Internal)) // not reached: every session comes through serveChannel
	}
}

// run runs the session and ends it with its status. It contains its panics.
func (s *session) run(ctx *sessionContext, of ssh.Session) {
	defer s.handler.Done()
	defer s.conn.ended()
	defer s.close()
	status := int(command.Internal)
	defer func() {
		if p := recover(); p != nil {
			s.panicked(p)
		}
		// Fails when the client has gone, which is no news.
		_ = of.Exit(status)
	}()
	shown, ended := s.serve(ctx, of)
	if shown == nil {
		status = ended
		return
	}
	defer shown.close()
	status = shown.left(shown.program.Run())
}

// panicked tells whoever called that something broke.
func (s *session) panicked(p any) {
	id := s.server.panicked(s.conn, "session", p, debug.Stack())
	s.refuse(&command.Failure{
		Status: command.Internal,
		Text:   lang.S("internal error, id %s; tell the people who run this server", id),
	})
}

// serve runs the session and returns its exit status, or the screen that is left to
// run. The key is the one that was proved, nil when none was. It decides who this is;
// the SSH user name is no more than a suggestion for a new account.
func (s *session) serve(ctx *sessionContext, of ssh.Session) (*showing, int) {
	k, line := of.PublicKey(), of.RawCommand()
	asked := s.requestOf(line)
	if !s.isSFTP && (asked.mode == modePlain || asked.mode == modeScreen) {
		s.isExec = false // before others can tell this session anything
	}
	s.isSCP = s.isExec && !s.isSFTP && transfer.IsSCP(line)
	s.isJSON = !s.isFiles() && asked.mode == modeCommand && command.AsksJSON(line)
	who, settings, status := s.begin(k, ctx.ClientVersion())
	switch {
	case who == nil:
		return nil, status
	case s.isFiles():
		return nil, s.files(ctx, who, k, line)
	case asked.mode == modeCommand:
		return nil, s.exec(ctx, who, k, line)
	}
	return s.talk(ctx, asked, who, settings, k, of.User())
}

// begin looks up whose session this is and what they have chosen. When nobody
// is returned, they were told why, and the status is the session's.
func (s *session) begin(k gossh.PublicKey, client string) (*keys.Identity, map[string]string, int) {
	if k == nil && s.conn.overLimit() == nil {
		s.tell(keyHelp(s.server.Connect, s.conn.refusedKeys()))
		if s.isJSON {
			s.refuse(&command.Failure{Status: command.NoAccount, Text: lang.S("your ssh has sent no key that can be used; make one with: ssh-keygen -t ed25519")})
		}
		return nil, nil, int(command.NoAccount)
	}
	s.speech.begin(s.env)
	if err := s.conn.overLimit(); err != nil {
		return nil, nil, s.fail("begin a session", err)
	}
	s.open(k, client)
	who, settings, err := s.identity(k)
	if err != nil {
		id := newID()
		s.server.Log.Error("no account could be looked up", "conn", s.conn.id, "id", id, "err", err)
		return nil, nil, s.refuse(&command.Failure{Status: command.Internal, Text: lang.S("internal error, id %s; try again later", id)})
	}
	s.speech.choose(settings)
	if err := s.admit(who); err != nil {
		return nil, nil, s.fail("admit somebody", err)
	}
	return s.became(who), settings, 0
}

// identity returns who holds a proved key, and what they have chosen.
func (s *session) identity(k gossh.PublicKey) (keys.Identity, map[string]string, error) {
	who, err := s.identify(k)
	if err != nil || !who.SignedUp() {
		return who, nil, err
	}
	settings, err := s.server.Directory.Settings(who.Account.ID)
	return who, settings, err
}

// tell writes a text for people: to the screen of somebody who asked for one,
// else beside the data of a command.
func (s *session) tell(said string) {
	w := s.stdout()
	if s.isExec {
		w = s.stderr()
	}
	_, _ = io.WriteString(w, said) // a client that has gone needs no text
}

func (c *connection) refusedKeys() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.refused
}
