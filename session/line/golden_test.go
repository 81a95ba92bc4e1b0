package line_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"snug/room"
	"snug/text/lang"
	"snug/ui"
)

// TestTranscripts is a day of two people, as one of them hears it.
func TestTranscripts(t *testing.T) {
	for _, in := range []lang.Lang{lang.English, lang.Chinese} {
		for _, echo := range []bool{false, true} {
			t.Run(fmt.Sprintf("%v echo %v", in, echo), func(t *testing.T) {
				inWorld(t, func(t *testing.T, w *world) {
					alice, bob := w.person("alice"), w.person("bob")
					bob.do("room create ops")
					alice.do("join ops")
					bob.say("lobby", "good morning")
					bob.say("ops", "@alice the disk is full")
					alice.say("lobby", "早上好，bob！\n第二行")
					cols, rows := 0, 0
					if echo {
						cols, rows = 60, 24
					}
					s := alice.enter(entry{lang: in, echo: echo, cols: cols, rows: rows, chat: ui.Chat{
						MOTD:   "Be kind.\nBe short.",
						Waited: []ui.Notice{{Text: lang.S("the server restarts at noon"), Tone: ui.Warning}},
					}})
					aDay(t, alice, bob, s)
					golden.RequireEqual(t, s.out.golden())
				})
			})
		}
	}
}

// aDay is what happens.
func aDay(t *testing.T, alice, bob *person, s *session) {
	enter := "\n"
	if s.out.echo {
		enter = "\r"
	} else {
		s.types("hello?\n")
		s.types("/talk\n")
	}
	line := func(typed string) { s.types(typed + enter) }
	line("你好 world")
	bob.say("lobby", "one\ntwo\nthree")
	time.Sleep(20 * time.Minute)
	m := bob.say("lobby", "a much longer message which does not fit into one row of a terminal of sixty columns 而且还有中文")
	bob.do(fmt.Sprintf("edit lobby#%d short", m.Seq))
	bob.do("react lobby#3 +1")
	bob.do("me set lang en")
	bob.do("topic ops Disks and such")
	line("/react ^ tada")
	line("/reply me too")
	line("//starts with a slash")
	line("/me waves")
	bob.say("ops", "@alice are you there?")
	line("/rooms")
	line("/go 2")
	line("/who")
	bob.do("topic ops Other things")
	line("/history")
	line("/back")
	line("/edit ! 改过了")
	line("/delete !")
	line("y")
	line("/delete ^")
	line("/search morning")
	line("/links")
	line("/pins")
	line("/jion ops")
	line("/bare")
	line("/go nowhere")
	line("/set lang en")
	line("/keys")
	line("/quit")
	if err := s.end(); err != nil {
		t.Errorf("the session ended with %v", err)
	}
	if r, err := alice.w.broker.Find(alice.id, room.Lobby); err != nil || s.last.Room != r.ID {
		t.Errorf("the session ended in room %d", s.last.Room)
	}
}
