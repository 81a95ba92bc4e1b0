package e2e_test

import (
	"io"
	"net"
	"sync"
	"sync/atomic"
	"testing"
)

// A cutter lies between clients and the server and breaks their connections at
// the bytes that it is told.
type cutter struct {
	listener net.Listener
	next     func() cut    // asked for each connection, by one goroutine
	made     func(cut int) // told of each cut, by any goroutine; it must not wait

	target  atomic.Pointer[string] // the server's address
	cuts    atomic.Int64
	running sync.WaitGroup
}

// A cut says where a connection breaks: after how many bytes to the server and
// from it, whichever comes first; negative: never.
type cut struct {
	up, down int64
	hard     bool // with a reset, which loses what is on its way
}

// uncut is a connection that lasts.
var uncut = cut{up: -1, down: -1}

// newCutter begins to take connections for a server. The test's end ends it.
func newCutter(t *testing.T, next func() cut, made func(int)) *cutter {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &cutter{listener: l, next: next, made: made}
	c.running.Go(c.accept)
	t.Cleanup(func() {
		l.Close()
		c.running.Wait()
	})
	return c
}

// before leads the cutter to a server that may have started again elsewhere, and
// returns the server as it is reached through the cutter.
func (c *cutter) before(s *server) *server {
	c.target.Store(&s.addr)
	return &server{addr: c.listener.Addr().String(), hostKey: s.hostKey}
}

func (c *cutter) accept() {
	for {
		client, err := c.listener.Accept()
		if err != nil {
			return // closed
		}
		at := c.next()
		c.running.Go(func() { c.carry(client.(*net.TCPConn), at) })
	}
}

// carry passes on what comes until the cut, or until either end closes.
func (c *cutter) carry(client *net.TCPConn, at cut) {
	defer client.Close()
	conn, err := net.Dial("tcp", *c.target.Load())
	if err != nil {
		return // there is no server now
	}
	server := conn.(*net.TCPConn)
	defer server.Close()
	var end sync.Once
	pass := func(to, from *net.TCPConn, limit int64) {
		reached := limit >= 0 && onlyFirst(to, from, limit)
		if limit < 0 {
			_, _ = io.Copy(to, from) // either end may break
		}
		end.Do(func() {
			if reached {
				c.made(int(c.cuts.Add(1)))
			}
			if reached && at.hard {
				_ = client.SetLinger(0) // fails only where it is closed already
				_ = server.SetLinger(0)
			}
			client.Close()
			server.Close()
		})
	}
	var both sync.WaitGroup
	both.Go(func() { pass(server, client, at.up) })
	both.Go(func() { pass(client, server, at.down) })
	both.Wait()
}

// onlyFirst passes on so many bytes and reports whether there were as many.
func onlyFirst(to io.Writer, from io.Reader, limit int64) bool {
	n, _ := io.CopyN(to, from, limit) // either end may break
	return n == limit
}

// TestCutterCutsAtTheByte holds the tool of the other tests to its word.
func TestCutterCutsAtTheByte(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				_, _ = io.Copy(conn, conn)
			}()
		}
	}()
	tests := []struct {
		name string
		at   cut
		want int // bytes that come back
		cuts int64
	}{
		{"on the way back", cut{up: -1, down: 3}, 3, 1},
		{"on the way there", cut{up: 4, down: -1}, 4, 1},
		{"before anything", cut{up: -1, down: 0}, 0, 1},
		{"after what there is", cut{up: -1, down: 100}, 6, 0},
		{"never", uncut, 6, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := newCutter(t, func() cut { return tt.at }, func(int) {})
			far := c.before(&server{addr: l.Addr().String()})
			conn, err := net.Dial("tcp", far.addr)
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			_, _ = io.WriteString(conn, "abcdef") // it may be cut already
			got := make([]byte, 6)
			n, err := io.ReadFull(conn, got)
			if n > tt.want || n == 6 && err != nil || tt.want == 6 && n != 6 {
				t.Errorf("%d bytes came back (%v), want %d", n, err, tt.want)
			}
			conn.Close()
			c.listener.Close()
			c.running.Wait()
			if got := c.cuts.Load(); got != tt.cuts {
				t.Errorf("%d cuts, want %d", got, tt.cuts)
			}
		})
	}
}
