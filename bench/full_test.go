//go:build linux

package bench

import (
	"testing"
	"time"
)

// BenchmarkFull fills the server with 5000 sessions on a screen, all in one room, and
// says one message a second there. An operation is one message.
func BenchmarkFull(b *testing.B) {
	needBig(b)
	full(5000).run(b)
}

func full(sessions int) scenario {
	return func(tb testing.TB, more func() bool) map[string]float64 {
		s := startServer(tb, "")
		began, board := time.Now(), &board{}
		clients := crowd(tb, s, sessions, "", board)
		joined, memory := time.Since(began), s.rss(tb)
		load := newLoad(clients, board, 1)
		cpu, last := s.cpu(tb), []time.Duration{}
		for more() {
			load.say(tb)
			start := time.Now()
			load.seen(tb)
			last = append(last, time.Since(start))
		}
		load.arrive(tb)
		return map[string]float64{
			"join-all-s":      joined.Seconds(),
			"RSS-MiB":         float64(memory) / (1 << 20),
			"RSS-at-work-MiB": float64(s.rss(tb)) / (1 << 20),
			"cpu-µs/delivery": us(s.cpu(tb)-cpu) / load.deliveries(),
			"on-all-p50-ms":   ms(quantile(last, 0.5)),
			"on-all-worst-ms": ms(quantile(last, 1)),
		}
	}
}
