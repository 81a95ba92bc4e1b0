package ui_test

import (
	"strings"
	"testing"

	"snug/room"
	"snug/text"
	"snug/text/lang"
	"snug/ui"
	"snug/ui/screen"
)

func inBusy(t *testing.T, settings map[string]string, cols, rows int, test func(*session, *fakeSeat)) {
	t.Helper()
	seat := busy()
	c := ui.Config{Chat: ui.Chat{Seat: seat, Host: &fakeHost{}, Room: 2, Settings: settings}}
	inSession(t, c, cols, rows, func(s *session) { test(s, seat) })
}

func TestRoomsAreNumberedByName(t *testing.T) {
	inBusy(t, nil, 120, 40, func(s *session, _ *fakeSeat) {
		s.shows("   1 #lobby", "   2 #announce  quiet", " * 3 #golang      » 4", " @ 4 #ops         1/9", "   5 #quiet     draft", " > 6 #综合讨论")
		s.shows("UNREAD 13  MENTION 1", "^K jump  M-a unread", "pins 2 | 5 online | ? help")
		if got, want := s.m.Frame().Title, "(13!) #综合讨论 - chat.example.com"; got != want {
			t.Errorf("title %q, want %q", got, want)
		}
		s.press("alt+3")
		s.shows(" > 3 #golang", " #golang ")
	})
}

func TestRoomsByActivity(t *testing.T) {
	inBusy(t, map[string]string{"sort": "activity"}, 120, 40, func(s *session, seat *fakeSeat) {
		order := func() string {
			var names []string
			for _, row := range s.rows()[3:8] {
				name, _, _ := strings.Cut(row[strings.Index(row, "#"):], " ")
				names = append(names, name)
			}
			return strings.Join(names, " ")
		}
		before := order()
		seat.mu.Lock()
		seat.rooms[4].append(&room.Message{At: now, Author: room.Person{ID: 2, Name: "alice"}, Text: "hello"})
		seat.rooms[5].append(&room.Message{At: now, Author: room.Person{ID: 2, Name: "alice"}, Text: "hello"})
		seat.mu.Unlock()
		seat.tell(room.News{Rooms: seat.listings()})
		s.settle()
		seat.mu.Lock()
		seat.rooms[4].append(&room.Message{At: now, Author: room.Person{ID: 2, Name: "alice"}, Text: "again"})
		seat.mu.Unlock()
		seat.tell(room.News{Rooms: seat.listings()})
		s.settle()
		if got := order(); !strings.HasPrefix(got, "#announce #quiet ") {
			t.Errorf("the order is %s, and was %s; want #announce and #quiet first", got, before)
		}
	})
}

func TestRoomsOverTheTimeline(t *testing.T) {
	tests := []struct {
		name string
		keys []string
		want string // the room then
	}{
		{"closed", []string{"esc"}, "#综合讨论"},
		{"closed by its own key", []string{"alt+r"}, "#综合讨论"},
		{"the one chosen", []string{"enter"}, "#综合讨论"},
		{"one up", []string{"up", "enter"}, "#quiet"},
		{"not beyond the end", []string{"down", "down", "enter"}, "#综合讨论"},
		{"first", []string{"home", "enter"}, "#lobby"},
		{"by number", []string{"4"}, "#ops"},
		{"by a number that there is not", []string{"9", "esc"}, "#综合讨论"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inBusy(t, nil, 50, 20, func(s *session, _ *fakeSeat) {
				s.press("f7")
				s.shows("@ 4 #ops", " quiet", "Enter go")
				if !s.m.Frame().Cursor.Hidden {
					t.Error("the cursor is shown and nothing can be typed")
				}
				s.press(tt.keys...)
				s.hides("Enter go", " quiet")
				if got := s.rows()[0]; !strings.HasPrefix(got, " "+tt.want) {
					t.Errorf("in %q, want %q", got, tt.want)
				}
			})
		})
	}
}

func TestMembersOverTheTimeline(t *testing.T) {
	inBusy(t, nil, 80, 24, func(s *session, _ *fakeSeat) {
		s.write("ask")
		s.press("f8")
		s.shows("alice", "bob  lunch", "李雷  idle", "Enter menu")
		s.press("down", "enter")
		s.shows("mention @carol", "write to @carol in private")
		s.press("enter")
		s.shows(" > ask @carol")
		s.hides("lunch")
		s.press("f8", "f7")
		s.hides("Enter menu", "lunch")
	})
}

func TestMembersInTheirGroups(t *testing.T) {
	inBusy(t, nil, 120, 40, func(s *session, _ *fakeSeat) {
		s.shows("| ONLINE 5", "| > you", "| AWAY 2", "|   bob  lunch", "|   李雷  idle")
		rows := s.text()
		if strings.Index(rows, "AWAY 2") > strings.Index(rows, "bob  lunch") {
			t.Errorf("bob is not among those who are away:\n%s", rows)
		}
	})
	inBusy(t, nil, 120, 12, func(s *session, _ *fakeSeat) { s.shows("+ 3 more") })
}

func TestHotlist(t *testing.T) {
	inBusy(t, nil, 50, 20, func(s *session, _ *fakeSeat) { s.shows("3:4 4:1/9@ | 5 on") })
	inBusy(t, nil, 30, 10, func(s *session, _ *fakeSeat) { s.shows("3:4 4:1@") })
}

func TestLinesOfTheFrame(t *testing.T) {
	tests := []struct {
		name  string
		caps  screen.Caps
		shows []string
		hides []string
	}{
		{"ASCII until something better is known", screen.Caps{}, []string{"----", " | "}, []string{"─", "│"}},
		{"lines in UTF-8", screen.Caps{UTF8: true}, []string{"────", " │ "}, []string{"----"}},
		{"ASCII where lines would be wide", screen.Caps{UTF8: true, Ambiguous: true}, []string{"----", " | "}, []string{"─", "│"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := ui.Config{Caps: tt.caps, Chat: ui.Chat{Seat: twoRooms(), Host: &fakeHost{}, Room: lobby}}
			inSession(t, c, 80, 24, func(s *session) {
				s.shows(tt.shows...)
				s.hides(tt.hides...)
			})
		})
	}
}

func TestAmbiguousTextHasStandIns(t *testing.T) {
	seat := twoRooms()
	seat.rooms[0].Topic = "“规则”……→ #ops ★"
	seat.rooms[0].append(&room.Message{At: now, Author: room.Person{ID: 2, Name: "a·b"}, Text: "他说“好…”"})
	c := ui.Config{Chat: ui.Chat{Seat: seat, Host: &fakeHost{}, Room: lobby}}
	inSession(t, c, 80, 24, func(s *session) {
		s.shows("“规则”……→ #ops ★", "他说“好…”")
		s.send(screen.CapsMsg{Caps: screen.Caps{Ambiguous: true}})
		s.shows(`"规则"......-> #ops *`, `a∙b 他说"好..."`)
		s.hides("“", "…", "→", "★", "·")
	})
}

func TestEmojiAreWrittenAsTheTerminalDrawsThem(t *testing.T) {
	const family = "👨‍👩‍👧"
	for _, emoji := range []bool{false, true} {
		seat := twoRooms()
		seat.rooms[0].Topic = family + " 🇨🇳"
		c := ui.Config{
			Caps: screen.Caps{Method: text.Grapheme, EmojiOK: emoji},
			Chat: ui.Chat{Seat: seat, Host: &fakeHost{}, Room: lobby},
		}
		inSession(t, c, 80, 24, func(s *session) {
			if emoji {
				s.shows(family + " 🇨🇳")
			} else {
				s.shows("👨 [CN]")
			}
		})
	}
}

func TestTooSmallIsSaidInBothLanguages(t *testing.T) {
	for _, in := range lang.All {
		for _, size := range []struct {
			cols, rows int
			want       string
		}{{19, 4, "terminal too small\n窗口太小"}, {80, 1, "terminal too small / 窗口太小"}} {
			c := ui.Config{Lang: in, Chat: ui.Chat{Seat: twoRooms(), Host: &fakeHost{}, Room: lobby}}
			inSession(t, c, size.cols, size.rows, func(s *session) { s.shows(size.want) })
		}
	}
}

// TestCursorBehindStandIns types what an East Asian terminal draws wide.
func TestCursorBehindStandIns(t *testing.T) {
	tests := []struct {
		typed, shown string
		col          int
	}{
		{"“好”", `> "好"`, 4},
		{"……", "> ......", 6},
		{"→", "> ->", 2},
		{"你好", "> 你好", 4},
	}
	for _, tt := range tests {
		c := ui.Config{Caps: screen.Caps{Ambiguous: true}, Chat: ui.Chat{Seat: twoRooms(), Host: &fakeHost{}, Room: lobby}}
		inSession(t, c, 80, 24, func(s *session) {
			s.write(tt.typed)
			s.shows(tt.shown)
			if f := s.m.Frame(); f.Cursor.Col != 3+tt.col {
				t.Errorf("%s: cursor in column %d, want %d", tt.typed, f.Cursor.Col, 3+tt.col)
			}
		})
	}
}
