package ui_test

import (
	"strings"
	"testing"

	"snug/text/lang"
	"snug/ui"
)

func TestHelpLiesOverTheTimeline(t *testing.T) {
	for _, key := range []string{"f1", "?", "？"} {
		inChat(t, twoRooms(), 80, 12, func(s *session) {
			s.press(key)
			s.shows("Writing", "Enter", "send what is typed")
			s.press("ctrl+end")
			s.shows("Use Option as Meta key")
			s.press("ctrl+home", "pgdown")
			s.hides("send what is typed")
			s.press("esc")
			s.hides("Use Option", "Writing")
		})
	}
}

func TestHelpIsSearched(t *testing.T) {
	tests := []struct {
		name  string
		lang  lang.Lang
		typed string
		shows []string
		hides []string
	}{
		{"by key", lang.English, "f7", []string{"find: f7", "show or hide the rooms"}, []string{"send what is typed"}},
		{"by words in any order", lang.English, "ROOMS hide", []string{"show or hide the rooms"}, []string{"show or hide the members"}},
		{"by what a command is called in Chinese", lang.English, "加入", []string{"/join ROOM", "Become a member"}, []string{"/who"}},
		{"in Chinese", lang.Chinese, "成员", []string{"查找： 成员", "/who"}, []string{"/join"}},
		{"by English words on a Chinese screen", lang.Chinese, "tmux", []string{"focus-events"}, []string{"/join"}},
		{"nothing", lang.English, "xyzzy", []string{"nothing about that"}, []string{"Writing"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := ui.Config{Lang: tt.lang, Chat: ui.Chat{Seat: twoRooms(), Host: &fakeHost{}, Room: lobby}}
			inSession(t, c, 80, 24, func(s *session) {
				s.press("f1")
				s.write(tt.typed)
				s.shows(tt.shows...)
				s.hides(tt.hides...)
				f := s.m.Frame()
				row := s.rows()[f.Cursor.Row]
				if want := caps.Method.Width(row); f.Cursor.Hidden || f.Cursor.Col != want {
					t.Errorf("cursor in column %d, want %d: %q", f.Cursor.Col, want, row)
				}
				s.press("esc")
				s.hides(tt.typed)
				s.press("f1")
				s.hides("NO_COLOR")
			})
		})
	}
}

func TestHelpTopics(t *testing.T) {
	tests := []struct {
		line  string
		asked string // what the host explains
		shows string
		hides string
	}{
		{"/help", "", "Writing", "\x00"},
		{"/帮助", "", "Writing", "\x00"},
		{"/keys", "", "Writing", "Your terminal"},
		{"/help keys", "", "Writing", "Your terminal"},
		{"/help terminal", "", "Your terminal", "Writing"},
		{"/help join", "help join", "Become a member of a room", "Writing"},
	}
	for _, tt := range tests {
		t.Run(tt.line, func(t *testing.T) {
			host := &fakeHost{replies: map[string]ui.Reply{"help join": {Text: "Become a member of a room."}}}
			inSession(t, ui.Config{Chat: ui.Chat{Seat: twoRooms(), Host: host, Room: lobby}}, 80, 100, func(s *session) {
				s.say(tt.line)
				s.shows(tt.shows)
				s.hides(tt.hides, "> "+tt.line)
				if got := strings.Join(host.asked, "|"); got != tt.asked {
					t.Errorf("the host was asked %q, want %q", got, tt.asked)
				}
			})
		})
	}
}

func TestASlashEndsReadingAndBeginsACommand(t *testing.T) {
	inVillage(t, 1, nil, 30, 10, func(s *session, _ *fakeSeat, host *fakeHost) {
		host.replies["rooms"] = ui.Reply{Text: strings.Repeat("a room\n", 20)}
		s.say("/rooms")
		s.shows("Esc close") // there is no row of hints on a low screen
		s.write("/who")
		s.hides("Esc close")
		s.holds("/who")
	})
}

func TestAnAnswerIsReadFromItsBeginning(t *testing.T) {
	inVillage(t, 1, nil, 30, 10, func(s *session, _ *fakeSeat, host *fakeHost) {
		host.replies["version"] = ui.Reply{Text: "the beginning\n" + strings.Repeat("a line that takes more than one row\n", 5) + "the end"}
		s.say("/version")
		s.shows("the beginning", "Esc close")
		s.press("end")
		s.shows("the end")
	})
}
