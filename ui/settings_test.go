package ui_test

import (
	"testing"

	"snug/ui"
)

func TestSettingsAreAppliedAtOnce(t *testing.T) {
	tests := []struct {
		name     string
		settings map[string]string
		check    func(t *testing.T, p *place, s *session)
	}{
		{"language", map[string]string{"lang": "zh"}, func(_ *testing.T, _ *place, s *session) {
			s.press("alt+0")
			s.shows("✗ 没有 10 号房间")
		}},
		{"the mouse", map[string]string{"mouse": "on"}, func(t *testing.T, _ *place, s *session) {
			if !s.m.Frame().Mouse {
				t.Error("the mouse is off")
			}
		}},
		{"no colours", map[string]string{"colors": "none"}, func(_ *testing.T, _ *place, s *session) { s.shows("#lobby") }},
		{"no room pane", map[string]string{"rooms": "off"}, func(_ *testing.T, _ *place, s *session) { s.hides("2 #golang") }},
		{"typing", map[string]string{"typing": "off"}, func(t *testing.T, p *place, _ *session) {
			if p.seat.heard.hearTyping {
				t.Error("it still hears who types")
			}
		}},
		{"away by itself", map[string]string{"autoaway": "off"}, func(t *testing.T, p *place, _ *session) {
			if p.seat.heard.autoAway {
				t.Error("it still goes away by itself")
			}
		}},
		{"nonsense is left alone", map[string]string{"lang": "xx", "width": "-1", "tz": "../../etc", "colors": "a\x1b", "mouse": "maybe"}, func(t *testing.T, _ *place, s *session) {
			s.shows("#lobby", "2 #golang")
			if s.m.Frame().Mouse {
				t.Error("the mouse is on")
			}
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newPlace()
			p.host.replies["set x"] = ui.Reply{Text: "done", Settings: tt.settings}
			p.run(t, func(s *session) {
				if !p.seat.heard.hearTyping || !p.seat.heard.autoAway || s.m.Frame().Mouse {
					t.Error("the defaults are not in force")
				}
				s.say("/set x")
				s.shows("done")
				tt.check(t, p, s)
			})
		})
	}
}

func TestASettingDoesNotUndoAKey(t *testing.T) {
	p := newPlace()
	p.host.replies["set theme dark"] = ui.Reply{Settings: map[string]string{"theme": "dark"}}
	p.run(t, func(s *session) {
		s.press("f7")
		s.hides("2 #golang")
		s.say("/set theme dark")
		s.hides("2 #golang")
	})
}

func TestNewAccountsGetTheDefaults(t *testing.T) {
	p := newPlace()
	inSession(t, ui.Config{SignUp: newSignUp(p.seat)}, 80, 24, func(s *session) {
		s.say("newbie")
		if !p.seat.heard.hearTyping || !p.seat.heard.autoAway {
			t.Error("the defaults are not in force")
		}
	})
}
