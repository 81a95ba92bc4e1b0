package ui_test

import (
	"strings"
	"testing"

	"snug/room"
)

func TestJumping(t *testing.T) {
	tests := []struct {
		name, line string
		want       string // on the screen, and marked
	}{
		{"to a message of the window", "/jump 2990", "message 2990"},
		{"to one far back", "/jump 17", "message 17"},
		{"to the first", "/jump 1", "message 1"},
		{"to one in full-width digits", "/jump ＃１７", "message 17"},
		{"to a day", "/history 2026-11-23", "message 866"},
		{"to a day, in Chinese", "/历史 2026-11-23", "message 866"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			seat := newFakeSeat(newLobby().fill(3000, now))
			inChat(t, seat, 80, 24, func(s *session) {
				s.say(tt.line)
				s.wantChosen(tt.want)
				s.wantConsecutive(s.numbers())
				s.press("left")
				if s.chosen() != "" {
					t.Error("it is still marked after a key")
				}
				for range 3 {
					s.press("pgup")
					s.wantConsecutive(s.numbers())
				}
				for range 200 {
					s.press("pgdown")
					s.wantConsecutive(s.numbers())
				}
				s.shows("message 3000\n")
				s.hides("(End)")
			})
		})
	}
}

func TestEndLeadsBackFromAJump(t *testing.T) {
	seat := newFakeSeat(newLobby().fill(3000, now))
	inChat(t, seat, 80, 24, func(s *session) {
		s.say("/jump 17")
		seat.post(2, "message 3001")
		s.settle()
		s.shows("message 17\n", "v 1 new below (End)")
		s.press("end")
		s.shows("message 3001\n")
		s.wantConsecutive(s.numbers())
	})
}

func TestJumpsThatLeadNowhere(t *testing.T) {
	for _, line := range []string{"/jump 4000", "/jump nonsense", "/unread", "/history 2030-01-01"} {
		seat := newFakeSeat(newLobby().fill(300, now))
		seat.rooms[0].read = 300
		inChat(t, seat, 80, 24, func(s *session) {
			s.say(line)
			s.shows("message 300\n")
			s.hides("(End)")
		})
	}
}

func TestSearchHitsAreGoneThrough(t *testing.T) {
	seat := newFakeSeat(newLobby().fill(900, now))
	for _, n := range []int{20, 450, 880} {
		m := *seat.rooms[0].msgs[n-1]
		m.Text += " 数据库迁移"
		seat.rooms[0].msgs[n-1] = &m
	}
	inChat(t, seat, 80, 24, func(s *session) {
		s.press("ctrl+f")
		s.write("迁移")
		s.press("enter", "enter")
		s.wantChosen("message 880 数据库迁移")
		s.press("n")
		s.wantChosen("message 450 数据库迁移")
		s.press("n")
		s.wantChosen("message 20 数据库迁移")
		s.press("N")
		s.wantChosen("message 450 数据库迁移")
		s.wantConsecutive(s.numbers())
		s.press("esc")
		if s.chosen() != "" {
			t.Error("a hit is still chosen")
		}
	})
}

func TestHitInAnotherRoomIsEnteredAndShown(t *testing.T) {
	seat := newFakeSeat(newLobby().fill(10, now), (&fakeRoom{Room: room.Room{ID: 2, Name: "ops"}}).fill(900, now))
	m := *seat.rooms[1].msgs[29]
	m.Text = "needle"
	seat.rooms[1].msgs[29] = &m
	inChat(t, seat, 80, 24, func(s *session) {
		s.say("/search needle in:all")
		s.shows("#ops")
		s.press("enter")
		s.shows(" #ops ")
		s.wantChosen("needle")
		s.shows("message 29\n", "message 31\n")
	})
}

func TestLinkLeadsToItsMessage(t *testing.T) {
	for _, link := range []string{"", "ssh://chat.example.com/#"} {
		seat := newFakeSeat(newLobby().fill(10, now), (&fakeRoom{Room: room.Room{ID: 2, Name: "ops"}}).fill(900, now))
		inChat(t, seat, 80, 24, func(s *session) {
			s.say("/jump " + link + seat.rooms[1].msgs[29].ID.String())
			s.shows(" #ops ")
			s.wantChosen("message 30")
		})
	}
}

func TestLinkThatLeadsNowhereIsRefused(t *testing.T) {
	inChat(t, newFakeSeat(newLobby().fill(10, now)), 80, 24, func(s *session) {
		s.say("/jump " + room.NewCommandID().String())
		s.shows("✗ there is no message", "#lobby")
	})
}

func TestSearchedWordsAreMarkedAcrossRows(t *testing.T) {
	seat := newFakeSeat(newLobby())
	inChat(t, seat, 40, 24, func(s *session) {
		seat.post(2, strings.Repeat("长", 15)+"数据库"+strings.Repeat("长", 15))
		seat.post(3, "e\u0301 É naïve 👨‍👩‍👧 DataBase")
		s.settle()
		for _, word := range []string{"数据库", "É", "database", "👨", "ï"} {
			s.press("ctrl+f")
			s.write(word)
			s.press("enter", "enter")
			checkFrame(t, s.m.Frame(), caps.Method)
			s.press("esc", "ctrl+c")
		}
	})
}

// TestAPlaceThatIsNone holds that a refusal is about what was typed, and that
// the list of commands does not open again over it.
func TestAPlaceThatIsNone(t *testing.T) {
	for _, line := range []string{"/jump", "/jump ", "/jump nonsense", "/jump from:bob"} {
		p := newPlace()
		p.run(t, func(s *session) {
			s.say(line)
			s.shows("✗ that is no message and no day; write a number", " > /jump")
			s.hides("commands", "after:")
		})
	}
}

func TestAMessageThatIsOutOfReachMovesNothingElsewhere(t *testing.T) {
	p := newPlace()
	ops, golang := p.seat.rooms[1], p.seat.rooms[2]
	golang.fill(2*room.Backlog, now)
	golang.append(&room.Message{At: now, Author: room.Person{ID: 9, Name: "eve"}, Text: "the newest"})
	golang.read = golang.Last
	ops.append(&room.Message{At: now, Author: room.Person{ID: 9, Name: "eve"}, Text: "needle"})
	p.run(t, func(s *session) {
		s.press("ctrl+f")
		s.write("needle")
		s.press("enter")
		p.seat.mu.Lock()
		p.seat.rooms = []*fakeRoom{p.seat.rooms[0], golang} // one was put out of the other
		p.seat.mu.Unlock()
		s.press("enter")
		s.shows("✗ there is no such room")
		s.press("alt+2")
		s.shows("the newest")
		if n := p.seat.asked; n != 0 {
			t.Errorf("%d pages were read in the other room", n)
		}
	})
}

func TestSearchThatIsGivenUpHoldsNobody(t *testing.T) {
	p := newPlace()
	p.seat.slow = true
	p.run(t, func(s *session) {
		s.say("/search needle")
		s.shows("searching ...")
		s.press("esc", "alt+2")
		s.shows(" #golang")
		s.hides("✗")
	})
}
