package room_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"snug/room"
)

func TestPresenceCountsAPersonOnce(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("Ben")
	present := func() string {
		t.Helper()
		p, err := h.Present(ana.ID, h.lobby())
		if err != nil {
			t.Fatal(err)
		}
		return names(p)
	}
	desk := h.sit(ben)
	phone := h.sit(ben)
	h.sit(ana)
	if got := present(); got != "[ana Ben]" {
		t.Errorf("present = %s, want [ana Ben]", got)
	}
	desk.Close()
	desk.Close()
	if got := present(); got != "[ana Ben]" {
		t.Errorf("after one of two sessions ended: %s, want [ana Ben]", got)
	}
	phone.Close()
	if got := present(); got != "[ana]" {
		t.Errorf("after the last session ended: %s, want [ana]", got)
	}
	robot, err := h.Sit(ben, room.SitOptions{Quiet: true})
	if err != nil {
		t.Fatal(err)
	}
	defer robot.Close()
	if got := present(); got != "[ana]" {
		t.Errorf("with a quiet seat: %s, want [ana]", got)
	}
}

func TestPresenceIsOfMembersOnly(t *testing.T) {
	h := openHouse(t)
	ana, ben := h.person("ana"), h.person("ben")
	r := h.create(ana, "cellar")
	h.sit(ana)
	h.sit(ben)
	p, err := h.Present(ana.ID, r.ID)
	if err != nil || names(p) != "[ana]" {
		t.Errorf("present = %s, %v; want [ana]", names(p), err)
	}
	_, err = h.Present(ben.ID, r.ID)
	wantRefusal(t, err, room.ErrDenied)
}

// A storm of arrivals must not redraw everybody's screen once an arrival.
func TestArrivalsAreHeardAtMostOnceASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHouse(t)
		ana := h.person("ana")
		s := h.sit(ana)
		enter(t, s, h.lobby())
		// pull reports whether the bell rang, and notes who is there.
		present := 0
		pull := func() bool {
			synctest.Wait()
			select {
			case <-s.Bell():
				if n := s.Pull(); n.Present != nil {
					present = len(n.Present)
				}
				return true
			default:
				return false
			}
		}
		time.Sleep(5 * time.Second)
		pull()

		rings := 0
		for i := range 20 {
			h.sit(h.person(fmt.Sprintf("pal%02dx", i)))
			time.Sleep(100 * time.Millisecond)
			if pull() {
				rings++
			}
		}
		if rings < 2 || rings > 3 {
			t.Errorf("20 arrivals in 2 s rang %d times, want 2 or 3", rings)
		}
		time.Sleep(2 * time.Second)
		pull()
		if present != 21 {
			t.Errorf("%d people are present in the end, want 21", present)
		}
	})
}

func TestNewNameIsSeenAtOnce(t *testing.T) {
	h := openHouse(t)
	ann, bob := h.person("ann"), h.person("bob")
	look := h.sit(ann)
	enter(t, look, h.lobby())
	h.sit(bob)
	bob.Display = "鲍勃"
	h.Renamed(bob)
	for {
		<-look.Bell()
		for _, p := range look.Pull().Present {
			if p.Person == bob {
				return
			}
		}
	}
}

func TestNameOfSomebodyWhoIsNotThereChangesNothing(t *testing.T) {
	h := openHouse(t)
	ann, bob := h.person("ann"), h.person("bob")
	look := h.sit(ann)
	h.Renamed(room.Person{ID: bob.ID, Name: "mallory"})
	if v := enter(t, look, h.lobby()); len(v.Present) != 1 || v.Present[0].Person != ann {
		t.Errorf("present are %v, want ann alone", v.Present)
	}
}

func TestListShowsWhoIsThereToTalkWith(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHouse(t)
		ana, ben := h.person("ana"), h.person("Ben")
		talk := h.converse(ana, "Ben")
		s := h.sit(ana)
		enter(t, s, h.lobby())
		// there is how many people the list shows in the conversation, -1 when
		// nothing was rung for.
		there := func() int {
			time.Sleep(2 * time.Second)
			synctest.Wait()
			select {
			case <-s.Bell():
			default:
				return -1
			}
			for _, l := range s.Pull().Rooms {
				if l.Room.ID == talk.ID {
					return l.Present
				}
			}
			return -1
		}
		there()
		other := h.sit(ben)
		if n := there(); n != 2 {
			t.Errorf("%d people are there when Ben has come, want 2", n)
		}
		other.Close()
		if n := there(); n != 1 {
			t.Errorf("%d people are there when Ben has gone, want 1", n)
		}
		if n := there(); n != -1 {
			t.Error("the list came again for nothing")
		}
	})
}
