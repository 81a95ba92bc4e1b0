package ui_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/text/lang"
	"snug/ui"
	"snug/ui/screen"
)

func twoRooms() *fakeSeat {
	ops := (&fakeRoom{Room: room.Room{ID: 2, Name: "ops", Topic: "deploys"}}).fill(3, now)
	return newFakeSeat(newLobby(), ops)
}

func TestSendShowsAtOnceAndBecomesNormal(t *testing.T) {
	seat := twoRooms()
	inChat(t, seat, 80, 24, func(s *session) {
		seat.hold = make(chan struct{})
		s.say("hello 你好")
		s.shows("you hello 你好 ..")
		close(seat.hold)
		s.settle()
		s.shows("you hello 你好")
		s.hides("..")
		if n := strings.Count(s.text(), "hello"); n != 1 {
			t.Errorf("the message is shown %d times", n)
		}
	})
}

func TestSeveralMessagesInFlightKeepTheirOrder(t *testing.T) {
	seat := twoRooms()
	inChat(t, seat, 80, 24, func(s *session) {
		seat.hold = make(chan struct{})
		for i := range 5 {
			s.say(fmt.Sprintf("message %d", i+1))
		}
		s.wantConsecutive(s.numbers())
		close(seat.hold)
		s.settle()
		if got := s.numbers(); !slices.Equal(got, []int{1, 2, 3, 4, 5}) {
			t.Errorf("messages arrived as %v", got)
		}
	})
}

func TestQueueOfMessagesIsBounded(t *testing.T) {
	seat := twoRooms()
	inChat(t, seat, 80, 60, func(s *session) {
		seat.hold = make(chan struct{})
		for range 33 {
			s.say("again")
		}
		s.shows("✗ too many messages wait", "> again")
		close(seat.hold)
		s.settle()
		if n := len(seat.entered.msgs); n != 32 {
			t.Errorf("%d messages were said, want 32", n)
		}
	})
}

func TestUndeliveredMessageIsTriedAgainUnderItsID(t *testing.T) {
	seat := twoRooms()
	inChat(t, seat, 80, 24, func(s *session) {
		seat.sayErr = errors.New("disk on fire")
		s.say("first")
		s.shows("first", "✗ not delivered, Ctrl-R retry")
		s.hides("disk on fire")
		seat.sayErr = nil
		s.press("ctrl+r")
		s.shows("you first")
		s.hides("not delivered")
		if ids := seat.saidIDs; len(ids) != 2 || ids[0] != ids[1] {
			t.Errorf("said under IDs %v, want one twice", ids)
		}
	})
}

func TestLaterMessagesDoNotOvertakeOneThatFailed(t *testing.T) {
	seat := twoRooms()
	inChat(t, seat, 80, 24, func(s *session) {
		seat.sayErr = context.DeadlineExceeded
		seat.hold = make(chan struct{})
		s.say("message 1")
		s.say("message 2")
		close(seat.hold)
		s.settle()
		seat.sayErr = nil
		s.press("ctrl+r")
		if got := s.numbers(); !slices.Equal(got, []int{1, 2}) || len(seat.entered.msgs) != 2 {
			t.Errorf("messages arrived as %v", got)
		}
	})
}

func TestRefusedTextComesBack(t *testing.T) {
	seat := twoRooms()
	inChat(t, seat, 80, 24, func(s *session) {
		seat.sayErr = &room.Refusal{Kind: room.ErrInvalid, Text: lang.S("the line is too long; send it as a file")}
		s.say("very long")
		s.shows("✗ not sent: the line is too long; send it as a file", " > very long\n")
		s.hides("you very long")
	})
}

func TestRoomIsLeftOnlyWhenEverythingIsSaid(t *testing.T) {
	seat := twoRooms()
	inChat(t, seat, 80, 24, func(s *session) {
		seat.hold = make(chan struct{})
		s.say("for the lobby")
		s.press("alt+2")
		s.shows("#lobby")
		close(seat.hold)
		s.settle()
		s.shows(" #ops | deploys")
		if got := seat.rooms[0].msgs; len(got) != 1 || got[0].Text != "for the lobby" {
			t.Errorf("the lobby has %d messages, want the one sent there", len(got))
		}
	})
}

func TestSlashLines(t *testing.T) {
	tests := []struct {
		name, line string
		reply      ui.Reply
		asked      string // what the host was asked
		shows      string
	}{
		{"reply is shown to this person", "/who", ui.Reply{Text: "alice\nbob"}, "who", "bob"},
		{"full-width slash", "／who", ui.Reply{Text: "alice"}, "who", "alice"},
		{"error keeps the line", "/jion #x", ui.Reply{Err: errors.New("unknown command /jion - did you mean /join?")}, "jion #x", "✗ unknown command /jion - did you mean /join?"},
		{"error keeps the line to correct", "/jion #x", ui.Reply{Err: errors.New("no")}, "jion #x", " > /jion #x"},
		{"going to another room", "/join #ops", ui.Reply{Text: "joined #ops", Enter: 2}, "join #ops", "joined #ops"},
		{"two slashes say one", "//shrug", ui.Reply{}, "", "you /shrug"},
		{"action", "/me waves", ui.Reply{}, "", "* you waves"},
		{"action without words", "/me", ui.Reply{}, "", "✗ /me needs words"},
		{"no command", "/", ui.Reply{}, "", "✗ there is no command without a name"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			host := &fakeHost{replies: map[string]ui.Reply{tt.asked: tt.reply}}
			inSession(t, ui.Config{Chat: ui.Chat{Seat: twoRooms(), Host: host, Room: lobby}}, 80, 24, func(s *session) {
				s.say(tt.line)
				s.shows(tt.shows)
				if got := strings.Join(host.asked, "|"); got != tt.asked {
					t.Errorf("the host was asked %q, want %q", got, tt.asked)
				}
			})
		})
	}
}

func TestLeaving(t *testing.T) {
	tests := []struct {
		name string
		keys []string
		want bool
	}{
		{"/quit", []string{"/", "q", "u", "i", "t", "enter"}, true},
		{"/q", []string{"/", "q", "enter"}, true},
		{"Ctrl-C twice", []string{"ctrl+c", "ctrl+c"}, true},
		{"Ctrl-D twice", []string{"ctrl+d", "ctrl+d"}, true},
		{"Ctrl-C once", []string{"ctrl+c"}, false},
		{"Ctrl-C with text, then once more", []string{"a", "ctrl+c", "ctrl+c"}, false},
		{"another key in between", []string{"ctrl+c", "a", "backspace", "ctrl+c"}, false},
		{"Esc", []string{"esc", "esc"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inChat(t, twoRooms(), 80, 24, func(s *session) {
				s.press(tt.keys...)
				if s.quit != tt.want {
					t.Errorf("quit = %v, want %v", s.quit, tt.want)
				}
			})
		})
	}
}

func TestTextIsNeverLost(t *testing.T) {
	inChat(t, twoRooms(), 80, 24, func(s *session) {
		s.write("draft")
		s.press("esc")
		s.shows(" > draft")
		s.press("ctrl+c")
		s.hides(" > draft")
		s.press("ctrl+y")
		s.shows(" > draft")
		s.press("alt+2")
		s.shows("#ops |")
		s.hides(" > draft")
		s.press("alt+up")
		s.shows(" > draft")
	})
}

func TestHistoryOfInput(t *testing.T) {
	inChat(t, twoRooms(), 80, 24, func(s *session) {
		s.say("one")
		s.say("two")
		s.write("three")
		s.press("up")
		s.shows(" > two")
		s.press("up", "up")
		s.shows(" > one")
		s.press("down", "down")
		s.shows(" > three")
	})
}

func TestPasteNeverSends(t *testing.T) {
	seat := twoRooms()
	inChat(t, seat, 80, 24, func(s *session) {
		s.send(screen.Paste{Text: "one\ntwo\n\tthree\n"})
		s.shows(" > one\n   two\n       three")
		if n := len(seat.saidIDs); n != 0 {
			t.Errorf("%d messages were sent", n)
		}
		s.send(screen.Paste{Text: strings.Repeat("x", 5000)})
		s.shows("✗ a message has at most 4096 bytes")
	})
}

func TestPanesSwitch(t *testing.T) {
	inChat(t, twoRooms(), 120, 24, func(s *session) {
		s.shows("ROOMS", "ONLINE")
		s.press("f7", "alt+m")
		s.hides("ROOMS", "ONLINE")
		s.press("alt+r", "f8")
		s.shows("ROOMS", "ONLINE")
	})
}

func TestLeavingTheRoomElsewhereGoesToTheLobby(t *testing.T) {
	seat := twoRooms()
	inSession(t, ui.Config{Chat: ui.Chat{Seat: seat, Host: &fakeHost{}, Room: 2}}, 80, 24, func(s *session) {
		s.shows(" #ops | deploys")
		seat.tell(room.News{Events: []room.Event{room.Left{Room: 2, Who: seat.me, At: now}}})
		s.settle()
		s.shows(" #lobby")
	})
}

func TestChatScreenNeverSaysUsername(t *testing.T) {
	for _, cols := range []int{30, 50, 80, 120} {
		inChat(t, twoRooms(), cols, 40, func(s *session) {
			s.press("f1")
			s.hides("username")
		})
	}
}

// TestTablesKeepTheirColumns holds that the answer to a command goes on below
// its own column when it is too long for a row.
func TestTablesKeepTheirColumns(t *testing.T) {
	p := newPlace()
	p.cols = 50
	p.host.replies["set"] = ui.Reply{Text: "clock  24h   how times are written\ntz     auto  the time zone of the times shown here, such as Asia/Shanghai\n  回车发送；Ctrl-J 换行，这一句很长很长很长很长很长很长很长\n1\n2\n3\n4"}
	p.run(t, func(s *session) {
		s.say("/set")
		s.shows("\n tz     auto  the time zone of the times shown", "\n              here, such as Asia/Shanghai",
			"\n   回车发送", "\n   很长很长很长")
		s.update(tea.WindowSizeMsg{Width: 50, Height: 7}) // too low for it: shown over the messages
		s.settle()
		s.say("/set")
		s.shows("tz     auto  the time zone of the times shown", "\n              here, such as Asia/Shanghai")
	})
}

func TestPutOutWhileWritingSaysNothingElsewhere(t *testing.T) {
	seat := twoRooms()
	inChat(t, seat, 80, 24, func(s *session) {
		s.press("alt+2")
		s.write("a secret of ")
		seat.tell(room.News{Events: []room.Event{room.Left{Room: 2, Who: seat.me, At: now}}})
		s.settle()
		s.shows("#lobby", "you are not in #ops any more")
		s.write("ops")
		s.press("enter")
		if n := len(seat.saidIDs); n != 0 {
			t.Errorf("%d messages were said", n)
		}
		s.hides("brings your text back", "> ops")
		s.press("ctrl+y")
		s.shows("> a secret of")
		s.press("ctrl+u")
		s.say("hello")
		s.shows("you hello")
	})
}

func TestQuitWaitsForWhatWasSaid(t *testing.T) {
	seat := twoRooms()
	inChat(t, seat, 80, 24, func(s *session) {
		seat.hold = make(chan struct{})
		s.say("the last word")
		s.say("/quit")
		if s.quit {
			t.Fatal("the session ended before the message was stored")
		}
		s.shows("one moment")
		close(seat.hold)
		s.settle()
		if !s.quit || len(seat.saidIDs) != 1 {
			t.Errorf("quit %v, %d messages said; want the end after one", s.quit, len(seat.saidIDs))
		}
	})
}

func TestQuitStaysWhenTheLastWordFails(t *testing.T) {
	seat := twoRooms()
	inChat(t, seat, 80, 24, func(s *session) {
		seat.hold, seat.sayErr = make(chan struct{}), room.ErrUnavailable
		s.say("the last word")
		s.say("/quit")
		close(seat.hold)
		s.settle()
		s.shows("not delivered")
		if s.quit {
			t.Error("the session ended on a message that was not delivered")
		}
	})
}
