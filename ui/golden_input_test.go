package ui_test

import (
	"fmt"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"snug/text"
	"snug/text/lang"
	"snug/ui"
	"snug/ui/screen"
)

func TestGoldenInput(t *testing.T) {
	states := []struct {
		name string
		do   func(s *session)
	}{
		{"switcher", func(s *session) { s.press("ctrl+k"); s.write("o") }},
		{"completion", func(s *session) { s.write("/"); s.press("tab") }},
		{"paste", func(s *session) { s.pasted(sixLines) }},
		{"reply", func(s *session) { s.say("/reply"); s.write("好的") }},
		{"edit", func(s *session) { s.say("周一再说"); s.say("/edit") }},
		{"recall", func(s *session) { s.say("周一再说"); s.press("ctrl+r"); s.write("周") }},
	}
	for _, st := range states {
		for _, size := range []struct{ cols, rows int }{{120, 40}, {80, 24}, {50, 20}, {30, 10}} {
			for _, l := range lang.All {
				t.Run(fmt.Sprintf("%s %dx%d %s", st.name, size.cols, size.rows, l), func(t *testing.T) {
					c := ui.Config{
						Chat: ui.Chat{Seat: demo(), Host: &fakeHost{}, Room: 2}, Lang: l,
						Caps: screen.Caps{Method: text.Grapheme, Colors: screen.Colors16, Dark: true},
					}
					inSession(t, c, size.cols, size.rows, func(s *session) {
						st.do(s)
						golden.RequireEqual(t, grid(s.m.Frame()))
					})
				})
			}
		}
	}
}
