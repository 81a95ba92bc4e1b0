package ui_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/text/lang"
	"snug/ui"
)

// inVillage runs test in a room of the village, on a clock that the test's
// waiting moves.
func inVillage(t *testing.T, in room.ID, settings map[string]string, cols, rows int, test func(*session, *fakeSeat, *fakeHost)) {
	t.Helper()
	seat, host := village(), &fakeHost{replies: make(map[string]ui.Reply)}
	var begun time.Time
	clock := func() time.Time {
		if begun.IsZero() {
			begun = time.Now()
		}
		return now.Add(time.Since(begun))
	}
	c := ui.Config{Chat: ui.Chat{Seat: seat, Host: host, Room: in, Settings: settings}, Now: clock}
	inSession(t, c, cols, rows, func(s *session) { test(s, seat, host) })
}

func TestConversationsAreMeantForThePerson(t *testing.T) {
	tests := []struct {
		name     string
		settings map[string]string
		level    room.Level
		in       room.ID
		want     int
	}{
		{"a message of a conversation rings", nil, room.Mentions, 21, 1},
		{"also of a group", nil, room.Mentions, 22, 1},
		{"in a muted one it does not", nil, room.None, 21, 0},
		{"nor when bells are off", map[string]string{"bell": "off"}, room.Mentions, 21, 0},
		{"in a room only what names the person", nil, room.Mentions, 1, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inVillage(t, tt.in, tt.settings, 80, 24, func(s *session, seat *fakeSeat, _ *fakeHost) {
				for _, r := range seat.rooms {
					r.level = tt.level
				}
				seat.tell(room.News{Rooms: seat.listings()})
				s.send(tea.BlurMsg{})
				seat.post(cyd.ID, "psst")
				s.settle()
				if n := strings.Count(strings.Join(s.effects, ""), bell); n != tt.want {
					t.Errorf("%d bells, want %d", n, tt.want)
				}
			})
		})
	}
}

func TestNotificationNamesThePerson(t *testing.T) {
	for _, tt := range []struct {
		name string
		in   room.ID
		want string
	}{{"between two", 20, ";鲍勃;"}, {"in a group", 22, ";鲍勃 in @ann, @鲍勃 +2;"}} {
		t.Run(tt.name, func(t *testing.T) {
			inVillage(t, 1, map[string]string{"alert": "osc777"}, 80, 24, func(s *session, seat *fakeSeat, _ *fakeHost) {
				s.send(tea.BlurMsg{})
				seat.tell(room.News{Calls: []*room.Message{{Room: tt.in, Seq: 9, At: now, Author: bob, Text: "psst"}}})
				s.settle()
				if said := strings.Join(s.effects, ""); !strings.Contains(said, tt.want) {
					t.Errorf("the terminal was told %q, want %q in it", said, tt.want)
				}
			})
		})
	}
}

func TestUnreadConversationsCountAsMentions(t *testing.T) {
	inVillage(t, 1, nil, 120, 40, func(s *session, seat *fakeSeat, _ *fakeHost) {
		s.shows("UNREAD 3  MENTION 1")
		if title := s.m.Frame().Title; !strings.HasPrefix(title, "(3!) #lobby") {
			t.Errorf("the title is %q", title)
		}
		s.press("alt+a") // before the room with more unread messages
		s.shows("> 6 @鲍勃")
		if title := s.m.Frame().Title; !strings.HasPrefix(title, "(2) @鲍勃") {
			t.Errorf("the title is %q", title)
		}
	})
}

func TestConversationWithTheNewestMessageIsFirst(t *testing.T) {
	inVillage(t, 1, nil, 80, 24, func(s *session, seat *fakeSeat, _ *fakeHost) {
		s.shows("* 6 @鲍勃", "  7 @ann, ", "- 9 @cyd")
		seat.mu.Lock()
		seat.rooms[6].said(cyd, "one").said(cyd, "hello")
		seat.mu.Unlock()
		seat.tell(room.News{Rooms: seat.listings()})
		s.settle()
		s.shows("* 6 @cyd", "* 7 @鲍勃")
		s.press("alt+6")
		s.shows(" @cyd ", "hello", "offline")
	})
}

func TestPresenceOfConversations(t *testing.T) {
	inVillage(t, 1, nil, 80, 24, func(s *session, seat *fakeSeat, _ *fakeHost) {
		s.shows("- 9 @cyd")
		seat.rooms[6].there = 2
		seat.tell(room.News{Rooms: seat.listings()})
		s.settle()
		s.shows("o 9 @cyd")
	})
	inVillage(t, 20, nil, 80, 24, func(s *session, seat *fakeSeat, _ *fakeHost) {
		s.shows("online")
		seat.tell(room.News{Present: []room.Presence{{Person: room.Person{ID: 1, Name: "you"}}, {Person: bob, Idle: true}}})
		s.settle()
		s.shows("away |")
	})
}

func TestFindingConversationsByName(t *testing.T) {
	for _, tt := range []struct{ line, shows, asked string }{
		{"/go @bob", "@鲍勃", ""},
		{"/go @鲍勃", "@鲍勃", ""},
		{"/go r_12", "#Books r_12", ""},
		{"/go @ann,@bob,@cyd,@dave", "@ann, @鲍勃 +2", ""},
		{"/go @dave", "rooms, people, commands", ""},
	} {
		t.Run(tt.line, func(t *testing.T) {
			inVillage(t, 1, nil, 80, 24, func(s *session, _ *fakeSeat, _ *fakeHost) {
				s.say(tt.line)
				s.shows(tt.shows)
			})
		})
	}
}

func TestWritingToSomebody(t *testing.T) {
	tests := []struct {
		name string
		do   func(*session)
		want []string
		show string
	}{
		{"from a message of theirs", func(s *session) { s.press("esc", "up", "w", "w") }, []string{"dm open ann"}, ""},
		{"who has a conversation already", func(s *session) { s.press("esc", "w", "w") }, nil, " @鲍勃 "},
		{"from the members", func(s *session) { s.press("f8", "down", "enter", "w") }, []string{"dm open ann"}, ""},
		{"to oneself", func(s *session) { s.press("f8", "enter", "w") }, nil, "your own notes"},
		{"from the switcher", func(s *session) { s.press("ctrl+k"); s.write("dave"); s.press("enter") }, []string{"dm open dave"}, ""},
		{"whois", func(s *session) { s.press("esc", "w", "i") }, []string{"whois bob"}, ""},
		{"ignore", func(s *session) { s.press("esc", "w", "g") }, []string{"ignore bob"}, ""},
		{"block", func(s *session) { s.press("esc", "w", "b") }, []string{"dm block bob"}, ""},
		{"mention", func(s *session) { s.press("esc", "w", "m") }, nil, "> @bob"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inVillage(t, 1, nil, 80, 24, func(s *session, _ *fakeSeat, host *fakeHost) {
				tt.do(s)
				if !slices.Equal(host.asked, tt.want) {
					t.Errorf("the host was asked %q, want %q\n%s", host.asked, tt.want, s.text())
				}
				s.shows(tt.show)
			})
		})
	}
}

func TestLinkLeadsIntoAConversation(t *testing.T) {
	inVillage(t, 1, nil, 80, 24, func(s *session, seat *fakeSeat, _ *fakeHost) {
		s.say("/jump ssh://chat.example.com/#" + seat.rooms[5].msgs[0].ID.String())
		s.shows(" @鲍勃 ", "psst")
	})
}

func TestRefusedConversationSaysSoAtThePrompt(t *testing.T) {
	inVillage(t, 20, nil, 80, 24, func(s *session, seat *fakeSeat, _ *fakeHost) {
		seat.sayErr = &room.Refusal{Kind: room.ErrDenied, Text: lang.S("%s does not take private messages from you", hostile+"bob")}
		s.say("are you there?")
		s.shows("not sent", "bob does not take", "> are you there?")
		s.press("ctrl+u")
		s.shows("bob does not take")
		seat.sayErr = nil
		s.say("thanks")
		s.hides("does not take")
	})
}

func TestHundredsOfConversations(t *testing.T) {
	seat := village()
	for i := range 500 {
		seat.rooms = append(seat.rooms, &fakeRoom{Room: room.Room{ID: room.ID(100 + i), Name: fmt.Sprintf("room%03d", i)}})
	}
	for i := range 200 {
		seat.rooms = append(seat.rooms, with(room.ID(1000+i), room.Person{ID: room.UserID(1000 + i), Name: fmt.Sprintf("p%03d", i)}))
	}
	inChat(t, seat, 80, 24, func(s *session) {
		s.say("/go @p199")
		s.shows(" @p199 ", "@p198")
		s.hides("#lobby ")
		s.say("/go lobby")
		s.shows("> 1 #lobby")
		s.say("/go room250")
		s.shows("#room250", "#room249", "#room251")
	})
}

func TestWhatAListCouldNotDoIsNotTyped(t *testing.T) {
	inVillage(t, 1, nil, 80, 24, func(s *session, _ *fakeSeat, host *fakeHost) {
		host.replies["dm open nobody"] = ui.Reply{Err: &room.Refusal{Kind: room.ErrNotFound, Text: lang.S("there is nobody called nobody")}}
		s.press("ctrl+k")
		s.write("@nobody")
		s.press("enter")
		s.shows("✗ there is nobody called nobody")
		s.holds("")
		s.say("/dm open nobody")
		s.holds("/dm open nobody")
	})
}

func TestGroupsThatMostHaveLeft(t *testing.T) {
	tests := []struct {
		name      string
		lang      string
		with      []room.Person
		row, head string
	}{
		{"everybody else", "en", nil, "r_24    all left", "r_24 | a group that everybody else has left"},
		{"all but one", "en", []room.Person{bob}, "@鲍勃 r_24", "@鲍勃 r_24 | a group that most have left"},
		{"everybody else, in Chinese", "zh", nil, "r_24      都走了", "r_24 | 其他人都已离开的群聊"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			group := with(24, tt.with...)
			group.Kind, group.Name = room.Group, "r_24"
			seat := village()
			seat.rooms = append(seat.rooms, group)
			chat := ui.Chat{Seat: seat, Host: &fakeHost{}, Room: 24, Settings: map[string]string{"lang": tt.lang}}
			inSession(t, ui.Config{Chat: chat}, 120, 24, func(s *session) { s.shows(tt.row, tt.head) })
		})
	}
}
