package session

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"time"

	"github.com/pires/go-proxyproto"
)

// isProxy reports whether an address is one that proxies connect from.
func (s *Server) isProxy(a netip.Addr) bool {
	for _, p := range s.ProxyNetworks {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// headerSize is how much is read at once of a connection that begins with a
// header: it has 107 bytes at most in version 1, and few more in version 2.
const headerSize = 256

var errProxiedAddress = errors.New("it names no TCP connection")

// readHeader reads the header that a proxy's connection has to begin with, in
// wait at most. It returns the address in it, nil when the proxy speaks for itself,
// as it does to find out whether we live; and what was read beyond it, nil for
// nothing.
func readHeader(nc net.Conn, wait time.Duration) (*net.TCPAddr, *bufio.Reader, error) {
	if err := nc.SetReadDeadline(time.Now().Add(wait)); err != nil {
		return nil, nil, fmt.Errorf("deadline of the header: %w", err)
	}
	r := bufio.NewReaderSize(nc, headerSize)
	h, err := proxyproto.Read(r)
	if err != nil {
		return nil, nil, err
	}
	if err := nc.SetReadDeadline(time.Time{}); err != nil {
		return nil, nil, fmt.Errorf("deadline of the header: %w", err)
	}
	if r.Buffered() == 0 {
		r = nil
	}
	if h.Command.IsLocal() {
		return nil, r, nil
	}
	from, _, ok := h.TCPAddrs()
	if !ok {
		return nil, nil, errProxiedAddress
	}
	at := from.AddrPort()
	return net.TCPAddrFromAddrPort(netip.AddrPortFrom(at.Addr().Unmap(), at.Port())), r, nil
}

// introduce finds out on behalf of whom a proxy connects, and takes it to the
// door. It reports whether the connection goes on. A proxy itself is charged for
// nothing: it asks whether we live, often without a word.
func (c *connection) introduce() (on bool) {
	defer c.server.contain(c, "proxy's header")
	from, rest, err := readHeader(c.Conn, c.server.Limits.ProxyHeader)
	if err != nil {
		c.server.refused.hit(limitProxy)
		c.cut("its proxy sent no header that can be used: " + quoted(err.Error()))
		return false
	}
	c.head = rest
	if from == nil {
		return true
	}
	c.peer.Store(from)
	if err := c.visit.From(ip(from)); err != nil {
		c.server.turnAway(c, err)
		c.dismiss()
		return false
	}
	return true
}
