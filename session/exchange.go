package session

import (
	"crypto/rand"
	"errors"
	"net"
	"runtime"
	"time"
)

// secrets is the randomness that the SSH library uses on a connection. That it asks for
// a secret is the one sign it gives of a key exchange (golang.org/x/crypto v0.58),
// which is by far the dearest thing that anybody can ask of a server, and who asks first
// needs no key. So each waits for its turn here, and somebody who asks for new keys all
// the time is cut.
type secrets struct{ *connection }

// secretBytes is how long a secret of the key exchanges of [transport] is. Padding and
// cookies are shorter.
const secretBytes = 32

// rekeyGap is how often a client may ask for new keys in the long run.
const rekeyGap = 10 * time.Second

// padding is the randomness of all connections for what is no secret.
var padding entropy

var errTooManyExchanges = errors.New("too many key exchanges")

// Read implements [io.Reader].
func (s secrets) Read(p []byte) (int, error) {
	if len(p) < secretBytes {
		return padding.Read(p)
	}
	if err := s.exchanges(); err != nil {
		return 0, err
	}
	return rand.Read(p)
}

// exchanges waits until an exchange of keys may be computed, or returns why it must not.
// It is called on the library's one goroutine for that. Nobody waits for a client here:
// who has the turn computes.
func (c *connection) exchanges() error {
	if !c.spend(&c.rekeys, limitRekeys, "it asked for new keys too often") {
		return errTooManyExchanges
	}
	select {
	case c.server.turns <- struct{}{}:
	case <-c.done:
		return net.ErrClosed
	}
	c.computes.Store(true)
	select {
	case <-c.done: // perhaps before that was noted
		c.exchanged()
		return net.ErrClosed
	default:
		return nil
	}
}

// exchanged ends the turn of a connection that has one. What has been computed is
// written, and where it failed the connection is closed; each tells.
func (c *connection) exchanged() {
	if c.computes.CompareAndSwap(true, false) {
		<-c.server.turns
	}
}

// exchangesAtOnce is how many key exchanges are computed at a time: what is left of the
// processors is for those who are in. Of those who wait there are no more than the door
// lets in, and each has its turn for a fraction of a millisecond.
func exchangesAtOnce() int { return max(runtime.GOMAXPROCS(0)/2, 1) }
