package ui_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"

	"snug/text"
	"snug/text/lang"
	"snug/ui"
	"snug/ui/screen"
)

// A joining is the other side of a form that knows accounts to join: that of
// ana by a code and by an offer, and that of eve by an offer.
type joining struct {
	*ui.SignUp
	seat *fakeSeat
	used []string      // names and codes, in the order of their use
	wait chan struct{} // what is asked is answered when it is closed; nil: at once
}

const goodCode = "4J7QK-0M2XN-8V5RT-C1WZP-6H3BD-9F0GS"

func newJoining() *joining {
	j := &joining{seat: newFakeSeat(newLobby())}
	j.SignUp = newSignUp(j.seat)
	enter := func(as, with string) (ui.Chat, error) {
		if j.used = append(j.used, with); j.wait != nil {
			<-j.wait
		}
		j.seat.me.Name = as
		return ui.Chat{Seat: j.seat, Host: &fakeHost{}, Room: lobby}, nil
	}
	create := j.Create
	j.Create = func(ctx context.Context, a ui.Application) (ui.Chat, error) {
		if j.wait != nil {
			<-j.wait
		}
		return create(ctx, a)
	}
	j.Accept = func(_ context.Context, name string) (ui.Chat, error) {
		if name == "gone" {
			return ui.Chat{}, errors.New("gone does not offer this key a place any more; make an account of your own")
		}
		return enter(name, name)
	}
	j.UseCode = func(_ context.Context, code string) (ui.Chat, error) {
		if code != goodCode {
			j.used = append(j.used, code)
			return ui.Chat{}, errors.New("that code joins no account; make a new one with: key link")
		}
		return enter("ana", code)
	}
	return j
}

// atCursor is the row that the cursor is in.
func (s *session) atCursor() string { return s.rows()[s.m.Frame().Cursor.Row] }

func TestJoiningWithACode(t *testing.T) {
	j := newJoining()
	inSession(t, ui.Config{SignUp: j.SignUp}, 80, 24, func(s *session) {
		s.write("wang")
		s.press("ctrl+o")
		s.shows("/key link makes a code", "Code / 关联码", "that account's")
		s.hides("Username", "Create account")
		s.press("enter")
		s.shows("✗ type the code first")
		s.write("4j7qk")
		s.hides("type the code first")
		s.press("enter")
		s.shows("> 4j7qk", "✗ that code joins no account")
		s.press("ctrl+u")
		s.send(screen.Paste{Text: goodCode + "\n"})
		s.shows("> " + goodCode)
		s.press("enter")
		s.shows("#lobby", "This key belongs to ana now")
		s.hides("Welcome!", "Code /")
		if got := strings.Join(j.used, " "); got != "4j7qk "+goodCode {
			t.Errorf("codes used: %s", got)
		}
	})
}

func TestTheHalvesOfTheFormKeepWhatWasTyped(t *testing.T) {
	inSession(t, ui.Config{SignUp: newJoining().SignUp}, 80, 24, func(s *session) {
		s.write("wang")
		s.press("ctrl+o")
		s.write("4J7QK")
		for _, want := range []string{"4J7QK", "Join the account", "I am new here", "Quit", "English"} {
			if got := s.atCursor(); !strings.Contains(got, want) {
				t.Errorf("the cursor is in %q, want %q", got, want)
			}
			s.press("tab")
		}
		s.press("down", "down", "enter") // I am new here
		s.shows("> wang", "ok: available")
		if got := s.atCursor(); !strings.Contains(got, "> wang") {
			t.Errorf("the cursor is in %q, want the name", got)
		}
		s.press("down", "down", "right", "enter") // I have an account
		s.shows("> 4J7QK")
	})
}

func TestAcceptingAnOffer(t *testing.T) {
	tests := []struct {
		name   string
		offers []string
		keys   []string
		joined string
	}{
		{"y", []string{"ana"}, []string{"enter", "y"}, "ana"},
		{"in Chinese", []string{"ana"}, []string{"enter", "是"}, "ana"},
		{"the second of two", []string{"eve", "ana"}, []string{"right", "enter", "y"}, "ana"},
		{"around the end", []string{"ana", "eve", "zoe"}, []string{"left", "enter", "y"}, "zoe"},
		{"Enter alone", []string{"ana"}, []string{"enter"}, ""},
		{"Enter again and again", []string{"ana"}, []string{"enter", "enter", "enter"}, ""},
		{"no", []string{"ana"}, []string{"enter", "n"}, ""},
		{"y for another one", []string{"ana", "eve"}, []string{"enter", "right", "y"}, ""},
		{"y without being asked", []string{"ana"}, []string{"y"}, ""},
		{"taken back", []string{"gone"}, []string{"enter", "y"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			j := newJoining()
			j.Offers = tt.offers
			inSession(t, ui.Config{SignUp: j.SignUp}, 80, 24, func(s *session) {
				s.shows("[ Join "+tt.offers[0]+" ]", "Only if you are "+tt.offers[0])
				s.press(tt.keys...)
				if got := strings.Join(j.used, " "); got != tt.joined {
					t.Errorf("joined %q, want %q", got, tt.joined)
				}
				if tt.joined == "" {
					s.shows("[ Create account ]")
					return
				}
				s.shows("#lobby", "This key belongs to "+tt.joined+" now")
			})
		})
	}
}

func TestAnOfferThatFails(t *testing.T) {
	j := newJoining()
	j.Offers = []string{"gone"}
	inSession(t, ui.Config{SignUp: j.SignUp}, 80, 24, func(s *session) {
		s.press("enter")
		s.shows("Join gone? y yes")
		s.press("y")
		s.shows("✗ gone does not offer this key a place any more")
		s.press("enter", "esc")
		s.shows("Only if you are gone")
		if s.quit {
			t.Error("Esc at the question quits")
		}
	})
}

// TestWhoeverTypesWantsAName holds that an offer, which anybody can make, takes
// nothing from whoever begins to type as every newcomer does.
func TestWhoeverTypesWantsAName(t *testing.T) {
	j := newJoining()
	j.Offers = []string{"eve"}
	inSession(t, ui.Config{SignUp: j.SignUp}, 80, 24, func(s *session) {
		s.write("yves")
		s.shows("> yves", "ok: available")
		s.press("enter")
		s.shows("#lobby", "Welcome!")
		if j.seat.me.Name != "yves" || len(j.used) > 0 {
			t.Errorf("the account is %q, joined %q", j.seat.me.Name, j.used)
		}
	})
}

// TestNothingTypedIsLostWhileAnAccountIsMade types on, in the same read, while
// the server has not answered.
func TestNothingTypedIsLostWhileAnAccountIsMade(t *testing.T) {
	tests := []struct {
		name  string
		begin []string // up to what is waited for
	}{
		{"a new one", []string{"w", "u", "enter"}},
		{"one joined by an offer", []string{"enter", "y"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			j := newJoining()
			j.Offers = []string{"ana"}
			inSession(t, ui.Config{SignUp: j.SignUp}, 80, 24, func(s *session) {
				j.wait = make(chan struct{})
				s.burst(append(tt.begin, "h", "i", "enter", "ctrl+o", "y", "o")...)
				s.send(screen.Paste{Text: "u"})
				s.hides("#lobby")
				close(j.wait)
				s.settle()
				s.shows("#lobby", "> you")
				if said := j.seat.rooms[0].msgs; len(said) != 1 || said[0].Text != "hi" {
					t.Errorf("said %+v, want hi", said)
				}
			})
		})
	}
}

func TestWhatIsTypedWhileTheFormIsRefusedStaysInIt(t *testing.T) {
	j := newJoining()
	inSession(t, ui.Config{SignUp: j.SignUp}, 80, 24, func(s *session) {
		s.burst("ctrl+o", "4", "enter", "j", "enter", "7")
		s.shows("> 4j7", "Only a code of your own")
		if len(j.used) != 1 {
			t.Errorf("codes used: %q, want one", j.used)
		}
	})
}

func TestLeavingWhileAnAccountIsMade(t *testing.T) {
	for _, name := range []string{"esc", "ctrl+c"} {
		j := newJoining()
		inSession(t, ui.Config{SignUp: j.SignUp}, 80, 24, func(s *session) {
			j.wait = make(chan struct{})
			defer close(j.wait)
			s.write("wang")
			s.press("enter", name)
			if !s.quit {
				t.Errorf("%s does not quit", name)
			}
		})
	}
}

// joinStates are the looks of the form for somebody who may have an account.
var joinStates = []struct {
	name string
	act  func(*session)
}{
	{"offer", func(*session) {}},
	{"asked", func(s *session) { s.press("right", "enter") }},
	{"code", func(s *session) {
		s.press("ctrl+o")
		s.write(goodCode[:20])
		s.press("enter")
	}},
}

func TestGoldenJoin(t *testing.T) {
	for _, st := range joinStates {
		for _, size := range [][2]int{{80, 24}, {30, 10}} {
			for _, in := range lang.All {
				t.Run(fmt.Sprintf("%s %dx%d %v", st.name, size[0], size[1], in), func(t *testing.T) {
					j := newJoining()
					j.Offers = []string{"ana", "王小明"}
					inSession(t, ui.Config{SignUp: j.SignUp, Lang: in}, size[0], size[1], func(s *session) {
						st.act(s)
						checkFrame(t, s.m.Frame(), caps.Method)
						golden.RequireEqual(t, grid(s.m.Frame()))
					})
				})
			}
		}
	}
}

// TestHostileJoin has names and codes that a terminal would act on, on screens
// of all sizes.
func TestHostileJoin(t *testing.T) {
	for _, st := range joinStates {
		for _, method := range []text.Method{text.WcWidth, text.Grapheme} {
			j := newJoining()
			j.Offers = []string{strings.Repeat(hostile, 3), hostile}
			j.UseCode = func(context.Context, string) (ui.Chat, error) { return ui.Chat{}, errors.New(hostile) }
			inSession(t, ui.Config{SignUp: j.SignUp, Caps: screen.Caps{Method: method}}, 80, 24, func(s *session) {
				st.act(s)
				s.send(screen.Paste{Text: strings.Repeat(hostile+"\n你", 99)})
				for cols := 0; cols < 100; cols += 3 {
					for rows := 0; rows < 30; rows += 2 {
						s.update(tea.WindowSizeMsg{Width: cols, Height: rows})
						checkFrame(t, s.m.Frame(), method)
					}
				}
			})
		}
	}
}

// TestTheOfferIsSeenOnSmallScreens holds that the choice and the beginning of
// what it means are on every screen that the form can be used on.
func TestTheOfferIsSeenOnSmallScreens(t *testing.T) {
	for _, size := range [][2]int{{20, 5}, {30, 10}, {59, 5}, {60, 5}} {
		j := newJoining()
		j.Offers = []string{"ana"}
		inSession(t, ui.Config{SignUp: j.SignUp}, size[0], size[1], func(s *session) {
			s.shows("[ Join ana ]", "Only if you are")
			s.press("enter")
			s.shows("Join ana?", "y yes")
			if got := s.atCursor(); !strings.Contains(got, "[ Join ana ]") {
				t.Errorf("%v: the cursor is in %q", size, got)
			}
		})
	}
}
