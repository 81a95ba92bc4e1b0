package line_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"snug/room"
)

// said is what was said in a room, as one row for each message.
func (w *world) said(p *person, in string) []string {
	w.t.Helper()
	r, err := w.broker.Find(p.id, in)
	if err != nil {
		w.t.Fatal(err)
	}
	list, err := w.broker.History(p.id, r.ID, room.Range{Limit: room.MaxPage})
	if err != nil {
		w.t.Fatal(err)
	}
	var all []string
	for _, m := range list {
		all = append(all, m.Author.Name+": "+m.Text)
	}
	return all
}

func (w *world) wantSaid(p *person, in string, want ...string) {
	w.t.Helper()
	if got := w.said(p, in); strings.Join(got, "|") != strings.Join(want, "|") {
		w.t.Errorf("in %s was said %q, want %q", in, got, want)
	}
}

func TestNothingIsSaidByAccident(t *testing.T) {
	file := "From: me\n/room create evil\n/kick bob\n/delete 1\n/me leaks\n/reply leak\nlast"
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		bob.say("lobby", "hello")
		s := alice.enter(entry{})
		s.types(file)
		err := s.end()
		if !errors.Is(err, room.ErrInvalid) || !strings.Contains(err.Error(), "7 lines were not said") {
			t.Errorf("a file that was sent by accident ends with %v", err)
		}
		w.wantSaid(bob, "lobby", "bob: hello")
		if _, err := w.broker.Find(bob.id, "evil"); err == nil {
			t.Error("a line of the file was run")
		}
	})
}

func TestReadingNeedsNoTalk(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		bob.say("lobby", "the needle")
		s := alice.enter(entry{})
		s.out.since()
		s.types("/who\n/search needle\n/history\n/help search\n/rooms\n")
		s.shows("bob", "1 found; that is all", "00:00 1 bob: the needle", "/search QUERY", "1 #lobby")
		if err := s.end(); err != nil {
			t.Errorf("a session that only reads ends with %v", err)
		}
	})
}

func TestTalkSaysWhatIsKept(t *testing.T) {
	tests := []struct {
		name  string
		typed []string
		said  []string
		shows string
	}{
		{"one line", []string{"hi", "/talk", "again"}, []string{"hi", "again"}, "Not said"},
		{"one command", []string{"/me waves", "/talk"}, []string{"waves"}, "Not said"},
		{"several lines are one message, said when it is meant", []string{"a", "/me b", "c", "/talk", "/talk"}, []string{"a\n/me b\nc"}, "3 lines are kept"},
		{"several lines and one /talk", []string{"a", "b", "/talk"}, nil, "2 lines are kept"},
		{"another line after the question", []string{"a", "b", "/talk", "c", "/talk"}, nil, "3 lines are kept"},
		{"forgotten", []string{"a", "b", "/drop", "/talk", "c"}, []string{"c"}, "forgotten"},
		{"nothing is kept", []string{"/talk", "a"}, []string{"a"}, "from now on"},
		{"talking already", []string{"/talk", "/talk"}, nil, "said already"},
		{"too many lines", append(strings.Split(strings.Repeat("x ", 70), " "), "/talk", "/talk"), nil, "too much for one message"},
		{"too long", []string{strings.Repeat("x", 3000), strings.Repeat("y", 3000), "/talk", "/talk"}, nil, "too much for one message"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inWorld(t, func(t *testing.T, w *world) {
				alice := w.person("alice")
				s := alice.enter(entry{})
				for _, l := range tt.typed {
					s.types(l + "\n")
				}
				s.shows(tt.shows)
				var want []string
				for _, text := range tt.said {
					want = append(want, "alice: "+text)
				}
				w.wantSaid(alice, "lobby", want...)
			})
		})
	}
}

// What is kept is bounded, however much comes, and every line counts.
func TestAFloodBeforeTalkIsCounted(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice := w.person("alice")
		s := alice.enter(entry{})
		for range 20 {
			s.types(strings.Repeat(strings.Repeat("z", 99)+"\n", 500))
		}
		s.out.since()
		s.types("/talk\n")
		s.shows("10000 lines were typed")
		if err := s.end(); err == nil || !strings.Contains(err.Error(), "10000 lines were not said") {
			t.Errorf("it ends with %v", err)
		}
	})
}

func TestALineOfTenMegabytes(t *testing.T) {
	for _, echo := range []bool{false, true} {
		t.Run(fmt.Sprintf("echo %v", echo), func(t *testing.T) {
			inWorld(t, func(t *testing.T, w *world) {
				alice := w.person("alice")
				s := alice.enter(entry{echo: echo, cols: 80})
				part := strings.Repeat("x", 1<<20)
				for range 10 {
					if _, err := s.in.Write([]byte(part)); err != nil {
						t.Fatal(err)
					}
				}
				s.out.since()
				s.types("\r\n")
				s.shows("longer than 8192 bytes")
				s.types("/who\r\n")
				s.shows("alice")
				w.wantSaid(alice, "lobby")
			})
		})
	}
}
