package session_test

import (
	"encoding/binary"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"snug/session"
	"snug/session/door"
)

// A header of the PROXY protocol, version 2, up to its length.
const version2 = "\r\n\r\n\x00\r\nQUIT\n"

// v2 makes a header of version 2.
func v2(command, family byte, rest string) string {
	return version2 + string([]byte{command, family}) + string(binary.BigEndian.AppendUint16(nil, uint16(len(rest)))) + rest
}

// newProxied starts a server that takes loopback addresses for proxies.
func newProxied(t *testing.T, limits session.Limits) *world {
	t.Helper()
	return newWorldOf(t, session.Config{
		Limits: limits, Door: door.Limits{SourceFailures: 2, PenaltyFrom: 5 * time.Second, PenaltyEmpty: 5 * time.Second},
		ProxyNetworks: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")},
	})
}

// through connects as a proxy that begins with a header.
func (w *world) through(header string, key ssh.Signer) (*ssh.Client, error) {
	tcp, err := net.Dial("tcp", w.addr)
	if err != nil {
		return nil, err
	}
	if _, err := tcp.Write([]byte(header)); err != nil {
		tcp.Close()
		return nil, err
	}
	conn, chans, reqs, err := ssh.NewClientConn(tcp, w.addr, &ssh.ClientConfig{
		User: "x", Auth: []ssh.AuthMethod{ssh.PublicKeys(key)}, HostKeyCallback: ssh.FixedHostKey(w.host), Timeout: patience,
	})
	if err != nil {
		tcp.Close()
		return nil, err
	}
	return ssh.NewClient(conn, chans, reqs), nil
}

// proxied is through for what has to work.
func (w *world) proxied(t *testing.T, from string, key ssh.Signer) *ssh.Client {
	t.Helper()
	c, err := w.through(fmt.Sprintf("PROXY TCP4 %s 198.51.100.1 4711 22\r\n", from), key)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func TestAProxySaysWhoConnects(t *testing.T) {
	const ipv6 = "\x20\x01\x0d\xb8\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x07"
	tests := []struct {
		name, header string
		address      string // that the session is known under
	}{
		{"version 1", "PROXY TCP4 192.0.2.7 198.51.100.1 4711 22\r\n", "192.0.2.7"},
		{"version 1 for IPv6", "PROXY TCP6 2001:db8::7 2001:db8::1 4711 22\r\n", "2001:db8::7"},
		{"version 1 for IPv4 as IPv6", "PROXY TCP6 ::ffff:192.0.2.7 ::1 4711 22\r\n", "192.0.2.7"},
		{"version 1 for itself", "PROXY UNKNOWN\r\n", "127.0.0.1"},
		{"version 1 without an address", "PROXY UNKNOWN 192.0.2.7 198.51.100.1 4711 22\r\n", "127.0.0.1"},
		{"version 2", v2(0x21, 0x11, "\xc0\x00\x02\x07\xc6\x33\x64\x01\x12\x67\x00\x16"), "192.0.2.7"},
		{"version 2 for IPv6", v2(0x21, 0x21, ipv6+ipv6+"\x12\x67\x00\x16"), "2001:db8::7"},
		{"version 2 with more to say", v2(0x21, 0x11, "\xc0\x00\x02\x07\xc6\x33\x64\x01\x12\x67\x00\x16\x04\x00\x02xx"), "192.0.2.7"},
		{"version 2 for itself", v2(0x20, 0x00, ""), "127.0.0.1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newProxied(t, session.Limits{})
			key := newSigner(t)
			c, err := w.through(tt.header, key)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			if a := run(t, c, "register alice"); a.status != 0 {
				t.Fatalf("register = %+v", a)
			}
			if all := sessionsOf(t, c, "sessions"); len(all) != 1 || all[0].Address != tt.address {
				t.Errorf("sessions = %+v, want one from %s", all, tt.address)
			}
			want := "remote=" + net.JoinHostPort(tt.address, "")
			if tt.address != "127.0.0.1" {
				want += "4711"
			}
			if log := strings.ReplaceAll(w.log.String(), `"`, ""); !strings.Contains(log, "connection opened conn=1 "+want) {
				t.Errorf("the log does not say %s", want)
			}
		})
	}
}

func TestAProxyThatDoesNotSayItIsCut(t *testing.T) {
	for name, header := range map[string]string{
		"missing":                       "SSH-2.0-x\r\n",
		"malformed":                     "PROXY TCP4 192.0.2.7\r\n",
		"an address that is none":       "PROXY TCP4 192.0.2.700 198.51.100.1 4711 22\r\n",
		"too long":                      "PROXY TCP4 " + strings.Repeat("1", 200) + "\r\n",
		"no line end":                   "PROXY TCP4 192.0.2.7 198.51.100.1 4711 22\n",
		"cut off":                       "PROXY TCP4 192",
		"version 2, cut off":            version2 + "\x21",
		"version 2, too short":          v2(0x21, 0x11, "\xc0\x00\x02\x07"),
		"version 2, longer than sent":   version2 + "\x21\x11\xff\xff" + strings.Repeat("x", 300),
		"version 2, a command unknown":  v2(0x2f, 0x11, "\xc0\x00\x02\x07\xc6\x33\x64\x01\x12\x67\x00\x16"),
		"version 2, no TCP":             v2(0x21, 0x12, "\xc0\x00\x02\x07\xc6\x33\x64\x01\x12\x67\x00\x16"),
		"version 2, a socket of a file": v2(0x21, 0x31, strings.Repeat("a", 216)),
		"nothing":                       "",
	} {
		t.Run(name, func(t *testing.T) {
			w := newProxied(t, session.Limits{ProxyHeader: 100 * time.Millisecond})
			tcp, err := net.Dial("tcp", w.addr)
			if err != nil {
				t.Fatal(err)
			}
			defer tcp.Close()
			if _, err := tcp.Write([]byte(header)); err != nil {
				t.Fatal(err)
			}
			if got := said(t, tcp); got != "" {
				t.Errorf("the server says %q", got)
			}
			w.hits(t, "proxy-header", 1)
		})
	}
}

// Proxies ask whether the server lives by connecting alone; that must not shut out
// whom they connect.
func TestAProxyIsNotPenalised(t *testing.T) {
	w := newProxied(t, session.Limits{ProxyHeader: patience})
	for range 20 {
		tcp, err := net.Dial("tcp", w.addr)
		if err != nil {
			t.Fatal(err)
		}
		tcp.Close()
		if tcp, err = net.Dial("tcp", w.addr); err != nil {
			t.Fatal(err)
		}
		_, _ = tcp.Write([]byte("PROXY UNKNOWN\r\n"))
		tcp.Close()
	}
	w.proxied(t, "192.0.2.7", newSigner(t))
	w.hits(t, "sources-penalised", 0)
}

// One that says nothing keeps nobody else waiting.
func TestASlowProxyKeepsNobodyWaiting(t *testing.T) {
	w := newProxied(t, session.Limits{ProxyHeader: time.Hour})
	for range 10 {
		tcp, err := net.Dial("tcp", w.addr)
		if err != nil {
			t.Fatal(err)
		}
		defer tcp.Close()
	}
	if a := run(t, w.proxied(t, "192.0.2.7", newSigner(t)), "register alice"); a.status != 0 {
		t.Errorf("register = %+v", a)
	}
	// And the end of the server does not wait for them, which the test's own shows.
}

// Whoever is no proxy cannot say that they come from somewhere else.
func TestTrap11AHeaderFromAnybodyIsGarbage(t *testing.T) {
	for name, networks := range map[string][]netip.Prefix{
		"no proxies":    nil,
		"other proxies": {netip.MustParsePrefix("10.0.0.0/8")},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorldOf(t, session.Config{ProxyNetworks: networks})
			for _, header := range []string{
				"PROXY TCP4 192.0.2.7 198.51.100.1 4711 22\r\n",
				v2(0x21, 0x11, "\xc0\x00\x02\x07\xc6\x33\x64\x01\x12\x67\x00\x16"),
			} {
				if c, err := w.through(header, newSigner(t)); err == nil {
					c.Close()
					t.Errorf("with the header %q somebody is let in", header)
				}
			}
			if log := w.log.String(); strings.Contains(log, "192.0.2.7") {
				t.Errorf("the log has the address that was made up: %s", log)
			}
			w.as(t, newSigner(t))
		})
	}
}

func TestBansAndLimitsAreOfTheRealAddress(t *testing.T) {
	w := newProxied(t, session.Limits{})
	alice := newSigner(t)
	if a := run(t, w.proxied(t, "192.0.2.7", alice), "register alice"); a.status != 0 {
		t.Fatalf("register = %+v", a)
	}
	w.rules(t, "ban add 192.0.2.8 --yes")
	if a := run(t, w.proxied(t, "192.0.2.8", alice), "whoami"); a.status != 4 || !strings.Contains(a.err, "your address is banned") {
		t.Errorf("from the address that is banned = %+v", a)
	}
	w.hits(t, "door", 1)
	if a := run(t, w.proxied(t, "192.0.2.7", alice), "whoami"); a.status != 0 {
		t.Errorf("from another one = %+v", a)
	}
	for range 4 { // empty connections
		if c, err := w.through("PROXY TCP4 192.0.2.9 198.51.100.1 4711 22\r\n", newSigner(t)); err == nil {
			c.Close()
		}
	}
	w.log.shows(t, "source penalised")
	if !strings.Contains(w.log.String(), `msg="source penalised" source=192.0.2.9/32`) {
		t.Errorf("the penalty is not the real address's: %s", w.log)
	}
	if c, err := w.through("PROXY TCP4 192.0.2.9 198.51.100.1 4711 22\r\n", newSigner(t)); err == nil {
		c.Close()
		t.Error("a source that is penalised is let in")
	}
	if w.counts(t, "penalised", 1) == 0 {
		t.Error("nobody is counted who was turned away")
	}
	w.proxied(t, "192.0.2.10", newSigner(t))
}

// Each from another /64 of what one attacker has.
func TestANetworkOfIPv6IsBounded(t *testing.T) {
	w := newWorldOf(t, session.Config{
		Door:          door.Limits{SourceWaiting: 2, NetworkWaiting: 3},
		ProxyNetworks: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")},
	})
	for i := range 4 {
		tcp, err := net.Dial("tcp", w.addr)
		if err != nil {
			t.Fatal(err)
		}
		defer tcp.Close()
		fmt.Fprintf(tcp, "PROXY TCP6 2001:db8:0:%d::1 2001:db8::1 4711 22\r\n", i)
		if version := said(t, tcp); (version != "") != (i < 3) {
			t.Errorf("connection %d hears %q", i, version)
		}
	}
	w.hits(t, "unauthenticated-of-network", 1)
	w.proxied(t, "192.0.2.7", newSigner(t))
}
