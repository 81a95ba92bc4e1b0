package line_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"snug/room"
)

func TestLinesSayEachLine(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		s := alice.enter(entry{lines: true})
		s.types("one\n\n  \n/who\n//two\nlast without an end")
		bob.say("lobby", "what is this?")
		if err := s.end(); err != nil {
			t.Errorf("it ends with %v", err)
		}
		if got := s.out.since(); !strings.HasSuffix(got, "> last without an end4 lines were said in #lobby.\n") && !strings.Contains(got, "4 lines were said in #lobby.\n") {
			t.Errorf("printed was %q", got)
		}
		s.hides("what is this?")
		w.wantSaid(alice, "lobby", "alice: one", "alice: /who", "alice: //two", "bob: what is this?", "alice: last without an end")
	})
}

func TestLinesStopAtWhatIsRefused(t *testing.T) {
	tests := []struct {
		name   string
		before func(alice, bob *person)
		typed  string
		want   error
		told   string
		said   int
	}{
		{"a line that is too long", nil, "one\n" + strings.Repeat("x", 5000) + "\nthree\n", room.ErrInvalid, "line 2 and what comes behind it were not said", 1},
		{"a line that is much too long", nil, "one\n" + strings.Repeat("x", 50000) + "\nthree\n", room.ErrInvalid, "line 2 and what comes behind it", 1},
		{"no UTF-8", nil, "one\ntwo\n\xff\xfe\nfour\n", room.ErrInvalid, "line 3 and what comes behind it", 2},
		{"only moderators write", func(_, bob *person) { bob.do("room set books write moderators") }, "one\ntwo\n", room.ErrDenied, "line 1 and what comes", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inWorld(t, func(t *testing.T, w *world) {
				alice, bob := w.person("alice"), w.person("bob")
				bob.do("room create books")
				alice.do("join books")
				if tt.before != nil {
					tt.before(alice, bob)
				}
				s := alice.enter(entry{lines: true, room: "books"})
				s.types(tt.typed)
				err := s.end()
				if !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.told) {
					t.Errorf("it ends with %v", err)
				}
				if n := len(w.said(bob, "books")); n != tt.said {
					t.Errorf("%d messages were said, want %d", n, tt.said)
				}
			})
		})
	}
}

func TestLinesWaitForSlowMode(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		bob.do("room create books")
		bob.do("slow books 30s")
		alice.do("join books")
		s := alice.enter(entry{lines: true, room: "books"})
		began := time.Now()
		s.types("one\ntwo\nthree\n")
		if err := s.end(); err != nil {
			t.Errorf("it ends with %v", err)
		}
		if took := time.Since(began); took < time.Minute || took > 2*time.Minute {
			t.Errorf("three lines took %v", took)
		}
		w.wantSaid(bob, "books", "alice: one", "alice: two", "alice: three")
	})
}

func TestLinesEndWithTheSession(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		bob.do("room create books")
		bob.do("slow books 1m")
		alice.do("join books")
		s := alice.enter(entry{lines: true, room: "books"})
		s.types("one\ntwo\n")
		suspended := errors.New("suspended")
		s.stop(suspended)
		<-s.ended
		if !errors.Is(s.err, suspended) {
			t.Errorf("it ends with %v", s.err)
		}
	})
}

// A slow room is waited for, but not for ever.
func TestLinesDoNotWaitForHours(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		bob.do("room create books")
		bob.do("slow books 1h")
		alice.do("join books")
		s := alice.enter(entry{lines: true, room: "books"})
		s.types("one\ntwo\n")
		synctest.Wait()
		if err := s.end(); !errors.Is(err, room.ErrLimited) || !strings.Contains(err.Error(), "(1 were said before it)") {
			t.Errorf("it ends with %v", err)
		}
	})
}

func TestLinesOfAFileAreSaidInOrder(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice := w.person("alice")
		s := alice.enter(entry{lines: true})
		var want []string
		for i := range 100 {
			want = append(want, fmt.Sprintf("alice: line %d", i))
			s.types(fmt.Sprintf("line %d\n", i))
		}
		if err := s.end(); err != nil && !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		w.wantSaid(alice, "lobby", want...)
	})
}
