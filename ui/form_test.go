package ui_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"snug/room"
	"snug/text/lang"
	"snug/ui"
	"snug/ui/screen"
)

// newSignUp returns a form's other side that knows one taken name.
func newSignUp(seat *fakeSeat) *ui.SignUp {
	check := func(name string) error {
		if name == "taken" {
			return errors.New("the username taken is taken; choose another")
		}
		return nil
	}
	return &ui.SignUp{
		Suggested: "root", KeyType: "ED25519", Fingerprint: "SHA256:7mF0c9dQk2", HostKey: "SHA256:0kZ1",
		OtherKey: "ssh -o IdentitiesOnly=yes -i ~/.ssh/id_ed25519 chat.example.com",
		Check:    check,
		CheckDisplay: func(display string) error {
			if caps.Method.Width(display) > 20 {
				return &room.Refusal{Kind: room.ErrInvalid, Text: lang.S("the name is too long")}
			}
			return nil
		},
		Create: func(_ context.Context, name, display string, in lang.Lang) (ui.Chat, error) {
			if err := check(name); err != nil {
				return ui.Chat{}, err
			}
			seat.me.Name, seat.me.Display = name, display
			return ui.Chat{Seat: seat, Host: &fakeHost{}, Room: lobby}, nil
		},
	}
}

func newLobby() *fakeRoom {
	r := &fakeRoom{}
	r.ID, r.Name = lobby, "lobby"
	return r
}

func TestSignUpByTypingANameAndEnter(t *testing.T) {
	seat := newFakeSeat(newLobby().fill(3, now))
	inSession(t, ui.Config{SignUp: newSignUp(seat)}, 80, 24, func(s *session) {
		s.shows("username", "> root")
		s.write("wangxm")
		s.shows("> wangxm", "ok: available")
		s.press("enter")
		if seat.me.Name != "wangxm" {
			t.Errorf("the account was made for %q", seat.me.Name)
		}
		s.shows("#lobby", "message 3", "Welcome! Four things to know")
		s.hides("username", "new since", "= 3 new =")
	})
}

func TestSuggestedName(t *testing.T) {
	tests := []struct {
		name string
		keys []string
		want string
	}{
		{"taken as it is", nil, "> root"},
		{"first character replaces it", []string{"a"}, "> a"},
		{"arrow keeps it", []string{"right", "a"}, "> roota"},
		{"home keeps it", []string{"home", "a"}, "> aroot"},
		{"backspace clears it", []string{"backspace", "x"}, "> x"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inSession(t, ui.Config{SignUp: newSignUp(nil)}, 80, 24, func(s *session) {
				s.press(tt.keys...)
				s.shows(tt.want + "  ")
			})
		})
	}
}

func TestRefusedNameStaysInTheForm(t *testing.T) {
	seat := newFakeSeat(newLobby())
	inSession(t, ui.Config{SignUp: newSignUp(seat)}, 80, 24, func(s *session) {
		s.write("taken")
		s.shows("✗ the username taken is taken")
		s.press("enter")
		s.shows("> taken", "✗ the username taken is taken")
		s.write("2")
		s.shows("> taken2", "ok: available")
		s.press("enter")
		s.shows("#lobby")
	})
}

func TestFormQuits(t *testing.T) {
	for _, name := range []string{"esc", "ctrl+c"} {
		inSession(t, ui.Config{SignUp: newSignUp(nil)}, 80, 24, func(s *session) {
			s.press(name)
			if !s.quit {
				t.Errorf("%s does not quit", name)
			}
		})
	}
}

func TestFormCursorAndPaste(t *testing.T) {
	inSession(t, ui.Config{SignUp: newSignUp(nil)}, 80, 24, func(s *session) {
		s.send(screen.Paste{Text: "你好\n"})
		f := s.m.Frame()
		row := s.rows()[f.Cursor.Row]
		if want := caps.Method.Width(row[:strings.Index(row, "> 你好")]) + len("> ") + 4; f.Cursor.Col != want || f.Cursor.Hidden {
			t.Errorf("cursor in column %d, want %d:\n%s", f.Cursor.Col, want, row)
		}
	})
}
