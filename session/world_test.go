package session_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"snug/data"
	"snug/keys"
	"snug/room"
	"snug/room/roomtest"
	"snug/session"
	"snug/session/command"
	"snug/session/live"
)

// patience is how long a test waits for what must happen.
const patience = 90 * time.Second

// A world is a server on a loopback port.
type world struct {
	*session.Server
	addr  string
	host  ssh.PublicKey
	owner ssh.Signer // whoever has this key owns the server
	log   *watched
	ended chan error // of Serve

	accounts *accounts
	rooms    *rooms
	broker   *room.Broker
	blobs    *blobs
}

// Accounts are a store of accounts in which something can happen between what a
// session does and what it does next.
type accounts struct {
	keys.Store
	reads atomic.Int64                       // how often something was looked up
	after atomic.Pointer[func(keys.Command)] // is called when a command was accepted; nil: nothing is
}

func (a *accounts) Do(ctx context.Context, c keys.Command) (keys.Outcome, error) {
	o, err := a.Store.Do(ctx, c)
	if after := a.after.Load(); err == nil && after != nil {
		(*after)(c)
	}
	return o, err
}

// newWorld starts a server. The commands are those of the program and more.
func newWorld(t *testing.T, limits session.Limits, more ...command.Spec) *world {
	t.Helper()
	return newWorldOf(t, session.Config{Limits: limits}, more...)
}

// newWorldOf is newWorld with more of a configuration.
func newWorldOf(t *testing.T, config session.Config, more ...command.Spec) *world {
	t.Helper()
	w := &world{log: newWatched(), ended: make(chan error, 1)}
	log := slog.New(slog.NewTextHandler(w.log, nil))
	store, err := data.Open(t.TempDir(), data.Options{Log: log})
	if err != nil {
		t.Fatal(err)
	}
	w.rooms = &rooms{Store: roomtest.Unpaced(store.Rooms())}
	broker, err := room.NewBroker(w.rooms, log)
	if err != nil {
		t.Fatal(err)
	}
	w.broker, w.blobs = broker, &blobs{roomtest.NewBlobs(), make(chan int64, 100), make(chan string, 100)}
	if err := broker.UseBlobs(w.blobs); err != nil {
		t.Fatal(err)
	}
	w.owner = newSigner(t)
	w.accounts = &accounts{Store: store.Accounts()}
	directory := keys.NewDirectory(w.accounts, []keys.Fingerprint{keys.FingerprintOf(w.owner.PublicKey())})
	sessions := live.New()
	host := newSigner(t)
	w.host = host.PublicKey()
	table, err := command.New(command.Services{
		Broker: broker, Directory: directory, Sessions: sessions, Log: log,
		Version: "test", HostKey: ssh.FingerprintSHA256(w.host), Connect: "ssh chat.example.com",
	}, append(command.Specs(), more...)...)
	if err != nil {
		t.Fatal(err)
	}
	config.HostKey, config.Directory, config.Broker, config.Sessions = host, directory, broker, sessions
	config.Table, config.Log, config.Name = table, log, "chat.example.com"
	w.Server, err = session.New(config)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w.addr = listener.Addr().String()
	go func() { w.ended <- w.Serve(context.Background(), listener) }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if err := w.Shutdown(ctx, ""); err != nil {
			t.Error(err)
		}
		if err := <-w.ended; err != nil {
			t.Error(err)
		}
		if err := errors.Join(broker.Close(ctx), store.Close()); err != nil {
			t.Error(err)
		}
		if t.Failed() {
			t.Log(w.log.String())
		}
	})
	return w
}

// stop stops the server, which waits for its sessions.
func stop(t *testing.T, w *world) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := w.Shutdown(ctx, ""); err != nil {
		t.Fatal(err)
	}
}

func newSigner(t *testing.T) ssh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	s, err := ssh.NewSignerFromSigner(private)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// dial connects.
func (w *world) dial(user string, auth ...ssh.AuthMethod) (*ssh.Client, error) {
	return ssh.Dial("tcp", w.addr, &ssh.ClientConfig{
		User: user, Auth: auth, HostKeyCallback: ssh.FixedHostKey(w.host), Timeout: patience,
	})
}

// as connects with a key, until the test ends.
func (w *world) as(t *testing.T, key ssh.Signer) *ssh.Client {
	t.Helper()
	c, err := w.dial("somebody", ssh.PublicKeys(key))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// member returns a key that has an account.
func (w *world) member(t *testing.T, name string) ssh.Signer {
	t.Helper()
	key := newSigner(t)
	w.signUp(t, key, name)
	return key
}

// signUp makes an account for a key.
func (w *world) signUp(t *testing.T, key ssh.Signer, name string) {
	t.Helper()
	if a := run(t, w.as(t, key), "register "+name); a.status != 0 {
		t.Fatalf("register %s: %s", name, a.err)
	}
}

// An answer is what a session gave.
type answer struct {
	status   int
	out, err string
}

// run runs a command, or without one the shell, in a session of its own.
func run(t *testing.T, c *ssh.Client, line string) answer {
	t.Helper()
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var out, errs bytes.Buffer
	s.Stdout, s.Stderr = &out, &errs
	if line == "" {
		err = s.Shell()
	} else {
		err = s.Start(line)
	}
	if err != nil {
		t.Fatal(err)
	}
	return answer{status(t, s.Wait()), out.String(), errs.String()}
}

// runSFTP begins what sftp and scp begin, and returns how it comes out.
func runSFTP(t *testing.T, c *ssh.Client) answer {
	t.Helper()
	ch, reqs, err := c.OpenChannel("session", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer ch.Close()
	ok, err := ch.SendRequest("subsystem", true, ssh.Marshal(struct{ Name string }{"sftp"}))
	if !ok || err != nil {
		t.Fatalf("the request for sftp: %t, %v; want it answered on standard error", ok, err)
	}
	a := answer{status: -1}
	read := make(chan struct{})
	go func() {
		defer close(read)
		errs, _ := io.ReadAll(ch.Stderr()) // ends with the channel
		a.err = string(errs)
	}()
	out, _ := io.ReadAll(ch)
	<-read
	a.out = string(out)
	for req := range reqs {
		var exit struct{ Status uint32 }
		if req.Type == "exit-status" && ssh.Unmarshal(req.Payload, &exit) == nil {
			a.status = int(exit.Status)
		}
	}
	return a
}

// status returns the exit status behind what Wait returned.
func status(t *testing.T, err error) int {
	t.Helper()
	var exit *ssh.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitStatus()
	}
	t.Fatalf("the session ended without a status: %v", err)
	return 0
}

// ends waits for a connection to end.
func ends(t *testing.T, c ssh.Conn) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		_ = c.Wait() // however it ends
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(patience):
		t.Fatal("the connection does not end")
	}
}

// A terminal is a shell with a screen.
type terminal struct {
	*ssh.Session
	in  io.WriteCloser
	out *watched
}

// open opens a screen of 80 by 24.
func open(t *testing.T, c *ssh.Client) *terminal {
	t.Helper()
	return openWith(t, c, nil)
}

// openWith opens a screen of 80 by 24 for a client with an environment.
func openWith(t *testing.T, c *ssh.Client, environ map[string]string) *terminal {
	t.Helper()
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	for name, value := range environ {
		if err := s.Setenv(name, value); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	term := &terminal{Session: s, out: newWatched()}
	s.Stdout = term.out
	if term.in, err = s.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := s.RequestPty("xterm-256color", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Shell(); err != nil {
		t.Fatal(err)
	}
	return term
}

// types sends keys.
func (term *terminal) types(t *testing.T, s string) {
	t.Helper()
	if _, err := io.WriteString(term.in, s); err != nil {
		t.Fatal(err)
	}
}

// A watched is an output that a test can wait for.
type watched struct {
	mu    sync.Mutex
	b     strings.Builder
	grown chan struct{}
}

func newWatched() *watched { return &watched{grown: make(chan struct{}, 1)} }

func (w *watched) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	select {
	case w.grown <- struct{}{}:
	default:
	}
	return w.b.Write(p)
}

func (w *watched) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.String()
}

// shows waits until what came contains want.
func (w *watched) shows(t *testing.T, want string) {
	t.Helper()
	timeout := time.After(patience)
	for !strings.Contains(w.String(), want) {
		select {
		case <-w.grown:
		case <-timeout:
			t.Fatalf("%q never came; what came is %q", want, w.String())
		}
	}
}
