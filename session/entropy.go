package session

import (
	"crypto/rand"
	"sync"
)

// entropy is the system's randomness, fetched in advance. The SSH library asks for
// some bytes of padding for each packet, and a system call for each of these costs a
// thirtieth of a delivery. What is longer than padding, such as a key, is fetched when
// it is asked for; nothing is handed out twice or kept.
type entropy struct {
	mu      sync.Mutex
	fetched [1024]byte
	left    int // bytes at the end of fetched that nobody has had
}

// mostPadding is more than any cipher of ours asks for at once, and less than a secret.
const mostPadding = secretBytes - 1

// Read implements [io.Reader]. It may be called from any goroutine.
func (e *entropy) Read(p []byte) (int, error) {
	if len(p) > mostPadding {
		return rand.Read(p)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.left < len(p) {
		if _, err := rand.Read(e.fetched[:]); err != nil {
			return 0, err
		}
		e.left = len(e.fetched)
	}
	from := e.fetched[len(e.fetched)-e.left:][:len(p)]
	copy(p, from)
	clear(from)
	e.left -= len(p)
	return len(p), nil
}
