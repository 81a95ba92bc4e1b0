package room_test

import (
	"testing"
	"testing/synctest"
	"time"

	"snug/room"
)

func TestWhoIsGoneStandsBehindTheOthers(t *testing.T) {
	h := openHouse(t)
	for _, name := range []string{"ana", "ben", "cat", "dan"} {
		h.sit(h.person(name))
	}
	ask := func() string {
		t.Helper()
		p, err := h.Present(1, h.lobby())
		if err != nil {
			t.Fatal(err)
		}
		return names(p)
	}
	for _, step := range []struct {
		who  room.UserID
		away bool
		want string
	}{
		{1, true, "[ben cat dan ana]"},
		{3, true, "[ben dan ana cat]"},
		{1, false, "[ana ben dan cat]"},
	} {
		if err := h.SetAway(step.who, step.away, ""); err != nil {
			t.Fatal(err)
		}
		if got := ask(); got != step.want {
			t.Errorf("present = %s, want %s", got, step.want)
		}
	}
}

func TestWhatIsTypedAndSentAtOnceWakesNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := openHouse(t)
		writer, reader := h.sit(h.person("ana")), h.sit(h.person("ben"))
		for _, s := range []*room.Seat{writer, reader} {
			enter(t, s, h.lobby())
			s.HearTyping(true)
		}
		rung := func() bool {
			time.Sleep(3 * time.Second) // synthetic: longer than anything is held back
			synctest.Wait()
			select {
			case <-reader.Bell():
				reader.Pull()
				return true
			default:
				return false
			}
		}
		rung() // for who has come
		writer.Typing(true)
		rung()
		// This is told at once, and what comes next a second later at the soonest.
		writer.Typing(false)
		synctest.Wait()
		<-reader.Bell()
		reader.Pull()
		writer.Typing(true)
		writer.Typing(false)
		if rung() {
			t.Error("somebody who types no more has woken a session")
		}
		writer.Typing(true)
		if !rung() {
			t.Error("nobody was told of somebody who types")
		}
	})
}
