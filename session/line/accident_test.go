package line_test

import (
	"errors"
	"strings"
	"testing"

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
		s.shows("Do it? [y/N]", "That was typed before the question was asked.")
		w.wantSaid(alice, "lobby", "alice: keep me")
		s.types("/delete 1\n")
		s.types("y\n")
		s.shows("alice has deleted #1")
	})
}
