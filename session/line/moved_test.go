package line_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"snug/text/lang"
	"snug/ui"
)

// Whoever is in a room no more is told why, is in another one, and does not say
// there by accident what was meant for the first.
func TestWhoIsPutOutSaysNothingElsewhereByAccident(t *testing.T) {
	tests := []struct {
		name  string
		do    func(alice, bob *person)
		shows string
	}{
		{"kicked", func(_, bob *person) { bob.do("kick cellar alice --reason noise") }, "bob has put you out of #cellar (noise)"},
		{"banned", func(_, bob *person) { bob.do("ban cellar alice") }, "bob has banned you from #cellar"},
		{"the room is deleted", func(_, bob *person) { bob.do("room delete cellar --yes") }, "#cellar was deleted by bob"},
		{"left in another session", func(alice, _ *person) { alice.do("leave cellar") }, "you are not in #cellar any more"},
	}
	for _, tt := range tests {
		for _, echo := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s echo %v", tt.name, echo), func(t *testing.T) {
				inWorld(t, func(t *testing.T, w *world) {
					alice, bob := w.person("alice"), w.person("bob")
					bob.do("room create cellar")
					alice.do("join cellar")
					s := alice.enter(entry{room: "cellar", echo: echo})
					enter := "\r"
					if !echo {
						enter = "\n"
						s.types("/talk\n")
					} else {
						s.types("the secret") // so that news have to wait
					}
					s.out.since()
					tt.do(alice, bob)
					if !echo {
						s.types("the secret")
					}
					s.types(enter)
					s.types(enter) // again, if it came back into the row
					s.shows(tt.shows, "you are in #lobby now", "Not said: you are in #lobby now")
					w.wantSaid(bob, "lobby")
					s.types("/send" + enter)
					w.wantSaid(bob, "lobby", "alice: the secret")
					s.types("and more" + enter)
					w.wantSaid(bob, "lobby", "alice: the secret", "alice: and more")
				})
			})
		}
	}
}

func TestGoingByOneselfNeedsNoQuestion(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		bob.do("room create cellar")
		alice.do("join cellar")
		s := alice.enter(entry{room: "cellar", echo: true})
		s.types("/leave\r")
		s.types("hello lobby\r")
		w.wantSaid(bob, "lobby", "alice: hello lobby")
	})
}

func TestWhoIsShutOutIsTold(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice := w.person("alice")
		s := alice.enter(entry{echo: true})
		s.types("half a sen")
		suspended := errors.New("suspended")
		s.stop(suspended)
		<-s.ended
		if !errors.Is(s.err, suspended) {
			t.Errorf("it ends with %v", s.err)
		}
		w.wantSaid(alice, "lobby")
	})
}

// The server tells the same as the room does; it is said once.
func TestWhatIsToldTwiceIsSaidOnce(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		bob.do("room create cellar")
		alice.do("join cellar")
		notices := make(chan ui.Notice, 4)
		s := alice.enter(entry{room: "cellar", notices: notices})
		s.out.since()
		bob.do("kick cellar alice")
		notices <- ui.Notice{Text: lang.S("%s has put you out of %s (%s); ask its moderators if you think that is wrong.", "bob", "#cellar", lang.Key("no reason was given"))}
		synctest.Wait()
		if got := s.out.since(); strings.Count(got, "has put you out") != 1 {
			t.Errorf("printed was %q", got)
		}
	})
}

func TestRoomEventsAreSentences(t *testing.T) {
	tests := []struct{ line, shows string }{
		{"topic cellar Wine", "-- bob: the topic is: Wine"},
		{"role cellar cyd moderator", "-- bob: cyd is a moderator now"},
		{"slow cellar 10s", "-- bob: slow mode: a member writes once in 10 s"},
		{"kick cellar cyd --reason 'too loud'", "-- bob: cyd was put out of the room (too loud)"},
		{"mute cellar cyd", "-- bob: cyd cannot write until"},
		{"ban cellar cyd", "-- bob: cyd is banned from the room"},
		{"transfer cellar cyd --yes", "cyd owns the room now"},
		{"room rename cellar attic", "-- bob: the room is called #attic now"},
		{"archive cellar", "-- bob: the room is archived: it is only read now"},
		{"pin cellar#1", "-- bob has pinned #1"},
		{"delete cellar#1 --yes", "-- bob has deleted #1"},
	}
	for _, tt := range tests {
		t.Run(tt.line, func(t *testing.T) {
			inWorld(t, func(t *testing.T, w *world) {
				alice, bob, cyd := w.person("alice"), w.person("bob"), w.person("cyd")
				bob.do("room create cellar")
				alice.do("join cellar")
				cyd.do("join cellar")
				cyd.say("cellar", "hello")
				cyd.enter(entry{room: "cellar"})
				s := alice.enter(entry{room: "cellar"})
				s.out.since()
				bob.do(tt.line)
				s.shows(tt.shows)
			})
		})
	}
}

func TestComingAndGoing(t *testing.T) {
	for joins, want := range map[string][2]bool{"none": {false, false}, "smart": {false, true}, "all": {true, true}} {
		t.Run(joins, func(t *testing.T) {
			inWorld(t, func(t *testing.T, w *world) {
				alice, bob, cyd := w.person("alice"), w.person("bob"), w.person("cyd")
				bob.do("room create cellar")
				alice.do("join cellar")
				s := alice.enter(entry{room: "cellar", chat: ui.Chat{Settings: map[string]string{"joins": joins}}})
				s.out.since()
				cyd.do("join cellar")
				if got := strings.Contains(s.out.since(), "+ cyd joined"); got != want[0] {
					t.Errorf("that somebody joined was told: %v", got)
				}
				cyd.say("cellar", "hello")
				cyd.do("leave cellar")
				if got := strings.Contains(s.out.since(), "- cyd left"); got != want[1] {
					t.Errorf("that somebody who had spoken left was told: %v", got)
				}
			})
		})
	}
}

func TestANewRoomIsGoneTo(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice := w.person("alice")
		s := alice.enter(entry{echo: true})
		s.types("/room create attic\r")
		s.shows("you are in #attic now", "#attic> ")
		s.types("first!\r")
		s.types("/quit\r")
		<-s.ended
		if r, err := w.broker.Find(alice.id, "attic"); err != nil || s.last.Room != r.ID {
			t.Errorf("the last room is %d: %v", s.last.Room, err)
		}
		w.wantSaid(alice, "attic", "alice: first!")
	})
}

// Each prompt is read out: there is one below an answer, with the name that the
// room has by then, and none behind what was typed when the session broke off.
func TestPromptsAreNotReadTwice(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		bob.do("room create cellar")
		alice.do("join cellar")
		s := alice.enter(entry{room: "cellar", echo: true, cols: 80})
		s.out.since()
		bob.do("room rename cellar vault")
		if got := s.out.since(); !strings.HasSuffix(got, "is called #vault now\r\n#vault> ") {
			t.Errorf("the new name comes as %q", got)
		}
		s.types("/dm bob\r")
		if got := s.out.since(); strings.Count(got, "> ") != 1 || !strings.HasSuffix(got, "\n@bob> ") {
			t.Errorf("going elsewhere comes as %q", got)
		}
		s.types("half")
		s.out.since()
		s.stop(errors.New("stopping"))
		<-s.ended
		if got := s.out.since(); got != "\r\n" {
			t.Errorf("at the end comes %q", got)
		}
	})
}

// A notice that waits while something is typed, and the event that tells the same,
// are one thing.
func TestBeingPutOutIsToldOnce(t *testing.T) {
	for _, typed := range []string{"", "half a sentence"} {
		inWorld(t, func(t *testing.T, w *world) {
			alice, bob := w.person("alice"), w.person("bob")
			bob.do("room create cellar")
			alice.do("join cellar")
			notices := make(chan ui.Notice, 2)
			s := alice.enter(entry{room: "cellar", echo: true, notices: notices})
			s.types(typed)
			bob.do("kick cellar alice --reason noise")
			notices <- ui.Notice{Text: lang.S("%s has put you out of %s (%s); ask its moderators if you think that is wrong.", "bob", "#cellar", "noise"), Tone: ui.Info}
			synctest.Wait()
			s.types("\r")
			if n := strings.Count(s.out.since(), "bob has put you out"); n != 1 {
				t.Errorf("with %q typed it is told %d times", typed, n)
			}
			for range 2 {
				notices <- ui.Notice{Text: lang.S("tea is ready"), Tone: ui.Info}
			}
			synctest.Wait()
			if n := strings.Count(s.out.since(), "tea is ready"); n != 2 {
				t.Errorf("what is announced twice is told %d times", n)
			}
		})
	}
}

func TestARoomIsReadOutOnce(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		bob.do("room create cellar")
		alice.do("join cellar")
		bob.say("lobby", "old")
		s := alice.enter(entry{echo: true})
		s.shows("bob: old")
		s.types("/go cellar\r")
		bob.say("lobby", "new")
		s.out.since()
		s.types("/back\r")
		if got := s.out.since(); strings.Contains(got, "old") || !strings.Contains(got, "bob: new") {
			t.Errorf("coming back shows %q", got)
		}
		s.types("/reply me too\r")
		w.wantSaid(bob, "lobby", "bob: old", "bob: new", "alice: me too")
	})
}
