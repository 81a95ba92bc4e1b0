//go:build linux

package bench

import (
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// A gate is a client's connection, of which nothing more, or little at a time, is
// read from some moment on.
type gate struct {
	net.Conn
	isShut atomic.Bool
	drips  atomic.Bool
	gone   chan struct{} // closed with the connection
	once   sync.Once
}

// Who reads slowly reads so much every so often: 1 KB a second.
const (
	dripBytes = 512
	dripEvery = 500 * time.Millisecond
)

// Read implements [net.Conn].
func (g *gate) Read(p []byte) (int, error) {
	if g.drips.Load() {
		p = p[:min(len(p), dripBytes)]
		select {
		case <-time.After(dripEvery):
		case <-g.gone:
			return 0, net.ErrClosed
		}
	}
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

// shut ends reading, as kill -STOP does.
func (g *gate) shut() { g.isShut.Store(true) }

// drip makes reading slow.
func (g *gate) drip() { g.drips.Store(true) }

// narrow makes the kernel take little more than what is read.
func (g *gate) narrow(tb testing.TB) {
	tb.Helper()
	if err := g.Conn.(*net.TCPConn).SetReadBuffer(4 << 10); err != nil {
		tb.Fatal(err)
	}
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
