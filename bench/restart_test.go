//go:build linux

package bench

import (
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkRestart has people say a thousand messages, kills the server when everybody
// has seen them, and counts what one who comes afterwards can read.
func BenchmarkRestart(b *testing.B) { restart(10, 1000).run(b) }

func restart(sessions, messages int) scenario {
	return func(tb testing.TB, more func() bool) map[string]float64 {
		var said, kept int
		for more() {
			dir := filepath.Join(tb.TempDir(), "state")
			s := startServer(tb, dir)
			board := &board{}
			clients := crowd(tb, s, sessions, "", board)
			load := newLoad(clients, board, 5*sessions)
			for range messages {
				load.say(tb)
			}
			load.arrive(tb)
			s.kill(tb)

			s = startServer(tb, dir)
			c, _ := visit(tb, s)
			page, err := c.output("history lobby --limit 1000")
			if err != nil {
				tb.Fatal(err)
			}
			for n := range int64(messages) {
				if strings.Contains(page, token(n)) {
					kept++
				}
			}
			said += messages
			s.stop()
		}
		return map[string]float64{"%-kept": 100 * float64(kept) / float64(said)}
	}
}
