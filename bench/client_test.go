//go:build linux

package bench

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/sync/errgroup"
)

// A board knows when each message was sent. Message n carries token(n).
type board struct {
	mu   sync.Mutex
	sent []time.Time
}

func token(n int) string { return fmt.Sprintf("<%06d>", n) }

func (b *board) send(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if n != len(b.sent) {
		panic("messages are numbered in order")
	}
	b.sent = append(b.sent, time.Now())
}

func (b *board) at(n int) (time.Time, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if n >= len(b.sent) {
		return time.Time{}, false
	}
	return b.sent[n], true
}

// A client is one session on a screen. Its reader goroutine owns what is not
// atomic, until it has ended.
type client struct {
	conn  *ssh.Client
	in    io.Writer
	board *board
	bytes atomic.Int64
	next  atomic.Int64 // tokens below this one have been seen
	late  []time.Duration
	done  chan struct{}
}

// join signs a new account up and opens its screen.
func join(addr, name string, board *board) (*client, error) {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	signer, err := ssh.NewSignerFromKey(key)
	if err != nil {
		return nil, err
	}
	conn, err := ssh.Dial("tcp", addr, &ssh.ClientConfig{
		User: name, Auth: []ssh.AuthMethod{ssh.PublicKeys(signer)},
		HostKeyCallback: ssh.InsecureIgnoreHostKey(), Timeout: 30 * time.Second,
	})
	if err != nil {
		return nil, err
	}
	up, err := conn.NewSession()
	if err != nil {
		return nil, err
	}
	if out, err := up.CombinedOutput("register " + name); err != nil {
		return nil, fmt.Errorf("register: %w: %s", err, out)
	}
	s, err := conn.NewSession()
	if err != nil {
		return nil, err
	}
	c := &client{conn: conn, board: board, done: make(chan struct{})}
	if c.in, err = s.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := s.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.RequestPty("xterm-256color", 30, 100, ssh.TerminalModes{}); err != nil {
		return nil, err
	}
	if err := s.Shell(); err != nil {
		return nil, err
	}
	go c.read(out)
	return c, nil
}

// read watches for the tokens in their order, which is the room's.
func (c *client) read(out io.Reader) {
	defer close(c.done)
	buf := make([]byte, 32<<10)
	var seen []byte
	for {
		n, err := out.Read(buf)
		c.bytes.Add(int64(n))
		seen = append(seen, buf[:n]...)
		for {
			want := int(c.next.Load())
			sent, ok := c.board.at(want)
			i := bytes.Index(seen, []byte(token(want)))
			if !ok || i < 0 {
				break
			}
			c.late = append(c.late, time.Since(sent))
			c.next.Add(1)
		}
		seen = seen[max(0, len(seen)-64<<10):]
		if err != nil {
			return
		}
	}
}

// crowd joins n clients and waits until their screens are quiet.
func crowd(b *testing.B, s *server, n int, board *board) []*client {
	b.Helper()
	clients := make([]*client, n)
	var g errgroup.Group
	g.SetLimit(16)
	for i := range clients {
		g.Go(func() (err error) {
			clients[i], err = join(s.addr, fmt.Sprintf("person%04dx", i), board)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		for _, c := range clients {
			_ = c.conn.Close()
			<-c.done
		}
	})
	for before := int64(-1); ; {
		time.Sleep(1500 * time.Millisecond) // longer than presence is held back
		now := int64(0)
		for _, c := range clients {
			now += c.bytes.Load()
		}
		if now == before {
			return clients
		}
		before = now
	}
}
