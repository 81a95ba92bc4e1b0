package session_test

import (
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"snug/session"
	"snug/session/door"
)

// TestAFloodOfStrangersIsNotAFloodOfLines has far more connections come to nothing than
// anybody reads about, and then somebody whose coming and going are told all the same.
func TestAFloodOfStrangersIsNotAFloodOfLines(t *testing.T) {
	const strangers = 3000
	w := newWorldOf(t, session.Config{Door: door.Limits{
		Waiting: strangers, WaitingFull: strangers, SourceWaiting: strangers, NetworkWaiting: strangers, SourceFailures: strangers, NetworkFailures: strangers,
	}})
	alice := w.member(t, "alice")
	began := time.Now()
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			for range strangers / 20 {
				c, err := net.Dial("tcp", w.addr)
				if err != nil {
					t.Error(err)
					return
				}
				c.Close()
			}
		})
	}
	all.Wait()
	c := w.as(t, alice)
	if a := run(t, c, "whoami"); a.status != 0 {
		t.Fatal(a.err)
	}
	c.Close()
	w.log.shows(t, "user=alice")
	// Two hundred at once and ten a second: they come, they go, and they have failed.
	most := 3*(200+int(10*time.Since(began).Seconds())) + 20
	if lines := strings.Count(w.log.String(), "\n"); lines > most {
		t.Errorf("the log has %d lines of %d connections, want at most %d", lines, strangers, most)
	}
	if got := w.Refused()["handshake"]; got == 0 {
		t.Error("nothing of it is counted")
	}
}
