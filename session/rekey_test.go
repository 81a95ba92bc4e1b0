package session_test

import (
	"context"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/spf13/pflag"
	"golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/session"
	"snug/session/command"
)

// A muteConn is a client's connection that, once armed, lets the beginning of one
// more key exchange through and nothing behind it. Of the packets on it no other is so
// long.
type muteConn struct {
	net.Conn
	armed, mute atomic.Bool
	answered    chan struct{} // closed when the server has begun the exchange, too
	once        sync.Once
}

// exchange is more bytes than the other packets of the test have, and less than the
// first of a key exchange.
const exchange = 400

// Write implements [io.Writer].
func (c *muteConn) Write(p []byte) (int, error) {
	if c.mute.Load() {
		return len(p), nil
	}
	if c.armed.Load() && len(p) > exchange {
		c.mute.Store(true)
	}
	return c.Conn.Write(p)
}

// Read implements [io.Reader].
func (c *muteConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if c.mute.Load() && n > exchange {
		c.once.Do(func() { close(c.answered) })
	}
	return n, err
}

// TestAKeyExchangeThatStallsHoldsNoData is CVE-2025-22869: a client begins a key
// exchange, never ends it, and has all its sessions send meanwhile.
func TestAKeyExchangeThatStallsHoldsNoData(t *testing.T) {
	const sessions, most = 4, 4 << 20 // bytes; their windows have twice as much
	release := make(chan struct{})
	var taken atomic.Int64
	var running, ended sync.WaitGroup
	running.Add(sessions)
	ended.Add(sessions)
	w := newWorld(t, session.Limits{WriteStall: time.Second}, command.Spec{
		Path: "flood", Help: "Print without end.", Least: command.AtLeast(keys.Guest), Effect: command.Reads,
		Bind: func(*pflag.FlagSet) command.Run {
			return func(_ context.Context, c *command.Invocation) error {
				running.Done()
				defer ended.Done()
				<-release
				for b := make([]byte, 32<<10); ; {
					if _, err := c.Stdout.Write(b); err != nil {
						return nil
					}
					taken.Add(int64(len(b)))
				}
			}
		},
	})
	tcp, err := net.Dial("tcp", w.addr)
	if err != nil {
		t.Fatal(err)
	}
	conn := &muteConn{Conn: tcp, answered: make(chan struct{})}
	config := &ssh.ClientConfig{
		User: "mallory", Auth: []ssh.AuthMethod{ssh.PublicKeys(w.member(t, "mallory"))}, HostKeyCallback: ssh.FixedHostKey(w.host),
	}
	config.RekeyThreshold = 64 << 10
	c, chans, reqs, err := ssh.NewClientConn(conn, w.addr, config)
	if err != nil {
		t.Fatal(err)
	}
	client := ssh.NewClient(c, chans, reqs)
	defer client.Close()
	var in io.Writer
	for range sessions {
		s, err := client.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		if in, err = s.StdinPipe(); err != nil {
			t.Fatal(err)
		}
		s.Stdout = io.Discard // whatever comes is taken
		if err := s.Start("flood"); err != nil {
			t.Fatal(err)
		}
	}
	running.Wait()
	conn.armed.Store(true)
	for !conn.mute.Load() {
		if _, err := in.Write(make([]byte, 100)); err != nil {
			t.Fatal(err)
		}
	}
	<-conn.answered
	close(release)
	ended.Wait()
	if n := taken.Load(); n > most {
		t.Errorf("the server took %d bytes that nobody is sent, want at most %d", n, most)
	}
	w.log.shows(t, "it stopped reading")
}
