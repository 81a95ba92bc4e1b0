//go:build linux

package bench

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// BenchmarkFanOut has people say b.N messages in one room, each message stored
// and shown on every screen, and reports what a delivery costs.
func BenchmarkFanOut(b *testing.B) {
	for _, load := range []struct{ sessions, perSecond int }{{200, 10}, {500, 10}, {200, 50}} {
		b.Run(fmt.Sprintf("sessions=%d/rate=%d", load.sessions, load.perSecond), func(b *testing.B) {
			s := startServer(b)
			board := &board{}
			clients := crowd(b, s, load.sessions, board)
			received := func() (n int64) {
				for _, c := range clients {
					n += c.bytes.Load()
				}
				return n
			}
			cpu, bytes := s.cpu(b), received()
			b.ResetTimer()
			tick := time.NewTicker(time.Second / time.Duration(load.perSecond))
			defer tick.Stop()
			for n := range b.N {
				<-tick.C
				board.send(n)
				if _, err := fmt.Fprintf(clients[n%len(clients)].in, "%s and some more words to read\r", token(n)); err != nil {
					b.Fatal(err)
				}
			}
			waitFor(b, clients, int64(b.N))
			b.StopTimer()

			var late []time.Duration
			for _, c := range clients {
				_ = c.conn.Close()
				<-c.done
				late = append(late, c.late...)
			}
			slices.Sort(late)
			deliveries := float64(b.N * load.sessions)
			b.ReportMetric(float64((s.cpu(b)-cpu).Microseconds())/deliveries, "cpu-µs/delivery")
			b.ReportMetric(float64(received()-bytes)/deliveries, "B/delivery")
			b.ReportMetric(float64(late[len(late)/2].Microseconds())/1e3, "p50-ms")
			b.ReportMetric(float64(late[len(late)*99/100].Microseconds())/1e3, "p99-ms")
			b.ReportMetric(0, "ns/op") // the rate is given
		})
	}
}

func waitFor(b *testing.B, clients []*client, messages int64) {
	b.Helper()
	deadline := time.Now().Add(30 * time.Second)
	for i, c := range clients {
		for c.next.Load() < messages {
			if time.Now().After(deadline) {
				b.Fatalf("client %d has seen %d of %d messages", i, c.next.Load(), messages)
			}
			time.Sleep(time.Millisecond)
		}
	}
}
