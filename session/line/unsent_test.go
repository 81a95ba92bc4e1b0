package line_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"snug/room"
	"snug/session/line"
)

// keep keeps what a session has left, as whoever runs it does.
func (s *session) keep(p *person) line.End {
	s.t.Helper()
	_ = s.end()
	if s.last.Unsaved {
		if err := p.w.broker.SaveDraft(s.t.Context(), p.id, s.last.Room, s.last.Draft); err != nil {
			s.t.Fatal(err)
		}
	}
	return s.last
}

func TestWhatWasNotSentIsKept(t *testing.T) {
	tests := []struct {
		name  string
		typed []string
		kept  string
	}{
		{"nothing", []string{"said\r"}, ""},
		{"the row", []string{"half a sent"}, "half a sent"},
		{"a paste", []string{"a\rb\r"}, "a\nb"},
		{"a paste that was left by /quit", []string{"a\rb\r", "/quit\r"}, "a\nb"},
		{"a paste, and the row", []string{"a\rb\r", "c"}, "a\nb\nc"},
		{"what /write began", []string{"/write\r", "a\r", "b"}, "a\nb"},
		{"an answer to a question is none", []string{"said\r", "/delete !\r", "ye"}, ""},
		{"what was dropped is not", []string{"a\rb\r", "/drop\r", "x\x03"}, ""},
		{"no more than a message holds", []string{strings.Repeat("x", 5000)}, strings.Repeat("x", room.MaxTextBytes)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inWorld(t, func(t *testing.T, w *world) {
				alice := w.person("alice")
				s := alice.enter(entry{echo: true, cols: 80})
				for _, typed := range tt.typed {
					s.types(typed)
				}
				time.Sleep(time.Second) // nothing more comes of a paste
				synctest.Wait()
				if end := s.keep(alice); end.Draft.Text != tt.kept || end.Unsaved != (tt.kept != "") {
					t.Errorf("%q is kept (%v), want %q", end.Draft.Text, end.Unsaved, tt.kept)
				}
			})
		})
	}
}

func TestADraftIsTakenUp(t *testing.T) {
	tests := []struct {
		name  string
		draft room.Draft
		typed []string
		shows string
		said  string // the newest message, behind bob's and alice's
		left  string
	}{
		{"one line comes into the row", room.Draft{Text: "half"}, []string{"/draft\r", " a sentence\r"}, "/drop forgets it: half", "alice: half a sentence", ""},
		{"several lines are read out", room.Draft{Text: "a\nb"}, []string{"/draft\r", "/send\r"}, "/send says it:", "alice: a\nb", ""},
		{"an answer", room.Draft{Text: "yes", Reply: 1}, []string{"/draft\r", "!\r"}, "> /reply 1 yes", "alice: yes!", ""},
		{"an answer of several lines", room.Draft{Text: "a\nb", Reply: 1}, []string{"/draft\r", "/send\r"}, "/send answers #1 with it:", "alice: a\nb", ""},
		{"a change", room.Draft{Text: "mended\ntwice", Edit: 2}, []string{"/draft\r", "/send\r"}, "/send changes #2 to it:", "alice: mended\ntwice", ""},
		{"forgotten", room.Draft{Text: "half"}, []string{"/drop\r"}, "forgotten", "alice: mine", ""},
		{"dropped with ^C", room.Draft{Text: "half"}, []string{"/draft\r", "\x03"}, "half", "alice: mine", ""},
		{"left alone", room.Draft{Text: "half"}, nil, "half", "alice: mine", "half"},
		{"left alone, and more is typed", room.Draft{Text: "half"}, []string{"more"}, "half", "alice: mine", "half\nmore"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inWorld(t, func(t *testing.T, w *world) {
				alice, bob := w.person("alice"), w.person("bob")
				bob.say("lobby", "well?")
				alice.say("lobby", "mine")
				lobby, err := w.broker.Find(alice.id, room.Lobby)
				if err != nil {
					t.Fatal(err)
				}
				if err := w.broker.SaveDraft(t.Context(), alice.id, lobby.ID, tt.draft); err != nil {
					t.Fatal(err)
				}
				s := alice.enter(entry{echo: true, cols: 80})
				for _, typed := range tt.typed {
					s.types(typed)
				}
				s.shows(tt.shows)
				if said := w.said(alice, "lobby"); said[len(said)-1] != tt.said {
					t.Errorf("said is %q", said)
				}
				if end := s.keep(alice); end.Draft.Text != tt.left {
					t.Errorf("%q is left, want %q", end.Draft.Text, tt.left)
				}
				s = alice.enter(entry{echo: true, cols: 80})
				if got := strings.Contains(s.out.since(), "You have a draft"); got != (tt.left != "") {
					t.Errorf("a draft is offered: %v", got)
				}
			})
		})
	}
}

func TestADraftElsewhereIsTold(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice := w.person("alice")
		alice.do("room create ops")
		s := alice.enter(entry{room: "ops", echo: true})
		s.types("for ops\x1b[31m only")
		s.keep(alice)
		s = alice.enter(entry{echo: true})
		s.shows("You have drafts in: #ops")
		s.types("/rooms\r")
		s.shows("#ops  a draft of yours")
		s.types("/go ops\r")
		s.shows("You have a draft here", "for ops only")
	})
}

func TestADraftNeedsNoTerminal(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice := w.person("alice")
		s := alice.enter(entry{echo: true})
		s.types("half")
		s.keep(alice)
		s = alice.enter(entry{})
		for _, typed := range []string{"/draft\n", "/send\n", "/talk\n"} {
			s.types(typed)
		}
		w.wantSaid(alice, "lobby", "alice: half")
	})
}
