package main

import (
	"fmt"
	"net"

	"golang.org/x/sys/unix"
)

// canCheckPeer says that peerUID works, without which there is no admin socket.
const canCheckPeer = true

// peerUID returns the user whose process made a connection to a unix socket.
func peerUID(c *net.UnixConn) (int, error) {
	raw, err := c.SyscallConn()
	if err != nil {
		return 0, fmt.Errorf("peer of the admin socket: %w", err)
	}
	var cred *unix.Ucred
	var failed error
	err = raw.Control(func(fd uintptr) {
		cred, failed = unix.GetsockoptUcred(int(fd), unix.SOL_SOCKET, unix.SO_PEERCRED)
	})
	if err == nil {
		err = failed
	}
	if err != nil {
		return 0, fmt.Errorf("peer of the admin socket: %w", err)
	}
	return int(cred.Uid), nil
}
