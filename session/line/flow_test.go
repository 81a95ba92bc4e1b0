package line_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"snug/text/lang"
	"snug/ui"
)

func TestWhatArrivesWaitsWhileOneTypes(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		notices := make(chan ui.Notice, 4)
		s := alice.enter(entry{echo: true, cols: 80, notices: notices})
		s.types("I think")
		s.out.since()
		bob.say("lobby", "too late")
		notices <- ui.Notice{Text: lang.S("%s", "a notice")}
		synctest.Wait()
		if got := s.out.since(); got != "" {
			t.Errorf("while something was typed came %q", got)
		}
		notices <- ui.Notice{Text: lang.S("%s", "fire"), Tone: ui.Critical}
		synctest.Wait()
		s.shows("-- !! fire")
		s.types(" so\r")
		s.shows("bob: too late", "-- a notice")
		w.wantSaid(bob, "lobby", "bob: too late", "alice: I think so")
	})
}

func TestWhatArrivesComesAtOnceIfThatIsWanted(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		s := alice.enter(entry{echo: true, cols: 80, chat: ui.Chat{Settings: map[string]string{"flow": "live"}}})
		s.types("I think")
		s.out.since()
		bob.say("lobby", "at once")
		s.shows("bob: at once", "I think")
	})
}

// An emptied row lets go what has waited, too.
func TestADroppedRowLetsGo(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		s := alice.enter(entry{echo: true})
		s.types("oops")
		bob.say("lobby", "hello")
		s.out.since()
		s.types("\x03")
		s.shows("bob: hello")
		w.wantSaid(bob, "lobby", "bob: hello")
	})
}

func TestTimes(t *testing.T) {
	tests := []struct {
		times string
		want  []string
	}{
		{"auto", []string{"-- 00:05 --", "bob: one", "bob: two", "-- 00:20 --", "bob: three", "-- 2000-01-02 00:30 --", "bob: four"}},
		{"on", []string{"-- 00:05 --", "00:05 bob: one", "00:06 bob: two", "00:20 bob: three", "-- 2000-01-02 00:30 --", "00:30 bob: four"}},
		{"off", []string{"bob: one", "bob: two", "bob: three", "bob: four"}},
	}
	for _, tt := range tests {
		t.Run(tt.times, func(t *testing.T) {
			inWorld(t, func(t *testing.T, w *world) {
				alice, bob := w.person("alice"), w.person("bob")
				s := alice.enter(entry{chat: ui.Chat{Settings: map[string]string{"times": tt.times}}})
				s.out.since()
				for _, said := range []struct {
					after time.Duration
					text  string
				}{{5 * time.Minute, "one"}, {time.Minute, "two"}, {14 * time.Minute, "three"}, {24*time.Hour + 10*time.Minute, "four"}} {
					time.Sleep(said.after)
					bob.say("lobby", said.text)
				}
				if got := strings.Split(strings.TrimSpace(s.out.since()), "\n"); strings.Join(got, "|") != strings.Join(tt.want, "|") {
					t.Errorf("printed was %q, want %q", got, tt.want)
				}
			})
		})
	}
}

func TestNumbersArePrintedIfWanted(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		s := alice.enter(entry{echo: true, chat: ui.Chat{Settings: map[string]string{"numbers": "on"}}})
		bob.say("lobby", "one")
		s.types("two\r")
		s.shows("1 bob: one", "2 alice: two")
	})
}

func TestWhatOfOtherRoomsIsPrinted(t *testing.T) {
	tests := []struct {
		announce       string
		named, unnamed bool
	}{
		{"mentions", true, false},
		{"all", true, true},
		{"none", false, false},
	}
	for _, tt := range tests {
		t.Run(tt.announce, func(t *testing.T) {
			inWorld(t, func(t *testing.T, w *world) {
				alice, bob := w.person("alice"), w.person("bob")
				bob.do("room create ops")
				alice.do("join ops")
				s := alice.enter(entry{chat: ui.Chat{Settings: map[string]string{"announce": tt.announce}}})
				s.out.since()
				bob.say("ops", "@alice help")
				if got := strings.Count(s.out.since(), "[#ops] bob: @alice help"); (got == 1) != tt.named || got > 1 {
					t.Errorf("a message that names the person came %d times", got)
				}
				bob.say("ops", "by the way")
				if got := strings.Count(s.out.since(), "[#ops] bob: by the way"); (got == 1) != tt.unnamed || got > 1 {
					t.Errorf("another message came %d times", got)
				}
				bob.do("msg alice psst")
				if got := strings.Contains(s.out.since(), "[@bob] psst"); got != tt.named {
					t.Errorf("a private message was printed: %v", got)
				}
			})
		})
	}
}

func TestManyMessagesOfAnotherRoomAreCounted(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		bob.do("room create ops")
		alice.do("join ops")
		s := alice.enter(entry{echo: true, chat: ui.Chat{Settings: map[string]string{"announce": "all"}}})
		s.types("hm")
		for range 12 {
			bob.say("ops", "noise")
		}
		s.out.since()
		s.types("\r")
		got := s.out.since()
		if strings.Count(got, "[#ops] bob: noise") != 5 || !strings.Contains(got, "(7 more in #ops; /go ops shows them)") {
			t.Errorf("printed was %q", got)
		}
	})
}

func TestInvitationsAreTold(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		bob.do("room create club --private")
		s := alice.enter(entry{})
		bob.do("invite club alice")
		s.shows("bob invites you to #club: /join club or /decline club")
		s.types("/rooms\n")
		s.shows("? bob invites you to #club")
		s.types("/talk\n")
		s.types("/join club\n")
		s.shows("you are in #club now")
	})
}

func TestTheBellRingsForMentionsAlone(t *testing.T) {
	for _, bell := range []string{"mentions", "off"} {
		inWorld(t, func(t *testing.T, w *world) {
			alice, bob := w.person("alice"), w.person("bob")
			s := alice.enter(entry{echo: true, chat: ui.Chat{Settings: map[string]string{"bell": bell}}})
			bob.say("lobby", "hello")
			if strings.Contains(s.out.since(), "\a") {
				t.Error("it rang for nothing")
			}
			bob.say("lobby", "@alice hello")
			bob.say("lobby", "@alice hello!")
			if got := strings.Count(s.out.since(), "\a"); (got == 1) != (bell == "mentions") {
				t.Errorf("with bell=%s it rang %d times", bell, got)
			}
		})
	}
}

func TestOthersHearThatOneTypes(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		alice, bob := w.person("alice"), w.person("bob")
		s := alice.enter(entry{echo: true})
		seat := bob.sit()
		seat.HearTyping(true)
		typists := func() int {
			time.Sleep(3 * time.Second)
			synctest.Wait()
			if n := seat.Pull(); n.Typing != nil {
				return len(n.Typing)
			}
			return -1
		}
		typists()
		s.types("hel")
		if n := typists(); n != 1 {
			t.Errorf("%d people type", n)
		}
		s.types("lo\r")
		if n := typists(); n != 0 {
			t.Errorf("after that %d people type", n)
		}
	})
}
