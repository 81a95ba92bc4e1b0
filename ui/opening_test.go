package ui_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/text/lang"
	"snug/ui"
)

// row is the place on the screen of the first row with a text, -1 for none.
func (s *session) row(text string) int {
	s.t.Helper()
	for y, r := range s.rows() {
		if strings.Contains(r, text) {
			return y
		}
	}
	return -1
}

// TestNewMessagesAboveANoteAreToldOf has a note come to the top of the screen, with the
// line above what is new beyond it.
func TestNewMessagesAboveANoteAreToldOf(t *testing.T) {
	lobby := newLobby().fill(300, now)
	lobby.read = 275
	seat := newFakeSeat(lobby)
	inChat(t, seat, 80, 24, func(s *session) {
		s.notify(ui.Notice{Text: lang.S("the server restarts"), Tone: ui.Warning})
		for s.row("the server restarts") >= 0 {
			s.shows("^ 25 new (PgUp)")
			seat.post(2, "one more")
			s.settle()
			s.update(struct{}{}) // has all of it drawn
		}
		s.shows("^ 25 new (PgUp)")
	})
}

func TestOpeningARoomWithNewMessages(t *testing.T) {
	tests := []struct {
		name   string
		all    int
		read   uint64
		marker string // what stands above the new messages; empty: it is not on the screen
		bar    string
		marked uint64 // what counts as read afterwards
	}{
		{"all read", 300, 300, "", "", 300},
		{"a few new", 300, 295, "= 5 new since 14:29 =", "", 300},
		{"more than a screen, less than one and a half", 300, 275, "", "^ 25 new (PgUp)", 300},
		{"many new", 300, 200, "= 100 new since 12:54 =", "v 87 new below (End)", 0},
		{"more than is replayed", 1000, 100, "= 900 new since 11:14 =", "v 887 new below (End)", 0},
		{"never read here", 300, 0, "", "^ 300 new (PgUp)", 300},
		{"all but the first", 1000, 1, "= 999 new since 09:35 =", "new below (End)", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			lobby := newLobby().fill(tt.all, now)
			lobby.read = tt.read
			seat := newFakeSeat(lobby)
			inChat(t, seat, 80, 24, func(s *session) {
				s.wantConsecutive(s.numbers())
				if tt.bar == "" {
					s.hides("(End)", "(PgUp)")
				} else {
					s.shows(tt.bar)
				}
				if tt.marker == "" {
					s.hides("new since")
				} else {
					s.shows(tt.marker)
				}
				if tt.marked != seat.marked {
					t.Errorf("read up to %d, want %d", seat.marked, tt.marked)
				}
				if y := s.row("new since"); tt.marked == 0 && (y < 3 || y > 8) {
					t.Errorf("the line above what is new is in row %d of 24", y)
				}
				s.press("end")
				s.shows(fmt.Sprintf("message %d\n", tt.all))
				s.wantConsecutive(s.numbers())
				if seat.marked != uint64(tt.all) {
					t.Errorf("at the bottom, read up to %d, want %d", seat.marked, tt.all)
				}
				if tt.read > 0 && tt.read < uint64(tt.all) {
					s.press("alt+u")
					s.shows("new since", fmt.Sprintf("message %d\n", tt.read+1))
				}
			})
		})
	}
}

func TestReadingDownFromTheMarkerReachesTheEnd(t *testing.T) {
	lobby := newLobby().fill(1200, now)
	lobby.read = 100
	seat := newFakeSeat(lobby)
	inChat(t, seat, 80, 24, func(s *session) {
		seen := map[int]bool{}
		for range 200 {
			for _, n := range s.numbers() {
				seen[n] = true
			}
			s.wantConsecutive(s.numbers())
			s.press("pgdown")
		}
		for n := 101; n <= 1200; n++ {
			if !seen[n] {
				t.Fatalf("message %d was never on the screen", n)
			}
		}
		s.hides("(End)")
	})
}

func TestNewcomersBeginAtTheEnd(t *testing.T) {
	lobby := newLobby().fill(1000, now)
	lobby.read = 3
	seat := newFakeSeat(lobby)
	inSession(t, ui.Config{SignUp: newSignUp(seat)}, 80, 24, func(s *session) {
		s.write("wangxm")
		s.press("enter")
		s.shows("message 1000")
		s.hides("new since", "(End)")
	})
}

func TestMentionsBelowAreCounted(t *testing.T) {
	seat := newFakeSeat(newLobby().fill(300, now))
	inChat(t, seat, 80, 24, func(s *session) {
		s.press("pgup")
		seat.post(2, "message 301")
		seat.name(2, "@you look")
		s.settle()
		s.shows("v 2 new, 1 mention (End)")
		seat.name(2, "@you again")
		s.settle()
		s.shows("v 3 new, 2 mentions (End)")
		s.press("end")
		s.hides("(End)")
	})
}

// name has somebody say something that names the person.
func (s *fakeSeat) name(who room.UserID, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.entered.append(&room.Message{
		At: now, Author: room.Person{ID: who, Name: fmt.Sprintf("user%d", who)}, Text: text, Mentions: []room.UserID{s.me.ID},
	})
	s.news.Events = append(s.news.Events, room.Posted{Message: m})
	s.ring()
}

// TestWithoutFocusReportsAKeyCounts is a terminal, such as tmux without
// focus-events, that never says whether anybody looks at it.
func TestWithoutFocusReportsAKeyCounts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer func() {
			cancel()
			synctest.Wait()
		}()
		seat := newFakeSeat(newLobby().fill(10, now))
		c := ui.Config{Server: "chat.example.com", Zone: time.UTC, Caps: caps, Chat: ui.Chat{Seat: seat, Host: &fakeHost{}, Room: lobby}}
		s := &session{t: t, m: ui.New(ctx, c), msgs: make(chan tea.Msg, 100)}
		s.start(s.m.Init())
		s.send(tea.WindowSizeMsg{Width: 80, Height: 24})
		if seat.marked != 10 {
			t.Errorf("on entering, read up to %d", seat.marked)
		}
		time.Sleep(2 * time.Minute) // of the bubble
		seat.post(2, "message 11")
		s.settle()
		if seat.marked != 10 {
			t.Errorf("two minutes after the last key, read up to %d", seat.marked)
		}
		s.press("left")
		if seat.marked != 11 {
			t.Errorf("after a key, read up to %d", seat.marked)
		}
	})
}

func TestOwnNotesSurviveAChangeOfRoom(t *testing.T) {
	seat := twoRooms()
	host := &fakeHost{replies: map[string]ui.Reply{"who": {Text: "a note for me"}}}
	inSession(t, ui.Config{Chat: ui.Chat{Seat: seat, Host: host, Room: lobby}}, 80, 24, func(s *session) {
		s.say("before")
		s.say("/who")
		s.shows("a note for me")
		s.press("alt+2")
		s.hides("a note for me")
		s.press("alt+1")
		s.shows("before", "a note for me")
	})
}
