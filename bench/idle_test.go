//go:build linux

package bench

import (
	"testing"
	"time"
)

// BenchmarkIdle has people look at a room where nothing happens. An operation
// is one second of it.
func BenchmarkIdle(b *testing.B) {
	const sessions = 200
	s := startServer(b)
	empty := s.rss(b)
	clients := crowd(b, s, sessions, &board{})
	memory := s.rss(b) - empty
	cpu, bytes := s.cpu(b), int64(0)
	for _, c := range clients {
		bytes -= c.bytes.Load()
	}
	b.ResetTimer()
	time.Sleep(time.Duration(b.N) * time.Second)
	b.StopTimer()
	for _, c := range clients {
		bytes += c.bytes.Load()
	}
	b.ReportMetric(float64((s.cpu(b)-cpu).Microseconds())/float64(b.N)/sessions, "cpu-µs/s/session")
	b.ReportMetric(float64(bytes)/float64(b.N)/sessions, "B/s/session")
	b.ReportMetric(float64(memory)/1024/sessions, "KiB/session")
	b.ReportMetric(0, "ns/op")
}
