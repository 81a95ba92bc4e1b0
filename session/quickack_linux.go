package session

import (
	"net"

	"golang.org/x/sys/unix"
)

// quickAck has the kernel confirm at once what has arrived on a connection. Clients
// leave Nagle's algorithm on until they are let in: OpenSSH sends the last packet of
// the key exchange and then the next one, which waits for the confirmation of the
// first, and Linux puts that off by 40 ms (tcp(7)).
func quickAck(c net.Conn) {
	tcp, ok := c.(*net.TCPConn)
	if !ok {
		return
	}
	raw, err := tcp.SyscallConn()
	if err != nil {
		return // it is closed, and the next read tells
	}
	_ = raw.Control(func(fd uintptr) { // without it all works, but later
		_ = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_QUICKACK, 1)
	})
}
