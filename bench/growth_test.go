//go:build linux

package bench

import (
	"math"
	"sync/atomic"
	"testing"
	"time"
)

// BenchmarkGrowth has people come into, and say something in, a room with few messages
// and one with many, in turn. An operation is fifty joins and a hundred messages in
// each. With -args -big the many are five million, which take minutes and some GB to
// write, once; else half a million.
func BenchmarkGrowth(b *testing.B) {
	many := 500_000
	if *big {
		many = 5_000_000
	}
	growth(10_000, many, 50, 100).run(b)
}

func growth(few, many, coming, messages int) scenario {
	return func(tb testing.TB, more func() bool) map[string]float64 {
		young, old := newRoom(tb, few, coming), newRoom(tb, many, coming)
		for more() {
			for _, r := range []*grown{young, old} {
				r.say(tb, messages)
				r.come(tb, r.server, 1)
				settle(r.speaker)
			}
		}
		small, large := young.measured(), old.measured()
		measured := make(map[string]float64)
		for unit := range large {
			measured["few-"+unit], measured["many-"+unit] = small[unit], large[unit]
			if small[unit] > 0 {
				measured["many/few-"+unit] = large[unit] / small[unit]
			}
		}
		return measured
	}
}

// A grown room has messages from before.
type grown struct {
	*server
	*door
	speaker *client
	next    *atomic.Int64

	sends []time.Duration // until they are on the speaker's screen
	spent time.Duration
}

// newRoom starts a server on a lobby with messages.
func newRoom(tb testing.TB, messages, coming int) *grown {
	tb.Helper()
	a := openArchive(tb, messages)
	s := startServer(tb, a.dir)
	r := &grown{server: s, door: openDoor(tb, s, coming), next: a.next}
	r.speaker, _ = visit(tb, s)
	if err := r.speaker.open(); err != nil {
		tb.Fatal(err)
	}
	settle(r.speaker)
	return r
}

// say says messages, each when the one before is on the screen.
func (r *grown) say(tb testing.TB, messages int) {
	tb.Helper()
	pace := time.NewTicker(time.Second / 10)
	defer pace.Stop()
	cpu := r.server.cpu(tb)
	for range messages {
		<-pace.C
		n := r.next.Add(1)
		r.sends = append(r.sends, r.speaker.shows(tb, n, func() error {
			r.speaker.press(tb, said(n)+"\r")
			return nil
		}))
	}
	r.spent += r.server.cpu(tb) - cpu
}

func (r *grown) measured() map[string]float64 {
	joins := r.door.measured()
	return map[string]float64{
		"cpu-ms/join": joins["cpu-ms/join"],
		"join-ms":     math.Round(joins["screen-ms"]*1000) / 1000,
		"cpu-µs/send": us(r.spent) / float64(len(r.sends)),
		"send-ms":     ms(quantile(r.sends, 0.5)),
	}
}
