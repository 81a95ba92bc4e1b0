//go:build linux

package bench

import (
	"net"
	"sync"
	"sync/atomic"
	"testing"

	"golang.org/x/sys/unix"
)

// A gate is a client's connection, of which nothing more is read when it is shut.
type gate struct {
	net.Conn
	isShut atomic.Bool
	gone   chan struct{} // closed with the connection
	once   sync.Once
}

// Read implements [net.Conn].
func (g *gate) Read(p []byte) (int, error) {
	n, err := g.Conn.Read(p)
	if g.isShut.Load() {
		<-g.gone
		return 0, net.ErrClosed
	}
	return n, err
}

// Close implements [net.Conn].
func (g *gate) Close() error {
	g.once.Do(func() { close(g.gone) })
	return g.Conn.Close()
}

// shut ends reading. With a small buffer the kernel takes little more, else as much
// as it likes.
func (g *gate) shut(tb testing.TB, small bool) {
	tb.Helper()
	if small {
		if err := g.Conn.(*net.TCPConn).SetReadBuffer(4 << 10); err != nil {
			tb.Fatal(err)
		}
	}
	g.isShut.Store(true)
}

// isCut reports whether the server has closed the connection, which a gate that is
// shut does not read.
func (g *gate) isCut(tb testing.TB) bool {
	tb.Helper()
	raw, err := g.Conn.(*net.TCPConn).SyscallConn()
	if err != nil {
		tb.Fatal(err)
	}
	const established = 1 // include/net/tcp_states.h
	cut := false          // the server resets the connections of who does not read
	if err := raw.Control(func(fd uintptr) {
		info, err := unix.GetsockoptTCPInfo(int(fd), unix.IPPROTO_TCP, unix.TCP_INFO)
		cut = err != nil || info.State != established
	}); err != nil {
		tb.Fatal(err)
	}
	return cut
}
