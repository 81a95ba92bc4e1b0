package ui_test

import (
	"slices"
	"testing"
	"time"

	"snug/room"
	"snug/text/lang"
)

func tooSoon(wait time.Duration) error {
	return &room.Refusal{Kind: room.ErrLimited, Text: lang.S("you can write again"), After: wait}
}

// pass lets time pass, in which things happen one after the other.
func pass(s *session, d time.Duration) {
	for range d / (500 * time.Millisecond) {
		s.wait(500 * time.Millisecond)
	}
}

func TestWhatComesTooSoonIsSentWhenItMayBe(t *testing.T) {
	inVillage(t, 1, nil, 80, 24, func(s *session, seat *fakeSeat, _ *fakeHost) {
		seat.sayErr = tooSoon(500 * time.Millisecond)
		s.say("first")
		s.say("second")
		s.say("third")
		s.shows("first ..", "second ..", "third ..")
		s.holds("")
		pass(s, 2*time.Second)
		s.shows("it is sent as soon as it may be")
		if tries := slices.Compact(slices.Clone(seat.saidIDs)); len(seat.saidIDs) < 3 || len(tries) != 1 {
			t.Errorf("%d tries of %d messages; the first has to be tried until it is taken", len(seat.saidIDs), len(tries))
		}
		seat.sayErr = nil
		pass(s, 2*time.Second)
		s.hides(" ..")
		if said := seat.entered.msgs; len(said) < 3 || said[len(said)-3].Text != "first" || said[len(said)-1].Text != "third" {
			t.Errorf("they were not said in order: %d messages", len(said))
		}
	})
}

func TestOneLeavesWhenWhatCameTooSoonIsSent(t *testing.T) {
	inVillage(t, 1, nil, 80, 24, func(s *session, seat *fakeSeat, _ *fakeHost) {
		seat.sayErr = tooSoon(500 * time.Millisecond)
		s.say("last words")
		s.say("/quit")
		if s.quit {
			t.Fatal("the session ended before they were said")
		}
		seat.sayErr = nil
		pass(s, 2*time.Second)
		if !s.quit {
			t.Errorf("the session goes on:\n%s", s.text())
		}
	})
}

func TestWhatComesTooSoonForLongIsGivenBack(t *testing.T) {
	for _, tt := range []struct {
		name string
		wait time.Duration
	}{
		{"a long wait", 3 * time.Second},
		{"a short one that does not end", 500 * time.Millisecond},
		{"one that nobody knows", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			inVillage(t, 1, nil, 80, 24, func(s *session, seat *fakeSeat, _ *fakeHost) {
				seat.sayErr = tooSoon(tt.wait)
				s.say("hello")
				pass(s, 20*time.Second)
				s.holds("hello")
				s.shows("not sent: you can write again")
				if n := len(seat.saidIDs); n > 11 {
					t.Errorf("it was tried %d times", n)
				}
			})
		})
	}
}
