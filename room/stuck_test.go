package room_test

import (
	"context"
	"runtime"
	"strings"
	"testing"

	"snug/room"
)

// mostBehind is what sessions may hold of what they have not been shown: a seat is a
// cursor, and the events are the room's, shared by all. One might hold as much; here
// it is a hundred together.
const mostBehind = 256 << 10 // bytes

// TestASessionThatReadsNothingHoldsNextToNothing lets a hundred sessions sleep while
// more is said than a room keeps in memory, each message as long as it can be.
func TestASessionThatReadsNothingHoldsNextToNothing(t *testing.T) {
	h := openHouse(t)
	ana := h.person("ana")
	var stuck []*room.Seat
	for range 100 {
		s := h.sit(ana)
		if _, err := s.Enter(context.Background(), h.lobby()); err != nil {
			t.Fatal(err)
		}
		stuck = append(stuck, s)
	}
	long := strings.Repeat(strings.Repeat("x", 2047)+"\n", 2)
	talk := func(n int) {
		for range n {
			h.say(ana, h.lobby(), long)
		}
	}
	talk(520) // the room's own memory is full now
	before := heap()
	talk(520)
	if grown := heap() - before; grown > mostBehind {
		t.Errorf("100 sessions that read nothing have come to hold %d KiB", grown>>10)
	}
	news := stuck[0].Pull()
	if len(news.Events) > 0 || !news.Lost {
		t.Errorf("who was asleep is told %d events, and lost %t; want to be told to read anew", len(news.Events), news.Lost)
	}
	runtime.KeepAlive(stuck)
}

// heap returns how many bytes are in use.
func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
