//go:build linux

package bench

import (
	"testing"
	"time"
)

// BenchmarkConnect runs one command over a connection of its own, as ssh host
// COMMAND does.
func BenchmarkConnect(b *testing.B) { scenario(connect).run(b) }

func connect(tb testing.TB, more func() bool) map[string]float64 {
	s := startServer(tb, "")
	var took time.Duration
	n := 0
	for ; more(); n++ {
		began := time.Now()
		c, err := dial(s.addr, "somebody")
		if err != nil {
			tb.Fatal(err)
		}
		if err := c.run("version"); err != nil {
			tb.Fatal(err)
		}
		took += time.Since(began)
		if err := c.conn.Close(); err != nil {
			tb.Fatal(err)
		}
	}
	return map[string]float64{"ms/command": took.Seconds() * 1000 / float64(n)}
}
