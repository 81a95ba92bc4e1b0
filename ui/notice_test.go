package ui_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"snug/text/lang"
	"snug/ui"
)

func TestNoticesAreShownInTheLanguageOfTheScreen(t *testing.T) {
	for _, l := range lang.All {
		t.Run(l.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				defer func() {
					cancel()
					synctest.Wait()
				}()
				notices := make(chan ui.Notice, 2) // of the bubble, which waits on it
				seat := twoRooms()
				s := &session{t: t, msgs: make(chan tea.Msg, 100), m: ui.New(ctx, ui.Config{
					Chat: ui.Chat{Seat: seat, Host: &fakeHost{}, Room: seat.rooms[0].ID}, Lang: l, Notices: notices,
					Now: func() time.Time { return now }, Zone: time.UTC, Caps: caps,
				}), notices: notices, bell: seat.ring}
				seat.ring()
				notices <- ui.Notice{Text: lang.S("Your role on this server is %s now.", lang.Key("moderator"))} // before there is a room
				s.start(s.m.Init())
				s.send(tea.WindowSizeMsg{Width: 80, Height: 24})
				s.shows(l.T("Your role on this server is %s now.", lang.Key("moderator")))
				s.notify(ui.Notice{Text: lang.S("%s is not connected.", "mal\x1b[2Jlory\u202e")})
				s.shows(l.T("%s is not connected.", "mal[2Jlory"))
				s.say("still here")
				s.shows("still here")
			})
		})
	}
}

func TestWhoComesIsToldWhatTheyMissed(t *testing.T) {
	seat := twoRooms()
	chat := ui.Chat{
		Seat: seat, Host: &fakeHost{}, Room: seat.rooms[0].ID,
		MOTD:   "Be kind.\nNo \x1b[31madverts.",
		Waited: []ui.Notice{{Text: lang.S("%s is not connected.", "mallory")}, {Text: lang.S("%s", "we move at ten"), Tone: ui.Critical}},
	}
	inSession(t, ui.Config{Chat: chat}, 80, 24, func(s *session) {
		s.shows("Be kind.", "No [31madverts.", "mallory is not connected.", "we move at ten")
	})
}
