package session

import (
	"net"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// delivered asks the kernel what has become of what was sent on a connection.
// It is false where the kernel does not tell.
func delivered(c net.Conn) (d delivery, ok bool) {
	tcp, is := c.(syscall.Conn)
	if !is {
		return d, false
	}
	raw, err := tcp.SyscallConn()
	if err != nil {
		return d, false // it is closed
	}
	err = raw.Control(func(fd uintptr) {
		info, err := unix.GetsockoptTCPInfo(int(fd), unix.IPPROTO_TCP, unix.TCP_INFO)
		if ok = err == nil; ok {
			d = delivery{
				arrived: info.Bytes_acked,
				waits:   info.Unacked > 0 || info.Notsent_bytes > 0,
				quiet:   time.Duration(info.Last_ack_recv) * time.Millisecond,
			}
		}
	})
	return d, ok && err == nil
}
