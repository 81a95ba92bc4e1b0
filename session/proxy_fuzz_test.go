package session

import (
	"bytes"
	"io"
	"net"
	"strings"
	"testing"
	"time"
)

// A sent connection is what somebody has sent, and its end.
type sent struct {
	net.Conn
	io.Reader
}

func (s sent) Read(p []byte) (int, error)    { return s.Reader.Read(p) }
func (sent) SetReadDeadline(time.Time) error { return nil }

// FuzzHeader has a proxy send anything: what comes of it is an address that can be
// one, and of what follows the header nothing is lost.
func FuzzHeader(f *testing.F) {
	for _, header := range []string{
		"", "SSH-2.0-x\r\n", "PROXY UNKNOWN\r\nSSH-2.0-x\r\n", "PROXY TCP4 192.0.2.7 198.51.100.1 4711 22\r\nSSH-",
		"PROXY TCP6 ::ffff:192.0.2.7 ::1 4711 22\r\n", "PROXY TCP4 192.0.2.7 198.51.100.1 99999 22\r\n",
		"\r\n\r\n\x00\r\nQUIT\n\x21\x11\x00\x0c\xc0\x00\x02\x07\xc6\x33\x64\x01\x12\x67\x00\x16SSH-",
		"\r\n\r\n\x00\r\nQUIT\n\x20\x00\x00\x00SSH-", "\r\n\r\n\x00\r\nQUIT\n\x21\x31\xff\xff",
	} {
		f.Add([]byte(header))
	}
	f.Fuzz(func(t *testing.T, header []byte) {
		const after = "SSH-2.0-after\r\n"
		in := bytes.NewReader(append(header, after...))
		from, rest, err := readHeader(sent{nil, in}, time.Second)
		if err != nil {
			return
		}
		if from != nil && (!ip(from).IsValid() || ip(from).Is4In6() || from.Zone != "") {
			t.Errorf("%q gives the address %v", header, from)
		}
		var beyond io.Reader = in
		if rest != nil {
			beyond = rest
		}
		left, err := io.ReadAll(beyond)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(string(header)+after, string(left)) {
			t.Errorf("after %q, %q is left", header, left)
		}
	})
}
