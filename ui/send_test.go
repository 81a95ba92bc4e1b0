package ui_test

import (
	"errors"
	"slices"
	"testing"
	"time"
)

func TestDiscardGivesUpWhatWasNotDelivered(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		s.say("/discard")
		s.shows("there is nothing to discard")
		p.seat.sayErr = errors.New("no")
		s.say("first")
		s.say("/me second")
		s.shows("✗ not delivered, Ctrl-R retry")
		p.seat.sayErr = nil
		s.say("/放弃")
		s.hides("not delivered, Ctrl-R")
		s.shows("2 messages discarded; Ctrl-Y brings the text back")
		s.press("ctrl+y")
		s.holds("first\n/me second")
		if got := p.said(); len(got) != 0 {
			t.Errorf("said %q", got)
		}
	})
}

func TestANewMessageDoesNotOvertakeOneThatFailed(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		p.seat.sayErr = errors.New("no")
		s.say("first")
		p.seat.sayErr = nil
		s.say("second")
		if got := p.said(); !slices.Equal(got, []string{"lobby: first", "lobby: second"}) {
			t.Errorf("said %q", got)
		}
	})
}

func TestLeavingWithUndeliveredMessagesSaysSo(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		p.seat.sayErr = errors.New("no")
		s.say("first")
		s.press("ctrl+c")
		s.shows("1 message is not delivered; press Ctrl-C again to leave without it")
		s.press("ctrl+c")
		if !s.quit {
			t.Error("it did not leave")
		}
	})
}

func TestNoticesFadeAndErrorsStay(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		s.say("/next")
		s.shows("nothing is unread")
		s.wait(5 * time.Second)
		s.hides("nothing is unread")
		s.press("alt+9")
		s.shows("✗ there is no room 9")
		s.wait(time.Hour)
		s.shows("✗ there is no room 9")
		s.press("left")
		s.hides("there is no room 9")
	})
}

func TestANoticeDoesNotEndTheNextOne(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		s.say("/next")
		s.wait(3 * time.Second)
		s.say("/back")
		s.wait(2 * time.Second)
		s.shows("there is no room to go back to")
		s.wait(3 * time.Second)
		s.hides("there is no room to go back to")
	})
}

func TestSlashWords(t *testing.T) {
	tests := []struct {
		name, line, shows string
		asked             []string
		said              []string
	}{
		{"unknown words are asked of the host", "/wohami", "#lobby", []string{"wohami"}, nil},
		{"a word near one of the screen's", "/botom", "✗ unknown command /botom; did you mean /bottom?", nil, nil},
		{"a wide space behind the word", "/join　rust", "#lobby", []string{"join rust"}, nil},
		{"capitals", "/ME waves", "* you waves", nil, []string{"lobby: waves"}},
		{"raw text keeps its marks", "/raw 2 * 3 * 4", "2", nil, []string{`lobby: 2 \* 3 \* 4`}},
		{"raw without words", "/raw", "✗ /raw needs words", nil, nil},
		{"a shrug", "/shrug well", "well", nil, []string{`lobby: well ¯\\\_(ツ)\_/¯`}},
		{"emoji by name, not in code", ":tada: `:tada:`", "tada", nil, []string{"lobby: 🎉 `:tada:`"}},
		{"a backslash asks for another line", `one\`, "one", nil, nil},
		{"an address of a message is the host's", "/edit #4 text", "#lobby", []string{"edit #4 text"}, nil},
		{"compose", "/compose", "Enter starts a new line here", nil, nil},
		{"a block of code", "/code go", "```go", nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newPlace()
			p.run(t, func(s *session) {
				s.say(tt.line)
				s.shows(tt.shows)
				if !slices.Equal(p.host.asked, tt.asked) || !slices.Equal(p.said(), tt.said) {
					t.Errorf("asked %q, said %q", p.host.asked, p.said())
				}
			})
		})
	}
}

func TestComposeOnTheWholeScreen(t *testing.T) {
	for _, back := range []string{"ctrl+o", "esc"} {
		p := newPlace()
		p.run(t, func(s *session) {
			s.press("ctrl+o")
			s.write("one")
			s.press("enter")
			s.write("two")
			s.shows("Enter newline", "^O back")
			s.hides("Enter send ")
			s.press(back)
			s.shows("Enter send ")
			s.press("enter")
			if got := p.said(); !slices.Equal(got, []string{"lobby: one\ntwo"}) {
				t.Errorf("%s: said %q", back, got)
			}
		})
	}
}
