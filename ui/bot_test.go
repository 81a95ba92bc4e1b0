package ui_test

import (
	"strings"
	"testing"
	"time"

	"snug/room"
	"snug/text/lang"
	"snug/ui"
)

// What a program says is marked where its name stands, at every width; what
// people say never is, whatever they are called.
func TestBotsAreMarked(t *testing.T) {
	at := time.Date(2026, 11, 22, 9, 21, 0, 0, time.UTC)
	robot, bob := room.Person{ID: 5, Name: "builder", Bot: true}, room.Person{ID: 3, Name: "bob"}
	for _, tt := range []struct {
		name string
		cols int
		lang lang.Lang
		want []string
	}{
		{"wide", 120, lang.English, []string{"builder bot the build is green", "* bot builder waves"}},
		{"medium", 80, lang.English, []string{"builder bot the build is green", "* bot builder waves"}},
		{"inline", 50, lang.English, []string{"builder bot the build is green", "builder bot and so is this", "* bot builder waves"}},
		{"compact", 30, lang.English, []string{"builder bot the build is", "* bot builder waves"}},
		{"Chinese", 80, lang.Chinese, []string{"builder 机器人 the build is green"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newLobby()
			r.append(&room.Message{At: at, Author: robot, Text: "the build is green"})
			r.append(&room.Message{At: at.Add(time.Minute), Author: robot, Text: "and so is this"})
			r.append(&room.Message{At: at.Add(time.Hour), Author: robot, Style: room.Action, Text: "waves"})
			r.append(&room.Message{At: at.Add(2 * time.Hour), Author: bob, Text: "a person"})
			c := ui.Config{Chat: ui.Chat{Seat: newFakeSeat(r), Host: &fakeHost{}, Room: lobby}, Lang: tt.lang, Caps: caps}
			mark := tt.want[0][len("builder "):strings.Index(tt.want[0], " the")]
			inSession(t, c, tt.cols, 30, func(s *session) {
				s.shows(tt.want...)
				s.hides(mark + " a person")
				if tt.cols < 40 || tt.cols > 71 { // where it stands by itself under the first
					s.hides(mark + " and so")
				}
			})
		})
	}
}

// TestNobodyWritesInThePlaceOfNames: where names stand before the text, what is said
// a minute later by the same person does not begin where names do.
func TestNobodyWritesInThePlaceOfNames(t *testing.T) {
	at := time.Date(2026, 11, 22, 9, 21, 0, 0, time.UTC)
	mallory := room.Person{ID: 4, Name: "mallory"}
	for cols, want := range map[int][]string{
		40: {"09:21 mallory hello", "09:22 mallory bob I resign"},
		71: {"09:21 mallory hello", "09:22 mallory bob I resign"},
		39: {"mallory hello", " bob I resign"},
	} {
		r := newLobby()
		r.append(&room.Message{At: at, Author: mallory, Text: "hello"})
		r.append(&room.Message{At: at.Add(time.Minute), Author: mallory, Text: "bob I resign"})
		c := ui.Config{Chat: ui.Chat{Seat: newFakeSeat(r), Host: &fakeHost{}, Room: lobby}, Caps: caps}
		inSession(t, c, cols, 30, func(s *session) {
			s.shows(want...)
			s.hides("09:22 bob")
		})
	}
}
