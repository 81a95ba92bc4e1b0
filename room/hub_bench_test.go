package room

import (
	"fmt"
	"testing"
)

// BenchmarkAppend measures what the store's goroutine does for each message
// after the commit: one event to every seat of a room.
func BenchmarkAppend(b *testing.B) {
	for _, seats := range []int{1, 50, 500, 5000} {
		b.Run(fmt.Sprintf("seats=%d", seats), func(b *testing.B) {
			h := newHub(Room{ID: 1, Name: Lobby})
			for i := range seats {
				s := &Seat{person: newPerson(Person{ID: UserID(i + 1), Name: fmt.Sprint("p", i)}), bell: make(chan struct{}, 1)}
				s.entered.Store(h)
				h.add(s)
			}
			e := Posted{Message: &Message{Room: 1, Text: "hello"}}
			b.ReportAllocs()
			for b.Loop() {
				h.append(e)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(seats), "ns/seat")
		})
	}
}
