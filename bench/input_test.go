//go:build linux

package bench

import (
	"strings"
	"testing"
	"time"
)

// BenchmarkInput is what a megabyte costs the server that one terminal sends it:
// text, a paste, an escape sequence that does not end, keys. The server reads it as
// fast as it comes; as it is set up it takes 12 s for it and so has the same work.
func BenchmarkInput(b *testing.B) {
	const size = 1 << 20
	b.Setenv("SNUG_LIMIT_INPUT", "1000000")
	b.Setenv("SNUG_LIMIT_INPUT_BURST", "1000000")
	for _, flood := range []struct{ name, before, unit, after string }{
		{"text", "", "x", "\x15"},
		{"paste", "\x1b[200~", "x", "\x1b[201~\x15"},
		{"escape", "\x1b[", "1", "m\x15"},
		{"keys", "", "\x1b[C", "\x15"},
	} {
		b.Run(flood.name, func(b *testing.B) {
			s := startServer(b, "")
			c, err := join(s.addr, "mallory", "", &board{})
			if err != nil {
				b.Fatal(err)
			}
			defer c.close()
			all := flood.before + strings.Repeat(flood.unit, size/len(flood.unit)) + flood.after
			var used time.Duration
			for b.Loop() {
				before := s.cpu(b)
				n := c.board.next()
				c.press(b, all)
				c.press(b, said(n)+"\r")
				c.until(b, "what is said behind the flood shows", func() bool { return c.newest.Load() >= n })
				used += s.cpu(b) - before
			}
			b.ReportMetric(float64(used.Microseconds())/1000/float64(b.N), "server-ms/MiB")
		})
	}
}
