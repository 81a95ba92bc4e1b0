package session

import (
	"errors"
	"strings"
)

// A wire is what a connection reads from, below everything that holds it to
// something.
type wire struct{ *connection }

// protocol is what a client begins with (RFC 4253, 4.2). The library would skip
// lines before it (golang.org/x/crypto v0.58), also a header for proxies.
const protocol = "SSH-"

var errProtocol = errors.New("it does not speak SSH")

// Read implements [io.Reader].
func (w wire) Read(p []byte) (n int, err error) {
	if w.head == nil {
		n, err = w.Conn.Read(p)
	} else if n, err = w.head.Read(p[:min(len(p), w.head.Buffered())]); w.head.Buffered() == 0 {
		w.head = nil
	}
	if err != nil && !w.ending.Load() {
		w.hungUp.Store(true)
	}
	if w.spoken == len(protocol) {
		return n, err
	}
	first := p[:min(n, len(protocol)-w.spoken)]
	if !strings.HasPrefix(protocol[w.spoken:], string(first)) {
		w.cut(errProtocol.Error())
		return 0, errProtocol
	}
	w.spoken += len(first)
	return n, err
}
