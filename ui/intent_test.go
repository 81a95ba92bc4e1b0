package ui_test

import (
	"errors"
	"testing"

	"snug/room"
	"snug/text/lang"
)

func TestReply(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		s.say("/reply")
		s.shows("reply to 站长老李  Esc cancel")
		p.seat.hold = make(chan struct{})
		s.say("欢迎")
		s.hides("reply to")
		close(p.seat.hold)
		s.settle()
		msgs := p.seat.rooms[0].msgs
		if m := msgs[len(msgs)-1]; m.Text != "欢迎" || m.Reply == nil || m.Reply.Seq != 5 {
			t.Errorf("said %q in reply to %v", m.Text, m.Reply)
		}
	})
}

func TestReplyAtOnce(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		s.say("/回复 好的")
		if m := p.seat.rooms[0].msgs[5]; m.Text != "好的" || m.Reply == nil || m.Reply.Seq != 5 {
			t.Errorf("said %q in reply to %v", m.Text, m.Reply)
		}
	})
}

func TestNobodyToReplyTo(t *testing.T) {
	p := newPlace()
	p.seat.rooms[0].msgs, p.seat.rooms[0].Last = nil, 0
	p.run(t, func(s *session) {
		s.say("/reply hello")
		s.shows("✗ nobody has said anything here")
		s.holds("/reply hello")
		s.press("ctrl+c")
		s.say("/edit")
		s.shows("✗ you have said nothing here")
	})
}

func TestEscEndsAReplyAndKeepsItsText(t *testing.T) {
	for _, key := range []string{"esc", "ctrl+g"} {
		newPlace().run(t, func(s *session) {
			s.say("/reply")
			s.write("half")
			s.press(key)
			s.hides("reply to")
			s.holds("half")
		})
	}
}

func TestEdit(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		s.say("teh text")
		s.say("/edit")
		s.shows("editing a message  Esc cancel", " > teh text")
		s.press("ctrl+u")
		s.say("the text")
		s.hides("editing")
		if got := p.said(); len(got) != 1 || got[0] != "lobby: the text" {
			t.Errorf("said %q", got)
		}
	})
}

func TestEditOfTextThatBeginsWithASlash(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		s.say("//etc/hosts")
		s.say("/edit")
		s.shows(" > //etc/hosts")
		s.press("enter")
		s.shows("nothing was changed")
		s.say("/edit")
		s.press("ctrl+u")
		s.say("/quit")
		s.shows("✗ a message that begins with a slash needs two of them")
		if got := p.said(); s.quit || len(got) != 1 || got[0] != "lobby: /etc/hosts" {
			t.Errorf("quit %v, said %q", s.quit, got)
		}
	})
}

func TestWhatAnEditInterruptsComesBack(t *testing.T) {
	tests := []struct {
		name string
		keys []string
	}{
		{"when it is sent", []string{"!", "enter"}},
		{"when nothing was changed", []string{"enter"}},
		{"after Esc", []string{"!", "esc"}},
		{"after Ctrl-G", []string{"!", "ctrl+g"}},
		{"after Ctrl-C", []string{"!", "ctrl+c"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newPlace()
			p.run(t, func(s *session) {
				s.say("mine")
				s.say("/reply")
				s.say("/edit") // while a reply is written
				s.press(tt.keys...)
				s.shows("reply to 站长老李")
				s.write("answer")
				s.press("enter")
				msgs := p.seat.rooms[0].msgs
				if m := msgs[len(msgs)-1]; m.Text != "answer" || m.Reply == nil {
					t.Errorf("said %q in reply to %v", m.Text, m.Reply)
				}
			})
		})
	}
}

func TestAnEditGivenUpIsBroughtBackByCtrlY(t *testing.T) {
	newPlace().run(t, func(s *session) {
		s.say("mine")
		s.say("/edit")
		s.write(" and more")
		s.press("esc")
		s.shows("not changed; Ctrl-Y brings back what you wrote")
		s.holds("")
		s.press("ctrl+y")
		s.holds("mine and more")
	})
}

func TestRefusedEditIsTakenUpAgain(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		s.say("mine")
		s.say("/edit")
		s.write("!")
		p.seat.sayErr = &room.Refusal{Kind: room.ErrInvalid, Text: lang.S("too old")}
		s.press("enter")
		s.shows("✗ not changed: too old", " > mine!")
		s.press("right")
		s.shows("editing a message")
	})
}

func TestRefusedReplyStaysOne(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		s.say("/reply")
		p.seat.sayErr = &room.Refusal{Kind: room.ErrInvalid, Text: lang.S("slow down")}
		s.say("answer")
		s.shows("✗ not sent: slow down", " > answer")
		p.seat.sayErr = nil
		s.press("enter")
		if m := p.seat.rooms[0].msgs[5]; m.Text != "answer" || m.Reply == nil || m.Reply.Seq != 5 {
			t.Errorf("said %q in reply to %v", m.Text, m.Reply)
		}
	})
}

func TestFailedReplyIsTriedAgainAsOne(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		s.say("/reply")
		p.seat.sayErr = errors.New("no")
		s.say("answer")
		p.seat.sayErr = nil
		s.press("ctrl+r")
		if m := p.seat.rooms[0].msgs[5]; m.Reply == nil || m.Reply.Seq != 5 {
			t.Errorf("in reply to %v", m.Reply)
		}
	})
}

// TestAnEditIsNotDoneInAnotherRoom: the seat works in the room that was
// entered last.
func TestAnEditIsNotDoneInAnotherRoom(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		s.say("mine")
		s.say("/edit")
		s.write("!")
		s.update(key("enter"))
		s.update(key("alt+2"))
		s.settle()
		s.shows(" #golang")
		if m := p.seat.rooms[0].msgs[5]; m.Text != "mine!" {
			t.Errorf("the message is %q", m.Text)
		}
	})
}

func TestWhatIsOnItsWayIsNotChangedYet(t *testing.T) {
	seat := twoRooms()
	inChat(t, seat, 80, 24, func(s *session) {
		s.say("the one before")
		seat.hold = make(chan struct{})
		s.say("on its way")
		s.say("/edit")
		s.shows("still on its way")
		close(seat.hold)
		s.settle()
		s.press("ctrl+c")
		s.say("/edit")
		s.shows("editing a message", "> on its way")
	})
}
