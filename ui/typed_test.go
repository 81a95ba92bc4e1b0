package ui_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/ui/screen"
)

// read types a text and keys behind it as one read of the terminal does.
func (s *session) read(text string, more ...string) {
	s.t.Helper()
	var keys []tea.Msg
	for _, r := range text {
		keys = append(keys, tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	s.update(screen.Typed{Keys: keys, More: len(more) > 0})
	for _, name := range more {
		s.update(key(name))
	}
	s.settle()
}

// TestTextOfOneReadDoesWhatItsKeysDo compares screens: it does not matter whether
// a text came in one read or key by key, whatever is open.
func TestTextOfOneReadDoesWhatItsKeysDo(t *testing.T) {
	tests := []struct {
		name   string
		before []string
		text   string
	}{
		{"a line", nil, "hello, is anybody here?"},
		{"behind other text", []string{"x", "left"}, "one two"},
		{"what opens the help", nil, "?and more"},
		{"what opens a list of people", nil, "hello @us"},
		{"what goes on in it", []string{"@"}, "us"},
		{"what ends it", []string{"@", "u"}, "s and more"},
		{"behind what it has put in", []string{"@", "tab"}, "and more"},
		{"where it was closed", []string{"@", "u", "esc"}, "se"},
		{"a command", nil, "/jo"},
		{"what joins others", nil, "e\u0301 👍🏽 and 🇨🇳"},
		{"in the switcher", []string{"ctrl+k"}, "ran"},
		{"in the search of what was sent", []string{"ctrl+r"}, "abc"},
		{"on the way to another room", []string{"alt+2"}, "for that room"},
		{"more than fits", nil, strings.Repeat("too long ", 500)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var shots [2]string
			for i, typed := range []func(*session, string){(*session).write, func(s *session, text string) { s.read(text) }} {
				newPlace().run(t, func(s *session) {
					for _, name := range tt.before {
						s.update(key(name))
					}
					typed(s, tt.text)
					shots[i] = s.text()
					s.press("ctrl+_")
					shots[i] += "\n--- undone\n" + s.text()
				})
			}
			if shots[0] != shots[1] {
				t.Errorf("key by key:\n%s\nin one read:\n%s", shots[0], shots[1])
			}
		})
	}
}

func TestALineWithItsEnterIsNotToldAsTyping(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		s.read("hello", "enter")
		if got := p.said(); !slices.Equal(got, []string{"lobby: hello"}) || len(p.seat.heard.typing) > 0 {
			t.Errorf("said %q; told of typing %v", got, p.seat.heard.typing)
		}
		s.read("and then", "left")
		if got := p.seat.heard.typing; !slices.Equal(got, []bool{true}) {
			t.Errorf("told of typing %v behind a line that is not sent", got)
		}
		s.wait(5 * time.Second)
		if n := len(p.seat.heard.drafts); n != 1 {
			t.Errorf("%d drafts were saved, want 1", n)
		}
	})
}
