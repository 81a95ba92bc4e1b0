package ui_test

import (
	"strings"
	"testing"

	"snug/room"
	"snug/ui"
)

// inBooks is a session of somebody with a standing and a rank, in a room where
// ann has said one thing.
func inBooks(t *testing.T, role room.Role, rank room.Rank, h *fakeHost, test func(*session)) {
	t.Helper()
	seat := village()
	seat.me.Rank = rank
	seat.rooms[1].standing = room.Standing{In: true, Role: role}
	inSession(t, ui.Config{Chat: ui.Chat{Seat: seat, Host: h, Room: 2}}, 110, 34, test)
}

func TestModeratingAMessage(t *testing.T) {
	tests := []struct {
		name string
		role room.Role
		rank room.Rank
		keys []string
		want string // the line; empty: none
	}{
		{"a member reports it", room.Member, 1, []string{"!", "s", "p", "a", "m", "enter"}, "message report r_2#1 spam"},
		{"without a reason", room.Member, 1, []string{"!", "enter"}, ""},
		{"a member does not moderate", room.Member, 1, []string{"m"}, ""},
		{"deleted by a moderator", room.Moderator, 1, []string{"m", "d", "enter"}, "message delete r_2#1 --yes"},
		{"mute in the room", room.Moderator, 1, []string{"m", "s", "1", "0", "m", "enter"}, "room mute r_2 ann --for 10m"},
		{"kick", room.Moderator, 1, []string{"m", "k", "r", "u", "l", "e", " ", "3", "enter"}, `room kick r_2 ann --reason "rule 3"`},
		{"ban", room.Moderator, 1, []string{"m", "x", "enter"}, "room ban r_2 ann --for 7d"},
		{"purge without the name", room.Moderator, 1, []string{"m", "p", "enter", "enter"}, ""},
		{"purge with the name", room.Moderator, 1, []string{"m", "p", "enter", "a", "n", "n", "enter"}, "message purge r_2 --user ann --since 10m --yes"},
		{"suspend takes a rank", room.Moderator, 1, []string{"m", "S", "enter", "esc"}, ""},
		{"suspend", room.Moderator, room.RankModerator, []string{"m", "S", "enter"}, "user suspend ann --for 7d"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := &fakeHost{}
			inBooks(t, tt.role, tt.rank, h, func(s *session) {
				s.press("esc")
				s.press(tt.keys...)
				if got := strings.Join(h.asked, "; "); got != tt.want {
					t.Errorf("ran %q, want %q\n%s", got, tt.want, s.text())
				}
			})
		})
	}
}

func TestThePersonCardModerates(t *testing.T) {
	h := &fakeHost{}
	inBooks(t, room.Moderator, room.RankModerator, h, func(s *session) {
		s.press("esc", "w")
		s.shows("!  report ann to the staff", "k  put ann out of this room", "M  mute ann everywhere")
		s.press("up")
		s.shows("same as: ssh chat.example.com user kick ann")
		s.press("k", "enter")
		if len(h.asked) != 1 || h.asked[0] != "room kick r_2 ann" {
			t.Errorf("ran %q", h.asked)
		}
	})
	inBooks(t, room.Member, 1, h, func(s *session) {
		s.press("esc", "w")
		s.shows("report ann to the staff")
		s.hides("put ann out", "mute ann", "suspend ann")
	})
}
