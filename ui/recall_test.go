package ui_test

import (
	"errors"
	"testing"
)

func TestLookingForWhatWasSent(t *testing.T) {
	tests := []struct {
		name  string
		keys  []string
		holds string
	}{
		{"the newest comes first", []string{"ctrl+r", "enter"}, "deploy the web"},
		{"older ones with Ctrl-R", []string{"ctrl+r", "ctrl+r", "ctrl+r", "enter"}, "deploy the database"},
		{"and back", []string{"ctrl+r", "ctrl+r", "ctrl+r", "down", "enter"}, "lunch?"},
		{"by a part of it", []string{"ctrl+r", "d", "a", "t", "enter"}, "deploy the database"},
		{"the next that has the part", []string{"ctrl+r", "d", "e", "p", "ctrl+r", "tab"}, "deploy the database"},
		{"beyond the oldest nothing moves", []string{"ctrl+r", "d", "a", "t", "ctrl+r", "ctrl+r", "enter"}, "deploy the database"},
		{"moving in the field finds the same", []string{"ctrl+r", "ctrl+r", "left", "right", "enter"}, "lunch?"},
		{"nothing has it", []string{"ctrl+r", "z", "enter"}, ""},
		{"Esc", []string{"ctrl+r", "esc"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			newPlace().run(t, func(s *session) {
				for _, line := range []string{"deploy the database", "lunch?", "deploy the web"} {
					s.say(line)
				}
				s.press(tt.keys...)
				s.holds(tt.holds)
				s.hides("sent before:")
			})
		})
	}
}

func TestWhatIsRecalledDoesNotDestroyWhatIsWritten(t *testing.T) {
	newPlace().run(t, func(s *session) {
		s.say("old")
		s.write("new")
		s.press("ctrl+r")
		s.shows("sent before:", "old")
		s.press("enter")
		s.holds("old")
		s.press("ctrl+u", "esc")
		s.holds("")
	})
	newPlace().run(t, func(s *session) {
		s.say("old")
		s.write("new")
		s.press("ctrl+r", "enter", "ctrl+y")
		s.holds("oldnew")
	})
}

func TestCtrlRTriesAgainWhatFailed(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		p.seat.sayErr = errors.New("no")
		s.say("one")
		p.seat.sayErr = nil
		s.press("ctrl+r")
		s.hides("sent before:", "not delivered")
		s.press("ctrl+r")
		s.shows("sent before:")
	})
}
