package line_test

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"snug/room"
)

// What comes from a file is not said, unless it begins with what says so.
func TestAFileCannotSayThatItIsMeant(t *testing.T) {
	for name, file := range map[string]string{
		"/talk behind a line":         "a\n/talk\nb\n",
		"/talk twice":                 "a\nb\n/talk\n/talk\nc\n",
		"in Chinese":                  "甲\n／发言\n",
		"/talk last, without its end": "a\n/talk",
		"no text at all":              "\xff\xfe\x00a\n\x80\n\x81\n",
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(t *testing.T, w *world) {
				alice := w.person("alice")
				s := alice.enter(entry{})
				s.types(file)
				if err := s.end(); !errors.Is(err, room.ErrInvalid) {
					t.Errorf("it ends with %v", err)
				}
				w.wantSaid(alice, "lobby")
				if out := s.out.since(); strings.Count(out, "no UTF-8") > 1 {
					t.Errorf("what is wrong is told more than once:\n%s", out)
				}
			})
		})
	}
}

func TestWhatWasTypedBeforeAQuestionIsNoAnswer(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice := w.person("alice")
		alice.say("lobby", "keep me")
		s := alice.enter(entry{})
		s.types("/talk\n")
		s.types("/delete 1\ny\n")
		s.shows("Do it? [y/N]", "That came before the question was asked.")
		w.wantSaid(alice, "lobby", "alice: keep me")
		s.types("/delete 1\n")
		s.types("y\n")
		s.shows("alice has deleted #1")
	})
}

func TestNothingOfAPasteIsSaidOrLost(t *testing.T) {
	long := strings.TrimSuffix(strings.Repeat(strings.Repeat("x", 99)+"\r", 30), "\r")
	kept := strings.ReplaceAll(long, "\r", "\n")
	tests := []struct {
		name  string
		typed []string
		shows string
		said  string // with the last of what was typed
	}{
		{"two lines, the second without an end", []string{strings.Repeat("a", 60) + "\rbbbbb", "/send\r"}, "You pasted 2 lines.", strings.Repeat("a", 60) + "\nbbbbb"},
		{"in parts", []string{long[:1200], long[1200:], "/send\r"}, "You pasted 30 lines.", kept},
		{"in parts that end where a line does", []string{long[:1100], long[1100:], "/send\r"}, "You pasted 30 lines.", kept},
		{"one after the other", []string{"a\rb\r", "c\rd\r", "/send\r"}, "You pasted 2 more lines, and 4 are kept.", "a\nb\nc\nd"},
		{"into a message of several lines", []string{"/write\r", "first\r", "a\r.\rb\r", "last\r", ".\r"}, "You pasted 3 lines; a line with one dot", "first\na\n.\nb\nlast"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inWorld(t, func(t *testing.T, w *world) {
				alice := w.person("alice")
				s := alice.enter(entry{echo: true, cols: 80})
				last := len(tt.typed) - 1
				for _, typed := range tt.typed[:last] {
					s.types(typed)
				}
				time.Sleep(time.Second) // nothing more comes of a paste
				synctest.Wait()
				s.shows(tt.shows)
				w.wantSaid(alice, "lobby")
				s.types(tt.typed[last])
				w.wantSaid(alice, "lobby", "alice: "+tt.said)
			})
		})
	}
}
