package room_test

import (
	"testing"
	"testing/synctest"
	"time"

	"snug/room"
)

func TestActivityCountsTheLastDay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHouse(t)
		ana, ben := h.person("ana"), h.person("ben")
		h.create(ana, "attic")
		talk := h.converse(ana, "ben").ID
		h.sit(ana)
		h.sit(ana)
		if quiet, err := h.Sit(ben, room.SitOptions{Quiet: true}); err != nil {
			t.Fatal(err)
		} else {
			t.Cleanup(quiet.Close)
		}
		h.say(ana, h.lobby(), "one")
		h.say(ana, talk, "two")
		time.Sleep(time.Minute)
		h.say(ben, h.lobby(), "three")
		time.Sleep(2 * time.Minute)
		a := h.Activity()
		if a.Minutes[0] != 0 || a.Minutes[1] != 0 || a.Minutes[2] != 1 || a.Minutes[3] != 2 || a.Minutes[4] != 0 {
			t.Errorf("the last minutes are %v", a.Minutes[:5])
		}
		if a.Rooms != 2 || a.Talks != 1 || a.Present != 1 || a.Refused != 0 {
			t.Errorf("there are %d rooms, %d conversations, %d people; %d refused", a.Rooms, a.Talks, a.Present, a.Refused)
		}
		for name, later := range map[string]time.Duration{"a day": 24 * time.Hour, "a month": 30 * 24 * time.Hour} {
			h.say(ben, h.lobby(), "four")
			time.Sleep(later - time.Minute)
			if a := h.Activity(); a.Minutes[24*60-1] != uint32(min(1, 25*time.Hour/later)) {
				t.Errorf("%s less a minute later: %d", name, a.Minutes[24*60-1])
			}
			time.Sleep(time.Minute)
			for i, n := range h.Activity().Minutes {
				if n != 0 {
					t.Errorf("%s later %d messages were said %d minutes ago", name, n, i)
				}
			}
		}
		h.configure(ana, in(t, 2, h.rooms(ana)).Room.ID, func(s *room.Settings) { s.Slow = time.Hour })
		h.join(ben, "attic")
		h.say(ben, 2, "x")
		wantRefusal(t, second2(h.Say(t.Context(), ben.ID, 2, room.Saying{Text: "x"})), room.ErrLimited)
		if a := h.Activity(); a.Refused != 1 || a.Minutes[0] != 1 {
			t.Errorf("%d were refused, %d said", a.Refused, a.Minutes[0])
		}
	})
}
