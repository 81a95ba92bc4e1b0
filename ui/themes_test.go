package ui_test

import (
	"testing"

	"snug/ui"
)

func TestThemeIsSeenBeforeItIsChosen(t *testing.T) {
	seat := twoRooms()
	host := &fakeHost{replies: map[string]ui.Reply{"theme light": {Settings: map[string]string{"theme": "light"}}}}
	c := ui.Config{Chat: ui.Chat{Seat: seat, Host: host, Room: 1, Settings: map[string]string{"theme": "dark"}}}
	inSession(t, c, 80, 24, func(s *session) {
		header := func() string { return s.m.Frame().Rows[0][0].Text }
		dark := header()
		s.say("/theme")
		s.shows("for a light background")
		s.press("down")
		light := header()
		if light == dark {
			t.Error("the next theme looks like the one before")
		}
		s.press("esc")
		if header() != dark {
			t.Error("closing the menu does not bring the old theme back")
		}
		s.say("/theme")
		s.press("down", "enter")
		if header() != light {
			t.Error("what was chosen is not what was shown")
		}
		if len(host.asked) != 1 || host.asked[0] != "theme light" {
			t.Errorf("the host was asked %q, want theme light alone", host.asked)
		}
	})
}
