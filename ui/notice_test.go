package ui_test

import (
	"testing"

	"snug/text/lang"
	"snug/ui"
)

func TestNoticesAreShownInTheLanguageOfTheScreen(t *testing.T) {
	for _, l := range lang.All {
		t.Run(l.String(), func(t *testing.T) {
			notices := make(chan lang.Sentence, 2)
			notices <- lang.S("Your role on this server is %s now.", lang.Key("moderator"))
			notices <- lang.S("%s is not connected.", "mal\x1b[2Jlory\u202e")
			close(notices)
			seat := twoRooms()
			c := ui.Config{Chat: ui.Chat{Seat: seat, Host: &fakeHost{}, Room: seat.rooms[0].ID}, Lang: l, Notices: notices}
			inSession(t, c, 80, 24, func(s *session) {
				s.shows(l.T("Your role on this server is %s now.", lang.Key("moderator")), l.T("%s is not connected.", "mal[2Jlory"))
			})
		})
	}
}
