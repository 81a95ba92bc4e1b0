//go:build linux

package bench

import (
	"fmt"
	"sync"
	"testing"
	"time"
)

// A board knows when each message was sent. Message n carries token(n).
type board struct {
	mu   sync.Mutex
	sent []time.Time
}

const tokenLen = len("<0000000>")

func token(n int64) string { return fmt.Sprintf("<%07d>", n) }

// said is a message of forty characters.
func said(n int64) string { return token(n) + " and some more words to read on" }

// next notes that a message is sent now, and returns its number.
func (b *board) next() int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.sent = append(b.sent, time.Now())
	return int64(len(b.sent)) - 1
}

func (b *board) at(n int64) (time.Time, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if n < 0 || n >= int64(len(b.sent)) {
		return time.Time{}, false
	}
	return b.sent[n], true
}

// A load says messages in turn, at a rate, and returns when the last one has come to
// every client.
type load struct {
	clients []*client
	voices  []*client // of programs: pipes that say them; none: clients type them
	board   *board
	tick    *time.Ticker
	said    int
}

func newLoad(clients []*client, board *board, perSecond int) *load {
	return &load{clients: clients, board: board, tick: time.NewTicker(time.Second / time.Duration(perSecond))}
}

// say says one message when it is time.
func (l *load) say(tb testing.TB) {
	tb.Helper()
	<-l.tick.C
	n := l.board.next()
	if len(l.voices) == 0 {
		l.clients[n%int64(len(l.clients))].press(tb, said(n)+"\r")
	} else {
		l.voices[n%int64(len(l.voices))].press(tb, fmt.Sprintf(`{"id":"%d","cmd":"send","room":"lobby","text":"%s"}`+"\n", n, said(n)))
	}
	l.said++
}

// arrive waits until everything is on every screen. There is no more to say then.
func (l *load) arrive(tb testing.TB) {
	tb.Helper()
	l.tick.Stop()
	l.seen(tb)
}

// seen waits until everything that was said is on every screen.
func (l *load) seen(tb testing.TB) {
	tb.Helper()
	last := int64(len(l.board.sent)) - 1
	for i, c := range l.clients {
		c.until(tb, fmt.Sprintf("client %d sees message %d", i, last), func() bool { return c.newest.Load() >= last })
	}
}

// deliveries is how many messages came to how many screens.
func (l *load) deliveries() float64 { return float64(l.said * len(l.clients)) }
