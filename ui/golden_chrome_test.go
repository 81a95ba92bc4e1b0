package ui_test

import (
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"

	"snug/room"
	"snug/text"
	"snug/text/lang"
	"snug/ui"
	"snug/ui/screen"
)

// busy is a conversation among rooms and people in every state.
func busy() *fakeSeat {
	seat := demo()
	seat.rooms[1].Pins = 2
	seat.rooms[3].mentions = 1
	seat.rooms[2].draft = room.Draft{Text: "half a sentence"}
	seat.rooms = append(seat.rooms,
		(&fakeRoom{Room: room.Room{ID: 5, Name: "announce"}, level: room.None}).fill(7, now),
		&fakeRoom{Room: room.Room{ID: 6, Name: "quiet"}, draft: room.Draft{Text: "something"}},
	)
	seat.me.ID = 5 // "you" of the demo
	for i := range seat.rooms[1].present {
		switch p := &seat.rooms[1].present[i]; p.Person.Name {
		case "bob":
			p.Away, p.Why = true, "lunch"
		case "李雷":
			p.Idle = true
		case "王小明":
			p.Person.Display = "小明 👨‍👩‍👧"
		}
	}
	return seat
}

var chromeStates = []struct {
	name   string
	config func() ui.Config
	act    func(*session)
}{
	{"chat", func() ui.Config { return ui.Config{Chat: ui.Chat{Seat: busy(), Host: &fakeHost{}, Room: 2}} }, func(s *session) {
		s.write("下午见")
	}},
	{"help", func() ui.Config { return ui.Config{Chat: ui.Chat{Seat: busy(), Host: &fakeHost{}, Room: 2}} }, func(s *session) {
		s.say("/help terminal") // the part that no new action changes
		s.write("a")
	}},
	{"rooms and members", func() ui.Config { return ui.Config{Chat: ui.Chat{Seat: busy(), Host: &fakeHost{}, Room: 2}} }, func(s *session) {
		s.press("f8")
	}},
	{"form", func() ui.Config {
		c := newSignUp(nil)
		c.Rules = "Be kind."
		return ui.Config{SignUp: c}
	}, func(s *session) {
		s.write("wangxm")
		s.press("tab")
		s.write("王小明")
	}},
}

func TestGoldenChrome(t *testing.T) {
	for _, st := range chromeStates {
		for _, size := range []struct{ cols, rows int }{{120, 40}, {80, 24}, {50, 20}, {30, 10}} {
			for _, in := range lang.All {
				for _, colors := range []screen.Colors{screen.NoColor, screen.Colors16, screen.Colors256} {
					t.Run(fmt.Sprintf("%s %dx%d %v colours %d", st.name, size.cols, size.rows, in, colors), func(t *testing.T) {
						c := st.config()
						c.Lang = in
						c.Caps = screen.Caps{Method: text.Grapheme, Colors: colors, Dark: true}
						inSession(t, c, size.cols, size.rows, func(s *session) {
							st.act(s)
							checkFrame(t, s.m.Frame(), text.Grapheme)
							golden.RequireEqual(t, grid(s.m.Frame()))
						})
					})
				}
			}
		}
	}
}

// TestChromeFitsEverySize draws every state in both languages, with every
// choice that the terminal leaves, at all sizes.
func TestChromeFitsEverySize(t *testing.T) {
	for _, st := range chromeStates {
		for _, in := range lang.All {
			for _, more := range []screen.Caps{{}, {Ambiguous: true, UTF8: true}, {UTF8: true, EmojiOK: true, Method: text.Grapheme}} {
				c := st.config()
				c.Lang, c.Caps = in, more
				inSession(t, c, 100, 30, func(s *session) {
					st.act(s)
					for cols := 0; cols < 125; cols += 1 + cols/16 { // every narrow one
						for _, rows := range []int{0, 1, 4, 5, 6, 7, 8, 11, 12, 24, 45} {
							s.update(tea.WindowSizeMsg{Width: cols, Height: rows})
							checkFrame(t, s.m.Frame(), more.Method)
						}
					}
				})
			}
		}
	}
}
