//go:build linux

package bench

import (
	"testing"
	"time"
)

// BenchmarkIdle has people, or programs, look at a room where nothing happens. An
// operation is one second of it.
func BenchmarkIdle(b *testing.B) {
	for name, line := range map[string]string{"screens": "", "lines": plain, "pipes": pipe, "tails": tail} {
		b.Run(name, idle(200, time.Second, line).run)
	}
}

func idle(sessions int, long time.Duration, line string) scenario {
	return func(tb testing.TB, more func() bool) map[string]float64 {
		s := startServer(tb, "")
		empty := s.rss(tb)
		clients := crowd(tb, s, sessions, line, &board{})
		memory := s.rss(tb) - empty
		cpu, bytes, seconds := s.cpu(tb), total(clients, received), 0.0
		for more() {
			time.Sleep(long)
			seconds += long.Seconds()
		}
		each := seconds * float64(sessions)
		return map[string]float64{
			"cpu-µs/s/session": us(s.cpu(tb)-cpu) / each,
			"B/s/session":      float64(total(clients, received)-bytes) / each,
			"KiB/session":      float64(memory) / 1024 / float64(sessions),
		}
	}
}
