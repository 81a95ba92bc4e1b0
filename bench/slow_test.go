//go:build linux

package bench

import (
	"fmt"
	"testing"
	"time"
)

// BenchmarkStuck has some of the people in a room stop reading while ten messages a
// second are said, half of them with a small TCP buffer, and reports what the others
// notice, what each costs, and when they are cut. An operation is one message before
// that; afterwards as many are said as come until the last is cut.
func BenchmarkStuck(b *testing.B) {
	for _, size := range []struct{ stuck, present int }{{5, 40}, {50, 200}} {
		b.Run(fmt.Sprintf("%d-of-%d", size.stuck, size.present), stuck(size.stuck, size.present, 10, time.Minute).run)
	}
	b.Run("500-of-1000", func(b *testing.B) {
		needBig(b)
		stuck(500, 1000, 10, time.Minute).run(b)
	})
}

// stuck waits until all who are stuck are cut, but no longer than a time.
func stuck(stop, present, perSecond int, patient time.Duration) scenario {
	return func(tb testing.TB, more func() bool) map[string]float64 {
		s := startServer(tb, "")
		board := &board{}
		clients := crowd(tb, s, present, "", board)
		slow, others := clients[:stop], clients[stop:]
		load := newLoad(others, board, perSecond)
		for more() {
			load.say(tb)
		}
		load.seen(tb)
		before, memory := load.said, s.rss(tb)

		for i, c := range slow {
			c.way.shut(tb, i%2 == 0)
		}
		began, most := time.Now(), memory
		var took []time.Duration
		for left := slow; len(left) > 0 && time.Since(began) < patient; {
			load.say(tb)
			most = max(most, s.rss(tb))
			var open []*client
			for _, c := range left {
				if c.way.isCut(tb) {
					took = append(took, time.Since(began))
				} else {
					open = append(open, c)
				}
			}
			left = open
		}
		load.arrive(tb)

		var calm, busy []time.Duration
		for _, c := range others {
			c.close()
			calm, busy = append(calm, c.late[:before]...), append(busy, c.late[before:]...)
		}
		return map[string]float64{
			"before-p50-ms": ms(quantile(calm, 0.5)), "before-p99-ms": ms(quantile(calm, 0.99)),
			"during-p50-ms": ms(quantile(busy, 0.5)), "during-p99-ms": ms(quantile(busy, 0.99)),
			"KiB/stuck": float64(most-memory) / 1024 / float64(stop),
			"%-cut":     100 * float64(len(took)) / float64(stop),
			"cut-p50-s": quantile(took, 0.5).Seconds(), "cut-last-s": quantile(took, 1).Seconds(),
		}
	}
}
