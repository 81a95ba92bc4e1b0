package session

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"sync/atomic"

	"charm.land/ssh"
	"charm.land/wish/v2"

	"snug/keys"
	"snug/session/door"
)

// A Server serves SSH. It is made by [New] and may be used from any goroutine.
type Server struct {
	Config
	ssh         *ssh.Server
	fingerprint string // of the host key

	door    *door.Door
	turns   chan struct{} // to exchange keys: as many as have one
	panics  atomic.Uint64
	refused refusals

	mu        sync.Mutex
	listener  net.Listener
	stopping  error // why nobody is let in any more; nil before
	conns     map[*connection]struct{}
	count     uint64         // connections so far
	doorLines allowance      // log lines about connections that were turned away
	strangers allowance      // the same about those that came, until they are let in
	failures  allowance      // the same about those that are not
	running   sync.WaitGroup // connections and their goroutines; Add only under mu while not stopping
}

// New returns a server that is ready to [Server.Serve].
func New(c Config) (*Server, error) {
	if err := c.check(); err != nil {
		return nil, fmt.Errorf("ssh server: %w", err)
	}
	c.Limits, c.Door = c.Limits.withDefaults(), c.Door.WithDefaults()
	if c.Connect == "" {
		c.Connect = "ssh " + c.Name
	}
	s := &Server{
		Config:      c,
		fingerprint: keys.FingerprintOf(c.HostKey.PublicKey()).String(),
		door:        door.New(c.Door),
		turns:       make(chan struct{}, exchangesAtOnce()),
		conns:       make(map[*connection]struct{}),
		doorLines:   newAllowance(doorLines),
		strangers:   allowanceEvery(strangerLines, strangerGap),
		failures:    allowanceEvery(strangerLines, strangerGap),
	}
	srv, err := wish.NewServer(
		wish.WithVersion("snug"), // and no more: it is the same for every build
		withHostKey(c.HostKey),
		wish.WithPublicKeyAuth(s.offer),
		wish.WithKeyboardInteractiveAuth(noKey),
		// One middleware, so that no order has to be remembered: the last one
		// listed runs first (wish v2.0.3).
		wish.WithMiddleware(s.serveSession),
		ssh.WrapConn(s.accept),
	)
	if err != nil {
		return nil, fmt.Errorf("ssh server: %w", err)
	}
	srv.HandshakeTimeout = c.Limits.Handshake
	srv.ServerConfigCallback = s.serverConfig
	srv.ConnectionFailedCallback = s.handshakeFailed
	// Every kind of channel and request is named here or refused.
	srv.ChannelHandlers = map[string]ssh.ChannelHandler{
		"session": s.serveChannel,
		"default": s.refuseChannel,
	}
	srv.RequestHandlers = map[string]ssh.RequestHandler{"default": s.refuseGlobal}
	srv.SubsystemHandlers = map[string]ssh.SubsystemHandler{}
	s.ssh = srv
	return s, nil
}

func withHostKey(k ssh.Signer) ssh.Option {
	return func(srv *ssh.Server) error {
		srv.AddHostKey(k)
		return nil
	}
}

// Serve accepts connections on l until [Server.Shutdown], which returns when
// they have ended. The end of ctx is no shutdown: it cuts every connection
// where it is. Serve closes l.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	s.mu.Lock()
	if s.stopping != nil {
		s.mu.Unlock()
		return l.Close()
	}
	s.listener = l
	s.mu.Unlock()
	stop := context.AfterFunc(ctx, func() {
		s.refuseNew(context.Cause(ctx))
		s.cutAll("the server is stopping")
	})
	defer stop()
	err := s.ssh.Serve(doorway{l, s})
	if s.refusesNew() || errors.Is(err, ssh.ErrServerClosed) {
		return nil
	}
	return fmt.Errorf("accept connections: %w", err)
}

// Panics returns how many panics have been contained so far.
func (s *Server) Panics() uint64 { return s.panics.Load() }
