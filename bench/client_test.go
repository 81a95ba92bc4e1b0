//go:build linux

package bench

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// patience is how long anything may take before a benchmark gives up.
const patience = 90 * time.Second

// A client is one session, on a screen that shows whole frames at once or of a
// program. Its reader goroutine owns what is not atomic, until it has ended.
type client struct {
	conn  *ssh.Client
	way   *gate
	in    io.Writer
	board *board

	bytes   atomic.Int64
	frames  atomic.Int64 // since the server knows that the terminal can tell them apart
	newest  atomic.Int64 // highest number of a message seen; -1: none
	want    atomic.Int64 // number of a message that is waited for
	hits    atomic.Int64 // how often it came
	fresh   atomic.Int64 // messages that were seen for the first time
	changed chan struct{}

	rest []byte             // what a next read may complete
	late []time.Duration    // from sending to seeing, of the board's messages
	seen map[int64]struct{} // numbers of messages
	done chan struct{}
}

// dial connects a new key.
func dial(addr, name string) (*client, error) {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	signer, err := ssh.NewSignerFromKey(key)
	if err != nil {
		return nil, err
	}
	return dialAs(addr, name, signer)
}

// dialAs connects with a key.
func dialAs(addr, name string, signer ssh.Signer) (*client, error) {
	tcp, err := net.DialTimeout("tcp", addr, patience)
	if err != nil {
		return nil, err
	}
	// As OpenSSH until it is let in; Go's default is off.
	if err := tcp.(*net.TCPConn).SetNoDelay(false); err != nil {
		return nil, err
	}
	way := &gate{Conn: tcp, gone: make(chan struct{})}
	conn, chans, reqs, err := ssh.NewClientConn(way, addr, &ssh.ClientConfig{
		User: name, Auth: []ssh.AuthMethod{ssh.PublicKeys(signer)},
		HostKeyCallback: ssh.InsecureIgnoreHostKey(),
	})
	if err != nil {
		return nil, err
	}
	if err := tcp.(*net.TCPConn).SetNoDelay(true); err != nil {
		return nil, err
	}
	c := &client{
		conn: ssh.NewClient(conn, chans, reqs), way: way, board: &board{}, seen: make(map[int64]struct{}),
		changed: make(chan struct{}, 1), done: make(chan struct{}),
	}
	c.newest.Store(-1)
	return c, nil
}

// run runs a command.
func (c *client) run(line string) error {
	_, err := c.output(line)
	return err
}

// output runs a command and returns what it has printed.
func (c *client) output(line string) (string, error) {
	s, err := c.conn.NewSession()
	if err != nil {
		return "", err
	}
	out, err := s.CombinedOutput(line)
	if err != nil {
		return "", fmt.Errorf("%s: %w: %s", line, err, out)
	}
	return string(out), nil
}

// open opens the screen.
func (c *client) open() error { return c.start("") }

// start runs a command that goes on; an empty one is the screen.
func (c *client) start(line string) error {
	s, err := c.conn.NewSession()
	if err != nil {
		return err
	}
	out, err := s.StdoutPipe()
	if err != nil {
		return err
	}
	if c.in, err = s.StdinPipe(); err != nil {
		return err
	}
	if line == "" || line == plain {
		err = s.RequestPty("xterm-256color", 30, 100, ssh.TerminalModes{})
	}
	switch {
	case err != nil:
	case line == "":
		err = s.Shell()
	default:
		err = s.Start(line)
	}
	if err != nil {
		return err
	}
	go c.read(out)
	return nil
}

// join signs a new account up and opens its screen, or runs its command.
func join(addr, name, line string, board *board) (*client, error) {
	c, err := dial(addr, name)
	if err != nil {
		return nil, err
	}
	c.board = board
	if err := errors.Join(c.run("register "+name), c.start(line)); err != nil {
		return nil, errors.Join(err, c.conn.Close())
	}
	return c, nil
}

// close ends the session and waits for its reader.
func (c *client) close() {
	_ = c.conn.Close()
	if c.in != nil {
		<-c.done
	}
}

// What the server asks and what a terminal that knows synchronized output
// answers; and how each frame ends from then on.
var (
	askSync = []byte("\x1b[?2026$p")
	hasSync = []byte("\x1b[?2026;2$y")
	endSync = []byte("\x1b[?2026l")
)

// read notes what the server shows.
func (c *client) read(out io.Reader) {
	defer close(c.done)
	buf := make([]byte, 64<<10)
	for {
		n, err := out.Read(buf)
		c.bytes.Add(int64(n))
		c.rest = c.note(append(c.rest, buf[:n]...))
		select {
		case c.changed <- struct{}{}:
		default: // nobody has looked yet
		}
		if err != nil {
			return
		}
	}
}

// note takes in what was read and returns its end, which may be the beginning
// of something.
func (c *client) note(b []byte) []byte {
	if bytes.Contains(b, askSync) {
		_, _ = c.in.Write(hasSync) // a connection that is gone shows in the next read
		b = bytes.ReplaceAll(b, askSync, nil)
	}
	for {
		i := bytes.IndexAny(b, "<\x1b")
		switch {
		case i < 0:
			return b[:0]
		case bytes.HasPrefix(b[i:], endSync):
			c.frames.Add(1)
		case len(b)-i < tokenLen: // as long as the longest of these
			return append(b[:0], b[i:]...)
		case b[i] == '<':
			if n, err := strconv.Atoi(string(b[i+1 : i+tokenLen-1])); err == nil && b[i+tokenLen-1] == '>' {
				c.saw(int64(n))
			}
		}
		b = b[i+1:]
	}
}

// saw notes a message. Those before it that were not seen have scrolled by.
func (c *client) saw(n int64) {
	for next := c.newest.Load() + 1; next <= n; next++ {
		sent, ok := c.board.at(next)
		if !ok {
			break
		}
		c.late = append(c.late, time.Since(sent))
	}
	c.newest.Store(max(c.newest.Load(), n))
	if n == c.want.Load() {
		c.hits.Add(1)
	}
	c.seen[n] = struct{}{}
	c.fresh.Store(int64(len(c.seen)))
}

// press types something.
func (c *client) press(tb testing.TB, keys string) {
	tb.Helper()
	if _, err := io.WriteString(c.in, keys); err != nil {
		tb.Fatal(err)
	}
}

// until waits until something is so.
func (c *client) until(tb testing.TB, what string, so func() bool) {
	tb.Helper()
	deadline := time.NewTimer(patience)
	defer deadline.Stop()
	for !so() {
		select {
		case <-c.changed:
		case <-c.done:
			tb.Fatalf("the session has ended, but not: %s", what)
		case <-deadline.C:
			tb.Fatalf("after %s, not yet: %s", patience, what)
		}
	}
}
