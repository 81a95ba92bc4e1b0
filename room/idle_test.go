package room_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"snug/room"
)

func TestIdlePeopleAreAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHouse(t)
		ana := h.person("ana")
		watcher := h.sit(h.person("ben")) // never asked to be away by itself
		enter(t, watcher, h.lobby())
		desk, phone := h.sit(ana), h.sit(ana)
		desk.AutoAway(true)
		phone.AutoAway(true)
		var seen []room.Presence
		idle := func(when string, want bool) {
			t.Helper()
			synctest.Wait()
			select {
			case <-watcher.Bell():
				if n := watcher.Pull(); n.Present != nil {
					seen = n.Present
				}
			default:
			}
			for _, p := range seen {
				if p.Idle != (want && p.Name == "ana") || p.Away {
					t.Errorf("%s: %s is there as %+v, want ana idle: %v", when, p.Name, p, want)
				}
			}
			if len(seen) != 2 {
				t.Errorf("%s: %d people are there, want 2", when, len(seen))
			}
		}
		time.Sleep(14 * time.Minute)
		idle("after 14 minutes", false)
		phone.Touch()
		time.Sleep(14 * time.Minute)
		idle("14 minutes after a key on the phone", false)
		time.Sleep(2 * time.Minute)
		idle("16 minutes after a key on the phone", true)
		desk.Touch()
		time.Sleep(time.Second)
		idle("after a key at the desk", false)
		time.Sleep(16 * time.Minute)
		idle("idle again", true)
		third := h.sit(ana)
		time.Sleep(time.Second)
		idle("with a new session", false)
		time.Sleep(time.Hour)
		idle("while one session does not want it", false)
		third.Close()
		time.Sleep(time.Minute)
		idle("when that session has ended", true)
		phone.AutoAway(false)
		time.Sleep(time.Second)
		idle("when it was switched off", false)
	})
}

func TestAwayIsOfAllSessionsAndEndsWithTheLast(t *testing.T) {
	h := openHouse(t)
	ana := h.person("ana")
	is := func() room.Presence {
		t.Helper()
		p, err := h.Present(ana.ID, h.lobby())
		if err != nil || len(p) != 1 {
			t.Fatalf("present are %v, %v", p, err)
		}
		return p[0]
	}
	wantRefusal(t, h.SetAway(ana.ID, true, "lunch"), room.ErrConflict)
	desk, phone := h.sit(ana), h.sit(ana)
	if err := h.SetAway(ana.ID, true, "lunch\nwith \x1b[31mben"); err != nil {
		t.Fatal(err)
	}
	if p := is(); !p.Away || p.Why != "lunch with [31mben" {
		t.Errorf("ana is there as %+v", p)
	}
	desk.Close()
	if p := is(); !p.Away {
		t.Errorf("after one of two sessions ended ana is there as %+v", p)
	}
	if err := h.SetAway(ana.ID, false, "ignored"); err != nil {
		t.Fatal(err)
	}
	if p := is(); p.Away || p.Why != "" {
		t.Errorf("back again ana is there as %+v", p)
	}
	if err := h.SetAway(ana.ID, true, ""); err != nil {
		t.Fatal(err)
	}
	phone.Close()
	h.sit(ana)
	if p := is(); p.Away {
		t.Errorf("in a new session ana is there as %+v", p)
	}
	wantRefusal(t, h.SetAway(ana.ID, true, strings.Repeat("x", room.MaxWhy+1)), room.ErrInvalid)
	wantRefusal(t, h.SetAway(ana.ID, true, "caf\xe9"), room.ErrInvalid)
}
