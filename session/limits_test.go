package session_test

import (
	"context"
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"
	"golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/session"
	"snug/session/command"
)

func TestTrap13MissingHostKey(t *testing.T) {
	if _, err := session.New(session.Config{}); err == nil || !strings.Contains(err.Error(), "host key") {
		t.Errorf("New = %v, want an error about the host key", err)
	}
}

func TestTrap15BadQuoteIsAnError(t *testing.T) {
	w := newWorld(t, session.Limits{})
	c := w.as(t, w.member(t, "alice"))
	if a := run(t, c, `join "books`); a.status != 2 || !strings.Contains(a.err, "quote") {
		t.Errorf("an open quote = %+v, want status 2", a)
	}
}

func TestTrap10PanicStaysInItsSession(t *testing.T) {
	w := newWorld(t, session.Limits{}, command.Spec{
		Path: "panic", Help: "Break.", Least: command.AtLeast(keys.Guest), Effect: command.Reads,
		Bind: func(*pflag.FlagSet) command.Run {
			return func(context.Context, *command.Invocation) error { panic("on purpose") }
		},
	})
	c := w.as(t, w.member(t, "alice"))
	if a := run(t, c, "panic"); a.status != 1 || !strings.Contains(a.err, "internal error, id ") {
		t.Errorf("panic = %+v, want an internal error", a)
	}
	term := open(t, c)
	term.out.shows(t, "lobby")
	term.types(t, "/panic\r")
	term.out.shows(t, "internal error")
	if a := run(t, c, "whoami"); a.status != 0 {
		t.Errorf("the next command on the same connection = %+v", a)
	}
	if n := w.Panics(); n != 2 {
		t.Errorf("%d panics were counted, want 2", n)
	}
}

func TestForwardingIsRefused(t *testing.T) {
	w := newWorld(t, session.Limits{})
	c := w.as(t, w.member(t, "alice"))
	for _, kind := range []string{"direct-tcpip", "direct-streamlocal@openssh.com", "tun@openssh.com", "x11", "auth-agent@openssh.com"} {
		_, _, err := c.OpenChannel(kind, nil)
		var refusal *ssh.OpenChannelError
		if !errors.As(err, &refusal) || refusal.Reason != ssh.Prohibited {
			t.Errorf("a channel %s gives %v, want it prohibited", kind, err)
		}
	}
	for _, kind := range []string{"tcpip-forward", "streamlocal-forward@openssh.com"} {
		if ok, _, err := c.SendRequest(kind, true, nil); ok || err != nil {
			t.Errorf("a request %s gives %t, %v, want it refused", kind, ok, err)
		}
	}
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, kind := range []string{"auth-agent-req@openssh.com", "x11-req", "subsystem", "signal", "break", "made-up"} {
		if ok, err := s.SendRequest(kind, true, nil); ok || err != nil {
			t.Errorf("a session request %s gives %t, %v, want it refused", kind, ok, err)
		}
	}
}

func TestFloodsEndTheConnection(t *testing.T) {
	floods := map[string]func(c *ssh.Client, s *ssh.Session) error{
		"channels": func(c *ssh.Client, _ *ssh.Session) error {
			ch, reqs, err := c.OpenChannel("session", nil)
			if err == nil {
				go ssh.DiscardRequests(reqs)
				return ch.Close()
			}
			return err
		},
		"refused channels": func(c *ssh.Client, _ *ssh.Session) error {
			_, _, err := c.OpenChannel("direct-tcpip", nil)
			return err
		},
		"requests": func(c *ssh.Client, _ *ssh.Session) error {
			_, _, err := c.SendRequest("made-up", true, nil)
			return err
		},
		"session requests": func(_ *ssh.Client, s *ssh.Session) error {
			_, err := s.SendRequest("env", true, nil)
			return err
		},
	}
	for name, flood := range floods {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, session.Limits{})
			c := w.as(t, newSigner(t))
			s, err := c.NewSession()
			if err != nil {
				t.Fatal(err)
			}
			// The client's library may wait for an answer that a cut connection
			// does not bring, so the flood has a goroutine to itself.
			go func() {
				for range 10000 {
					_ = flood(c, s) // refused at first, then the connection ends
				}
			}()
			ends(t, c)
		})
	}
}

// A script that shares one connection is no flood.
func TestManyCommandsOnOneConnection(t *testing.T) {
	w := newWorld(t, session.Limits{ChannelOpens: 5})
	c := w.as(t, w.member(t, "alice"))
	for i := range 30 {
		if a := run(t, c, "send lobby hi"); a.status != 0 {
			t.Fatalf("command %d = %+v", i, a)
		}
	}
}

func TestSessionsAreCounted(t *testing.T) {
	w := newWorld(t, session.Limits{})
	c := w.as(t, newSigner(t))
	for range 4 {
		s, err := c.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
	}
	if s, err := c.NewSession(); err == nil {
		s.Close()
		t.Error("a fifth session was opened")
	}
	w.hits(t, "sessions-of-connection", 1)
}

func TestEnvironmentIsHeldToAList(t *testing.T) {
	w := newWorld(t, session.Limits{})
	c := w.as(t, newSigner(t))
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	tests := []struct {
		name, value string
		ok          bool
	}{
		{"LANG", "zh_CN.UTF-8", true},
		{"LC_ALL", "C", true},
		{"COLORTERM", "truecolor", true},
		{"NO_COLOR", strings.Repeat("1", 1025), false},
		{"LD_PRELOAD", "/tmp/x", false},
		{"LANG", "a\x1b[31m", false},
		{"LC_\n", "a", false},
	}
	for _, tt := range tests {
		err := s.Setenv(tt.name, tt.value)
		if (err == nil) != tt.ok {
			t.Errorf("setting %q to %.20q: %v, want it accepted: %t", tt.name, tt.value, err, tt.ok)
		}
	}
	var accepted int
	for range 30 {
		if s.Setenv("LC_X", "y") == nil {
			accepted++
		}
	}
	if accepted != 16-3 {
		t.Errorf("%d more variables were kept, want %d", accepted, 16-3)
	}
	w.hits(t, "environment", 30-13)
}

func TestAConnectionThatRunsNothingEnds(t *testing.T) {
	w := newWorld(t, session.Limits{NoSession: 50 * time.Millisecond})
	ends(t, w.as(t, newSigner(t)))
	w.log.shows(t, "it ran no session")
}

// TestHangingUpIsNotRunningNothing has somebody hang up with a screen open, whose
// session ends when its connection has.
func TestHangingUpIsNotRunningNothing(t *testing.T) {
	t.Parallel() // it waits most of the time
	w := newWorld(t, session.Limits{NoSession: 2 * time.Second})
	c := w.as(t, newSigner(t))
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	out, err := s.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.RequestPty("xterm", 24, 80, nil), s.Shell()); err != nil {
		t.Fatal(err)
	}
	if _, err := out.Read(make([]byte, 1)); err != nil { // it is shown
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 { // each as long as a clock that the first one had left behind
		ends(t, w.as(t, newSigner(t)))
	}
	w.hits(t, "no-session", 2)
}

func TestSlowHandshakeEnds(t *testing.T) {
	w := newWorld(t, session.Limits{Handshake: 50 * time.Millisecond})
	c, err := net.Dial("tcp", w.addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.SetReadDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	buf := make([]byte, 512)
	for {
		if _, err := c.Read(buf); err != nil {
			var late net.Error
			if errors.As(err, &late) && late.Timeout() {
				t.Error("the connection stays open")
			}
			return
		}
	}
}

// TestDeadClientIsCut has a client that answers nothing, while the same person
// comes back on another connection.
func TestDeadClientIsCut(t *testing.T) {
	t.Parallel()                                                                   // it waits most of the time
	w := newWorld(t, session.Limits{Keepalive: 2 * time.Second, KeepaliveLost: 2}) // the second one answers
	alice := w.member(t, "alice")
	tcp, err := net.Dial("tcp", w.addr)
	if err != nil {
		t.Fatal(err)
	}
	defer tcp.Close()
	conn, chans, _, err := ssh.NewClientConn(tcp, w.addr, &ssh.ClientConfig{
		User: "x", Auth: []ssh.AuthMethod{ssh.PublicKeys(alice)}, HostKeyCallback: ssh.FixedHostKey(w.host),
	})
	if err != nil {
		t.Fatal(err)
	}
	// Requests are not read, so the server's questions stay without an answer.
	c := ssh.NewClient(conn, chans, make(chan *ssh.Request))
	term := open(t, c)
	term.out.shows(t, "lobby")
	if a := run(t, w.as(t, alice), "whoami"); a.status != 0 {
		t.Errorf("a second connection = %+v", a)
	}
	ends(t, conn)
	w.log.shows(t, "it stopped answering")
}
