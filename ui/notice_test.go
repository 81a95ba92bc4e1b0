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
				})}
				notices <- ui.Notice{Text: lang.S("Your role on this server is %s now.", lang.Key("moderator"))} // before there is a room
				s.start(s.m.Init())
				s.send(tea.WindowSizeMsg{Width: 80, Height: 24})
				s.shows(l.T("Your role on this server is %s now.", lang.Key("moderator")))
				notices <- ui.Notice{Text: lang.S("%s is not connected.", "mal\x1b[2Jlory\u202e")}
				s.settle()
				s.shows(l.T("%s is not connected.", "mal[2Jlory"))
				s.say("still here")
				s.shows("still here")
			})
		})
	}
}
