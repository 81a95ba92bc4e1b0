package ui_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"snug/text"
	"snug/text/lang"
	"snug/ui"
	"snug/ui/screen"
)

func TestGoldenTimeline(t *testing.T) {
	states := []struct {
		name string
		seat func() *fakeSeat
		keys func(*session)
	}{
		{"messages", life, func(*session) {}},
		{"chosen", life, func(s *session) { s.press("esc", "up", "up") }},
		{"menu", life, func(s *session) { s.press("esc", "enter") }},
		{"emoji", life, func(s *session) { s.press("esc", ":"); s.write("ta") }},
		{"delete", life, func(s *session) { s.press("up", "d") }},
		{"thread", life, func(s *session) { s.say("/thread") }},
		{"search", life, func(s *session) { s.press("ctrl+f"); s.write("下午"); s.press("enter") }},
		{"hit", life, func(s *session) { s.press("ctrl+f"); s.write("下午"); s.press("enter", "enter") }},
		{"pins", life, func(s *session) { s.say("/pins") }},
		{"bare", life, func(s *session) { s.press("alt+l") }},
		{"new below", func() *fakeSeat {
			l := newLobby().fill(300, now)
			l.read = 100
			return newFakeSeat(l)
		}, func(*session) {}},
	}
	for _, st := range states {
		for _, size := range []struct{ cols, rows int }{{120, 40}, {80, 24}, {50, 20}, {30, 10}} {
			for _, in := range lang.All {
				name := fmt.Sprintf("%s %dx%d %s", strings.ReplaceAll(st.name, " ", "-"), size.cols, size.rows, in)
				t.Run(name, func(t *testing.T) {
					c := ui.Config{
						Chat: ui.Chat{Seat: st.seat(), Host: &fakeHost{}, Room: lobby}, Lang: in,
						Caps: screen.Caps{Method: text.Grapheme, Colors: screen.Colors256, Dark: true},
					}
					inSession(t, c, size.cols, size.rows, func(s *session) {
						st.keys(s)
						checkFrame(t, s.m.Frame(), text.Grapheme)
						golden.RequireEqual(t, grid(s.m.Frame()))
					})
				})
			}
		}
	}
}

// TestGoldenTimelineWithoutColours is a terminal that has none.
func TestGoldenTimelineWithoutColours(t *testing.T) {
	c := ui.Config{
		Chat: ui.Chat{Seat: life(), Host: &fakeHost{}, Room: lobby},
		Caps: screen.Caps{Method: text.Grapheme, Colors: screen.NoColor},
	}
	inSession(t, c, 80, 24, func(s *session) {
		s.press("esc", "up", "up")
		golden.RequireEqual(t, grid(s.m.Frame()))
	})
}
