package e2e_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"slices"
	"sync"
	"time"

	"golang.org/x/crypto/ssh"
)

// An attack is one way to treat a server badly.
type attack struct {
	name  string
	limit string // the counter that it must move; empty: it need not run into any
	run   func(a *attacker) error
}

// attacks returns all of them.
func attacks() []attack {
	return slices.Concat(atTheDoor, onChannels, offProtocol, inWords())
}

// alone is how long an attack that does not end by itself goes on.
const alone = time.Second

// attacksFrom is the address of an attacker, one for each.
func attacksFrom(i int) string { return fmt.Sprintf("127.66.%d.%d", i/200, i%200+1) }

// An attacker has an account, and an address of their own or that of everybody
// else. The attacks report what the server must not do; that it cuts them or
// keeps them out is what it is there for.
type attacker struct {
	server *server
	ctx    context.Context // over: every connection of theirs is closed
	from   string          // address; empty: that of everybody else
	key    ssh.Signer

	mu  sync.Mutex
	out []error // why they did not get as far as they wanted
}

// kept notes what keeps an attacker from attacking, unless it is over anyway.
func (a *attacker) kept(err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.ctx.Err() == nil {
		a.out = append(a.out, err)
	}
}

// closing closes a connection when the attack is over, and whatever is sent or
// awaited on it ends.
func (a *attacker) closing(c io.Closer) {
	context.AfterFunc(a.ctx, func() { c.Close() })
}

// tcp connects and says nothing; nil when the server does not want that.
func (a *attacker) tcp() net.Conn {
	conn, err := dialTCP(a.server, a.from)
	if err != nil {
		a.kept(err)
		return nil
	}
	a.closing(conn)
	return conn
}

// stranger connects and speaks no SSH yet; nil as for tcp.
func (a *attacker) stranger() *wire {
	w, err := newWire(a.server, a.from)
	if err != nil {
		a.kept(err)
		return nil
	}
	a.closing(w)
	return w
}

// member connects and proves their key; nil as for tcp.
func (a *attacker) member() *wire {
	w, err := enterWire(a.server, a.from, a.key)
	if err != nil {
		a.kept(err)
		return nil
	}
	a.closing(w)
	return w
}

// client is member with a library that keeps to the protocol.
func (a *attacker) client() *client {
	c, err := a.server.dialFrom(a.from, "attacker", a.key)
	if err != nil {
		a.kept(err)
		return nil
	}
	a.closing(c)
	return c
}

// opens is how many connections an attack has at once.
const opens = 20

// each runs f so many times at once and waits.
func (a *attacker) each(n int, f func(i int)) {
	var running sync.WaitGroup
	for i := range n {
		running.Go(func() { f(i) })
	}
	running.Wait()
}

// flood proves the key, opens a session and sends so many packets, which are
// made for the number of the session's channel. It returns when the server has
// had them all or has hung up.
func (a *attacker) flood(n int, packet func(id uint32, i int) []byte) {
	w := a.member()
	if w == nil {
		return
	}
	defer w.Close()
	id, err := w.openSession(1 << 20)
	if err != nil {
		a.kept(err)
		return
	}
	w.pour(n, func(i int) []byte { return packet(id, i) })
}

// pour sends packets while whatever comes back is thrown away, and then the end
// of all sending, and waits until the server has hung up.
func (w *wire) pour(n int, packet func(i int) []byte) {
	var reading sync.WaitGroup
	reading.Go(w.drain)
	defer reading.Wait()
	var batch [][]byte
	for i := range n {
		if batch = append(batch, packet(i)); len(batch) == 50 || len(batch[0]) > 10<<10 || i == n-1 {
			if w.send(batch...) != nil {
				break // cut: what it wants to say is read all the same
			}
			batch = batch[:0]
		}
	}
	_ = w.Conn.(*net.TCPConn).CloseWrite() // it may have hung up before
}
