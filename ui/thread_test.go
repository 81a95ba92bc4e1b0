package ui_test

import (
	"testing"
)

func TestThread(t *testing.T) {
	seat := life()
	inChat(t, seat, 80, 24, func(s *session) {
		s.say("/thread")
		s.shows("thread: 1 reply", "@you 能确认", "下午两点 (edited)")
		s.hides("CREATE TABLE")
		if err := seat.reply(2, 6, "a live answer"); err != nil {
			t.Fatal(err)
		}
		seat.post(2, "something else")
		s.settle()
		s.shows("thread: 2 replies", "a live answer")
		s.hides("something else")
		s.say("and mine")
		s.shows("thread: 3 replies", "and mine")
		last := seat.entered.msgs[len(seat.entered.msgs)-1]
		if last.Text != "and mine" || last.Root != 6 {
			t.Errorf("said %q in thread %d", last.Text, last.Root)
		}
		if _, err := seat.Edit(t.Context(), 6, "changed meanwhile"); err != nil {
			t.Fatal(err)
		}
		s.settle()
		s.shows("changed meanwhile (edited)")
		s.write("half a line")
		s.press("esc")
		s.shows("something else", "> half a line")
		s.hides("thread: ")
	})
}

func TestThreadOfTheChosenMessage(t *testing.T) {
	seat := life()
	inChat(t, seat, 80, 24, func(s *session) {
		s.say("/jump 7")
		s.press("esc")
		s.press("g", "t")
		s.shows("thread: 1 reply", "我来跑一遍测试")
		s.press("esc")
		s.wantChosen("王小明 早")
		s.press("esc")
	})
}

func TestThreadThatDoesNotFitIsScrolled(t *testing.T) {
	seat := newFakeSeat(newLobby().fill(1, now))
	inChat(t, seat, 80, 24, func(s *session) {
		for range 60 {
			if err := seat.reply(2, 1, "message 9"); err != nil {
				t.Fatal(err)
			}
		}
		s.settle()
		s.say("/thread")
		s.hides("thread: ")
		s.press("home")
		s.shows("thread: 60 replies", "message 1\n")
		s.press("end")
		s.hides("message 1\n")
	})
}
