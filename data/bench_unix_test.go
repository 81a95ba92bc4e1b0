//go:build unix

package data_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"snug/data"
	"snug/room"
)

// BenchmarkAppend posts messages of 200 bytes into 100 rooms. CPU counts the
// whole process, the callers too.
func BenchmarkAppend(b *testing.B) {
	for _, writers := range []int{1, 10, 100, 1000} {
		b.Run(fmt.Sprintf("%d writers", writers), func(b *testing.B) {
			s := open(b, b.TempDir(), data.Options{})
			ann := signUp(b, s, "ann")
			in := hundredRooms(b, s, ann)
			text := strings.Repeat("x", 200)
			var posted atomic.Int64
			b.ResetTimer()
			before := cpu(b)
			var wg sync.WaitGroup
			for w := range writers {
				wg.Go(func() {
					for i := w; posted.Add(1) <= int64(b.N); i++ {
						c := room.Post{Header: header(ann), Room: in[i%len(in)], Text: text}
						if _, err := s.Rooms().Do(context.Background(), c); err != nil {
							b.Error(err)
							return
						}
					}
				})
			}
			wg.Wait()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "msg/s")
			b.ReportMetric(float64(cpu(b)-before)/float64(b.N), "cpu-ns/msg")
		})
	}
}

// BenchmarkHistory reads the last 50 messages of one room among 100.
func BenchmarkHistory(b *testing.B) {
	s := open(b, b.TempDir(), data.Options{})
	ann := signUp(b, s, "ann")
	in := hundredRooms(b, s, ann)
	text := strings.Repeat("x", 200)
	var wg sync.WaitGroup
	for _, id := range in {
		wg.Go(func() {
			for range 100 {
				c := room.Post{Header: header(ann), Room: id, Text: text}
				if _, err := s.Rooms().Do(context.Background(), c); err != nil {
					b.Error(err)
				}
			}
		})
	}
	wg.Wait()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		got, err := s.Rooms().History(in[i%len(in)], room.Range{Limit: 50})
		if err != nil || len(got) != 50 {
			b.Fatalf("%d messages, %v", len(got), err)
		}
	}
}

// hundredRooms makes rooms that somebody is a member of. Nobody may own as many.
func hundredRooms(b *testing.B, s *data.Store, who room.UserID) []room.ID {
	b.Helper()
	var in []room.ID
	var owner room.UserID
	for i := range 100 {
		if i%room.MaxOwned == 0 {
			owner = signUp(b, s, fmt.Sprintf("owner%d", i))
		}
		in = append(in, create(b, s, owner, fmt.Sprintf("room-%d", i)))
		do(b, s, room.Join{Header: header(who), Room: in[i]})
	}
	return in
}

// cpu returns the processor time that this process has used, in nanoseconds.
func cpu(b *testing.B) int64 {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return u.Utime.Nano() + u.Stime.Nano()
}
