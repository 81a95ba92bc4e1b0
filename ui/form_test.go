package ui_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

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
		Create: func(_ context.Context, a ui.Application) (ui.Chat, error) {
			if err := check(a.Name); err != nil {
				return ui.Chat{}, err
			}
			seat.me.Name, seat.me.Display = a.Name, a.Display
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
		s.shows("#lobby", "message 3", "Welcome! Five things to know")
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

// TestRefusalOfANameIsReadWhole holds that what to do about a bad name is not
// cut off on small screens.
func TestRefusalOfANameIsReadWhole(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {30, 10}, {20, 6}} {
		inSession(t, ui.Config{SignUp: newSignUp(nil)}, size[0], size[1], func(s *session) {
			s.write("taken")
			words := strings.Join(strings.Fields(s.text()), " ")
			if !strings.Contains(words, "✗ the username taken is taken; choose another") {
				t.Errorf("%v: the refusal is cut:\n%s", size, s.text())
			}
		})
	}
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

func TestFormFields(t *testing.T) {
	inSession(t, ui.Config{SignUp: newSignUp(nil)}, 80, 24, func(s *session) {
		at := func() string { return s.rows()[s.m.Frame().Cursor.Row] }
		for _, want := range []string{"Username", "Display name", "Create account", "I have an account", "Quit", "English", "Username"} {
			if got := at(); !strings.Contains(got, want) {
				t.Errorf("the cursor is in %q, want the row of %s", got, want)
			}
			s.press("tab")
		}
		s.press("shift+tab", "shift+tab")
		if got := at(); !strings.Contains(got, "简体中文") {
			t.Errorf("the cursor is in %q, want the languages", got)
		}
	})
}

func TestFormChangesItsLanguage(t *testing.T) {
	seat := newFakeSeat(newLobby())
	signUp := newSignUp(seat)
	create := signUp.Create
	var chosen lang.Lang
	signUp.Create = func(ctx context.Context, a ui.Application) (ui.Chat, error) {
		chosen = a.Lang
		return create(ctx, a)
	}
	inSession(t, ui.Config{SignUp: signUp}, 80, 24, func(s *session) {
		s.press("up", "right")
		s.shows("欢迎来到 chat.example.com", "创建账号", "username")
		s.press("enter") // on to the name; nothing is made of the suggestion
		s.shows("> root")
		s.write("mei")
		s.press("enter")
		s.shows("#lobby", "回车 发送", "欢迎！先记住五件事", "Ctrl-K", "F1")
		if chosen != lang.Chinese {
			t.Errorf("the account was made in %v", chosen)
		}
	})
}

func TestDisplayName(t *testing.T) {
	seat := newFakeSeat(newLobby())
	inSession(t, ui.Config{SignUp: newSignUp(seat)}, 80, 24, func(s *session) {
		s.write("wangxm")
		s.press("down")
		s.write("王小明abc")
		f := s.m.Frame()
		row := s.rows()[f.Cursor.Row]
		if want := caps.Method.Width(row[:strings.Index(row, "王")]) + 9; f.Cursor.Col != want || f.Cursor.Hidden {
			t.Errorf("cursor in column %d, want %d: %q", f.Cursor.Col, want, row)
		}
		s.write("这个名字实在太长了吧")
		s.press("up", "enter")
		s.shows("✗ the name is too long", "Display name")
		if row := s.rows()[s.m.Frame().Cursor.Row]; !strings.Contains(row, "王小明") {
			t.Errorf("the cursor is in %q, want the display name", row)
		}
		s.press("ctrl+u")
		s.write("王小明")
		s.press("enter")
		s.shows("#lobby")
		if seat.me.Name != "wangxm" || seat.me.Display != "王小明" {
			t.Errorf("the account is %+v", seat.me)
		}
	})
}

func TestRulesHaveToBeAccepted(t *testing.T) {
	seat := newFakeSeat(newLobby())
	signUp := newSignUp(seat)
	signUp.Rules = "1. Be kind.\n2. \x1b[2JNo spam."
	inSession(t, ui.Config{SignUp: signUp}, 80, 24, func(s *session) {
		s.write("mei")
		s.press("enter")
		s.shows("[ ] I have read the rules", "✗ read the rules with R")
		s.press("r")
		s.shows("1. Be kind.", "2. [2JNo spam.")
		s.hides("Create account")
		s.press("esc")
		s.shows("[ ] I have read the rules")
		s.write(" ")
		s.shows("[x] I have read the rules")
		s.press("enter")
		s.shows("#lobby")
	})
}

func TestQuitButton(t *testing.T) {
	inSession(t, ui.Config{SignUp: newSignUp(nil)}, 80, 24, func(s *session) {
		s.press("down", "down", "left", "enter")
		if !s.quit {
			t.Error("Quit does not quit")
		}
	})
}

// TestFormShowsTheFieldWithTheFocus goes through the fields of a form that is
// far too long for its screen.
func TestFormShowsTheFieldWithTheFocus(t *testing.T) {
	signUp := newSignUp(nil)
	signUp.Rules = "Be kind."
	for _, size := range [][2]int{{20, 5}, {30, 6}, {59, 8}, {60, 5}, {120, 5}} {
		inSession(t, ui.Config{SignUp: signUp}, size[0], size[1], func(s *session) {
			for _, want := range []string{"> root", ">", "[ ]", "[ Create", "[ I have", "[ Quit", "English"} {
				f := s.m.Frame()
				if got := s.rows()[f.Cursor.Row]; f.Cursor.Hidden || !strings.Contains(got, want) {
					t.Errorf("%v: the cursor is in %q, want %q:\n%s", size, got, want, s.text())
				}
				s.press("tab")
			}
		})
	}
}

func TestHostilePasteIntoTheForm(t *testing.T) {
	inSession(t, ui.Config{SignUp: newSignUp(nil)}, 80, 24, func(s *session) {
		for _, field := range []string{"name", "display name"} {
			s.send(screen.Paste{Text: strings.Repeat(hostile+"\n\t你好", 200)})
			for cols := 20; cols < 100; cols += 7 {
				for rows := 5; rows < 30; rows += 3 {
					s.update(tea.WindowSizeMsg{Width: cols, Height: rows})
					checkFrame(t, s.m.Frame(), caps.Method)
				}
			}
			if s.quit {
				t.Errorf("pasting into the %s quits", field)
			}
			s.press("tab")
		}
	})
}

func TestWhatAUsernameMayBeIsSaidOnce(t *testing.T) {
	for _, size := range [][2]int{{120, 40}, {80, 24}, {50, 20}} {
		c := newSignUp(nil)
		c.Suggested = ""
		inSession(t, ui.Config{SignUp: c}, size[0], size[1], func(s *session) {
			if n := strings.Count(s.text(), "3-32, a-z 0-9 _ -"); n != 1 {
				t.Errorf("%dx%d: it is said %d times:\n%s", size[0], size[1], n, s.text())
			}
		})
	}
}
