//go:build linux

package bench

import (
	"fmt"
	"testing"
	"time"
)

// BenchmarkStuck tells whether people in a room notice that others have stopped
// reading. An operation is one turn: those come in who will be stuck, messages are said
// for a while, they stop, and messages are said until the last of them is cut. Of them,
// a third has a small TCP buffer and a third the usual one; the last third reads on,
// 1 KB a second, and is not to be cut. What all turns have measured while everybody
// read is compared with what they have when some did not, for the same others.
func BenchmarkStuck(b *testing.B) {
	for _, size := range []struct{ stuck, present int }{{5, 40}, {50, 200}} {
		b.Run(fmt.Sprintf("%d-of-%d", size.stuck, size.present), stuck(size.stuck, size.present, 10, 150, time.Minute).run)
	}
	b.Run("500-of-1000", func(b *testing.B) {
		needBig(b)
		stuck(500, 1000, 10, 150, time.Minute).run(b)
	})
}

// stuck has so many messages said in each turn before anybody is stuck. It waits until
// all who are stuck are cut, but no longer than a time.
func stuck(stop, present, perSecond, messages int, patient time.Duration) scenario {
	return func(tb testing.TB, more func() bool) map[string]float64 {
		s := startServer(tb, "")
		board := &board{}
		others := crowd(tb, s, present-stop, "", board)
		reading, isStuck := hearing{server: s, clients: others}, hearing{server: s, clients: others}
		var all jam
		for more() {
			j := newJam(tb, s, stop)
			settle(others...)
			reading.hear(tb, board, perSecond, func(l *load) {
				for range messages {
					l.say(tb)
				}
			})
			isStuck.hear(tb, board, perSecond, func(l *load) { j.lasts(tb, s, l, patient) })
			all.add(j)
			j.leave()
		}
		return compared(map[string]float64{
			"KiB/stuck":  float64(all.most) / 1024 / float64(stop),
			"%-cut":      100 * float64(len(all.took)) / float64(max(all.shut, 1)),
			"%-slow-cut": 100 * float64(all.dripsCut) / float64(max(all.drips, 1)),
			"cut-p50-s":  quantile(all.took, 0.5).Seconds(), "cut-last-s": quantile(all.took, 1).Seconds(),
		}, "reading", &reading, "stuck", &isStuck)
	}
}

// A jam is people who stop reading, or nearly.
type jam struct {
	clients  []*client
	shut     int             // of them that have stopped
	drips    int             // of them that are slow
	took     []time.Duration // until those who have stopped were cut
	dripsCut int
	most     int // bytes of memory that they took
}

// jams counts them, so that all have names of their own.
var jams int

// newJam lets people come in who read until it begins.
func newJam(tb testing.TB, s *server, n int) *jam {
	tb.Helper()
	jams++
	return &jam{clients: joinAll(tb, s, fmt.Sprintf("jam%dx", jams), n, "", &board{})}
}

// lasts has them stop and messages said until all who did are cut. They cost this
// process nothing meanwhile but a look once a second.
func (j *jam) lasts(tb testing.TB, s *server, l *load, patient time.Duration) {
	tb.Helper()
	began, before := time.Now(), s.rss(tb)
	var left []*client
	for i, c := range j.clients {
		switch i % 3 {
		case 0:
			c.way.narrow(tb)
			fallthrough
		case 1:
			c.way.shut()
			left = append(left, c)
		case 2:
			c.way.drip()
			j.drips++
		}
	}
	j.shut = len(left)
	for next := began; len(left) > 0 && time.Since(began) < patient; l.say(tb) {
		if time.Now().Before(next) {
			continue
		}
		next = next.Add(time.Second)
		j.most = max(j.most, s.rss(tb)-before)
		var open []*client
		for _, c := range left {
			if c.way.isCut(tb) {
				j.took = append(j.took, time.Since(began))
			} else {
				open = append(open, c)
			}
		}
		left = open
	}
	for _, c := range j.clients {
		if c.way.drips.Load() && c.way.isCut(tb) {
			j.dripsCut++
		}
	}
}

// leave has those go who were not cut.
func (j *jam) leave() {
	for _, c := range j.clients {
		c.close()
	}
}

// add counts what one jam has shown to what others have.
func (j *jam) add(one *jam) {
	j.shut += one.shut
	j.drips += one.drips
	j.dripsCut += one.dripsCut
	j.took = append(j.took, one.took...)
	j.most = max(j.most, one.most)
}
