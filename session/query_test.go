package session

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"log/slog"
	"net"
	"strings"
	"sync"
	"testing"

	"github.com/spf13/pflag"
	gossh "golang.org/x/crypto/ssh"

	"snug/data"
	"snug/keys"
	"snug/room"
	"snug/session/command"
	"snug/session/door"
	"snug/session/live"
	"snug/ui"
)

// newServer returns a server with some commands and without a listener.
func newServer(t *testing.T, specs ...command.Spec) *Server {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	store, err := data.Open(t.TempDir(), data.Options{Log: log})
	if err != nil {
		t.Fatal(err)
	}
	broker, err := room.NewBroker(store.Rooms(), log)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(broker.Close(context.Background()), store.Close()); err != nil {
			t.Error(err)
		}
	})
	directory, open := keys.NewDirectory(store.Accounts(), nil), live.New()
	table, err := command.New(command.Services{Broker: broker, Directory: directory, Sessions: open, Log: log}, specs...)
	if err != nil {
		t.Fatal(err)
	}
	return &Server{Config: Config{Directory: directory, Broker: broker, Sessions: open, Table: table, Log: log}}
}

func newKey(t *testing.T) gossh.PublicKey {
	t.Helper()
	public, _, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	key, err := gossh.NewPublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// newSession returns a session that nobody serves.
func newSession(t *testing.T, s *Server) *session {
	t.Helper()
	near, far := net.Pipe()
	t.Cleanup(func() {
		near.Close()
		far.Close()
	})
	visit, err := door.New(door.Limits{}).Knock(func() {})
	if err != nil {
		t.Fatal(err)
	}
	return &session{server: s, conn: &connection{Conn: near, server: s, visit: visit}, notices: make(chan ui.Notice, maxNotices), bell: room.NewBell()}
}

// newHost returns the host of the screen of somebody who has signed up.
func newHost(t *testing.T, specs ...command.Spec) *host {
	t.Helper()
	s, key := newServer(t, specs...), newKey(t)
	who, err := s.Directory.SignUp(t.Context(), key, "alice", "")
	if err != nil {
		t.Fatal(err)
	}
	return &host{session: newSession(t, s), key: key, who: who}
}

func spec(path string, least keys.Role, run command.Run) command.Spec {
	return command.Spec{
		Path: path, Help: "Test.", Least: command.AtLeast(least), Effect: command.Reads,
		Bind: func(*pflag.FlagSet) command.Run { return run },
	}
}

func TestQueryAnswersAsExecWould(t *testing.T) {
	h := newHost(t,
		spec("show", keys.Member, func(_ context.Context, c *command.Invocation) error {
			_, err := c.Stdout.Write([]byte(map[bool]string{true: "{}\n", false: "for people"}[c.JSON]))
			return errors.Join(err, put(c.Stderr.Write([]byte("a notice"))))
		}),
		spec("staff", keys.Admin, func(context.Context, *command.Invocation) error { return nil }),
		spec("flood", keys.Member, func(_ context.Context, c *command.Invocation) error {
			for {
				if _, err := c.Stdout.Write(make([]byte, 1000)); err != nil {
					return nil
				}
			}
		}),
		spec("wait", keys.Member, func(ctx context.Context, _ *command.Invocation) error {
			<-ctx.Done()
			return ctx.Err()
		}),
		spec("panic", keys.Member, func(context.Context, *command.Invocation) error { panic("on purpose") }),
	)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	tests := []struct {
		name   string
		line   string
		want   string
		status command.Status // of the failure; OK: there is none
	}{
		{"an object", "show", "{}\n", command.OK},
		{"without the role", "staff", "", command.Denied},
		{"no such command", "nonsense", "", command.Usage},
		{"too much", "flood", "", command.Limited},
		{"a panic", "panic", "", command.Internal},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := h.Query(t.Context(), tt.line)
			var f *command.Failure
			status := command.OK
			if errors.As(err, &f) {
				status = f.Status
			}
			if string(got) != tt.want || status != tt.status || err != nil && f == nil {
				t.Errorf("Query = %q, %v, want %q and status %v", got, err, tt.want, tt.status)
			}
		})
	}
	if got, err := h.Query(gone, "wait"); got != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("a query that nobody waits for = %q, %v", got, err)
	}
	if n := h.session.server.Panics(); n != 1 {
		t.Errorf("%d panics are counted, want 1", n)
	}
}

// put is the error of a write.
func put(_ int, err error) error { return err }

func TestQueriesRunAtOnce(t *testing.T) {
	const n = 8
	var all sync.WaitGroup
	all.Add(n)
	h := newHost(t, spec("meet", keys.Member, func(_ context.Context, c *command.Invocation) error {
		all.Done()
		all.Wait() // for ever, if one ran after the other
		_, err := c.Stdout.Write([]byte(strings.Repeat("x", 10)))
		return err
	}))
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() {
			if got, err := h.Query(t.Context(), "meet"); len(got) != 10 || err != nil {
				t.Errorf("Query = %q, %v", got, err)
			}
		})
	}
	wg.Wait()
}
