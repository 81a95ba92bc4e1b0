package room_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"snug/room"
)

// A crowd is redrawn once for many who come one after another, and newcomers look at
// the list that the others have: a join costs the same, however many are there.
func TestACrowdIsToldOnceOfManyWhoCome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHouse(t)
		ana := h.person("ana")
		look := h.sit(ana)
		enter(t, look, h.lobby())
		for i := range 299 {
			h.sit(h.person(fmt.Sprintf("pal%03dx", i)))
		}
		time.Sleep(10 * time.Second)
		synctest.Wait()
		told := make(map[int]bool) // how many people were there, each time
		pull := func() {
			select {
			case <-look.Bell():
				if n := look.Pull(); n.Present != nil {
					told[len(n.Present)] = true
				}
			default:
			}
		}
		pull()
		clear(told)

		var first, last room.View
		for i := range 20 {
			seat := h.sit(h.person(fmt.Sprintf("late%02dx", i)))
			last = enter(t, seat, h.lobby())
			if i == 0 {
				first = last
			}
			time.Sleep(100 * time.Millisecond)
			synctest.Wait()
			pull()
		}
		if len(told) != 0 {
			t.Errorf("within 2 s, a crowd of 300 was told %v", told)
		}
		if &first.Present[0] != &last.Present[0] {
			t.Error("two who came within 2 s have a list each")
		}
		if n, err := h.Present(ana.ID, h.lobby()); err != nil || len(n) != 320 {
			t.Errorf("who asks is told of %d people, %v; want 320", len(n), err)
		}
		time.Sleep(2 * time.Second)
		synctest.Wait()
		pull()
		if len(told) != 1 || !told[320] {
			t.Errorf("after 4 s the crowd was told %v, want once, of 320", told)
		}
	})
}

// Whoever comes last sees themself in the end, although nobody comes afterwards.
func TestTheLastOfACrowdIsShownToo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHouse(t)
		for i := range 150 {
			h.sit(h.person(fmt.Sprintf("pal%03dx", i)))
		}
		time.Sleep(10 * time.Second)
		zoe := h.person("zoe")
		seat := h.sit(zoe)
		there := enter(t, seat, h.lobby()).Present
		time.Sleep(10 * time.Second)
		synctest.Wait()
		select {
		case <-seat.Bell():
			if n := seat.Pull(); n.Present != nil {
				there = n.Present
			}
		default:
		}
		if n := len(there); n != 151 || there[n-1].Person != zoe {
			t.Errorf("zoe sees %d people, want 151, herself last", n)
		}
	})
}
