package room

import (
	"fmt"
	"testing"
)

// BenchmarkAppend measures what the store's goroutine does for each message
// after the commit: one event to every seat of a room.
func BenchmarkAppend(b *testing.B) {
	m := &Message{Room: 1, Seq: 1, Text: "hello"}
	for name, e := range map[string]Event{
		"said":    Posted{Message: m},
		"reply":   Posted{Message: m, Root: m},
		"changed": Changed{Message: m},
	} {
		for _, seats := range []int{1, 50, 500, 5000} {
			for _, elsewhere := range []bool{false, true} {
				b.Run(fmt.Sprintf("%s/seats=%d/elsewhere=%v", name, seats, elsewhere), func(b *testing.B) {
					over, h := new(Broker), newHub(Room{ID: 1, Name: Lobby})
					for i := range seats {
						s := &Seat{person: over.newPerson(Person{ID: UserID(i + 1), Name: fmt.Sprint("p", i)}), bell: make(chan struct{}, 1)}
						if !elsewhere {
							s.entered.Store(h)
						}
						h.add(s, Member)
					}
					for range ringSize {
						h.append(e)
					}
					b.ReportAllocs()
					for b.Loop() {
						h.append(e)
					}
					b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(seats), "ns/seat")
				})
			}
		}
	}
}

// BenchmarkAppendToTaps measures the same for taps that follow the room, of which
// each has not pulled yet or has always just pulled.
func BenchmarkAppendToTaps(b *testing.B) {
	var e Event = Posted{Message: &Message{Room: 1, Seq: 1, Text: "hello"}}
	for _, taps := range []int{1, 50, 500} {
		for _, pulls := range []bool{false, true} {
			b.Run(fmt.Sprintf("taps=%d/pulls=%v", taps, pulls), func(b *testing.B) {
				over, h := new(Broker), newHub(Room{ID: 1, Name: Lobby})
				var all []*Tap
				for i := range taps {
					t := new(Tap)
					t.seat = &Seat{person: over.newPerson(Person{ID: UserID(i + 1)}), tap: t, bell: make(chan struct{}, 1)}
					f := &following{tap: t, hub: h, place: place{hub: h}}
					f.begin()
					t.rooms = append(t.rooms, f)
					all = append(all, t)
				}
				b.ReportAllocs()
				for b.Loop() {
					h.append(e)
					for _, t := range all {
						if pulls {
							t.Pull()
						}
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(taps), "ns/tap")
			})
		}
	}
}

// BenchmarkRenew measures what a reaction costs the store's goroutine in a room
// whose ring has nothing but what was said, and in one that was purged of as much
// as a ring holds.
func BenchmarkRenew(b *testing.B) {
	for _, purges := range []int{0, ringGone / PurgeAtOnce} {
		b.Run(fmt.Sprintf("purges=%d", purges), func(b *testing.B) {
			h, seq := newHub(Room{ID: 1, Name: Lobby}), uint64(0)
			for range purges {
				e := Purged{Room: 1}
				for range PurgeAtOnce {
					seq++
					e.Gone = append(e.Gone, Changed{Message: &Message{Room: 1, Seq: seq}, Change: WasDeleted})
				}
				h.record(e.whole())
			}
			m := &Message{Room: 1, Seq: seq + 1, Text: "hello"}
			for len(h.ring.events) < ringSize {
				h.record(Posted{Message: m})
			}
			for b.Loop() {
				h.renew(m)
			}
		})
	}
}
