package ui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"

	"snug/keys/sanction"
	"snug/room"
	"snug/text"
	"snug/text/lang"
	"snug/ui"
	"snug/ui/screen"
)

var me = room.Person{ID: 1, Name: "you"}

// inRoom is a session in a room of the village that one can be put out of.
func inRoom(t *testing.T, c ui.Config, test func(*session, *fakeSeat)) {
	t.Helper()
	seat := village()
	c.Chat = ui.Chat{Seat: seat, Host: &fakeHost{}, Room: 2}
	inSession(t, c, 170, 24, func(s *session) { test(s, seat) })
}

func (s *session) happen(seat *fakeSeat, events ...room.Event) {
	seat.tell(room.News{Events: events})
	s.settle()
}

func TestWhoIsPutOutIsToldAndTakenElsewhere(t *testing.T) {
	tests := []struct {
		name  string
		event room.Event
		want  string
	}{
		{"kicked", room.Kicked{Room: 2, Who: me, By: ann, At: now, Reason: "see rule 3"}, "ann has put you out of #books (see rule 3); ask its moderators"},
		{"kicked for nothing", room.Kicked{Room: 2, Who: me, By: ann, At: now}, "ann has put you out of #books (no reason was given)"},
		{
			"banned",
			room.Punished{Room: 2, Who: me, What: room.Ban, Is: sanction.Sanction{At: now, Until: now.Add(time.Hour), Reason: "spam"}, Left: true, By: ann, At: now},
			"ann has banned you from #books until 2026-11-22 10:35 UTC (spam)",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inRoom(t, ui.Config{}, func(s *session, seat *fakeSeat) {
				s.write("half a thought")
				s.happen(seat, tt.event)
				s.shows("#lobby | hello", "ann has", "Ctrl-Y brings your text back")
				s.press("enter")
				s.shows(tt.want)
				s.press("ctrl+y")
				s.shows("> half a thought")
			})
		})
	}
}

func TestOthersSeeWhatWasDone(t *testing.T) {
	mute := sanction.Sanction{At: now, Until: now.Add(time.Hour), Reason: "spam"}
	inRoom(t, ui.Config{}, func(s *session, seat *fakeSeat) {
		s.happen(seat,
			room.Punished{Room: 2, Who: bob, What: room.Mute, Is: mute, By: ann, At: now},
			room.Punished{Room: 2, Who: bob, What: room.Mute, By: ann, At: now},
			room.Kicked{Room: 2, Who: cyd, By: ann, At: now},
			room.Punished{Room: 2, Who: dave, What: room.Ban, Is: sanction.Sanction{At: now}, By: ann, At: now, Removal: room.Removal{Heir: bob.ID}},
			room.Punished{Room: 2, Who: dave, What: room.Ban, By: ann, At: now},
		)
		s.shows("* ann: 鲍勃 cannot write until 2026-11-22 10:35 (spam)", "* ann: 鲍勃 can write again", "* ann: cyd was put out of the room",
			"* ann: dave is banned from the room until somebody lifts it", "* 鲍勃 owns the room now", "* ann: dave may come into the room again", "#books")
	})
}

func TestPurgedMessagesAreGone(t *testing.T) {
	inRoom(t, ui.Config{}, func(s *session, seat *fakeSeat) {
		first, second := seat.post(3, "buy my coins"), seat.post(3, "buy them now")
		s.settle()
		s.shows("buy my coins", "buy them now")
		gone := func(m *room.Message) room.Changed {
			is := *m
			is.Text, is.Deleted, is.Removed = "", now, true
			return room.Changed{Message: &is, Change: room.WasDeleted, By: ann, At: now}
		}
		s.happen(seat, room.Purged{Room: 2, By: ann, At: now, Gone: []room.Changed{gone(second), gone(first)}})
		s.hides("buy my", "buy them")
		s.shows("* ann: 2 messages were deleted")
	})
}

func TestAMutedPersonSeesWhyAndUntilWhen(t *testing.T) {
	inRoom(t, ui.Config{}, func(s *session, seat *fakeSeat) {
		mute := sanction.Sanction{At: now, Until: now.Add(25 * time.Minute), ByName: "ann", Reason: "see rule 3"}
		s.happen(seat, room.Punished{Room: 2, Who: me, What: room.Mute, Is: mute, By: ann, At: now})
		s.shows("> muted by ann until 2026-11-22 10:00: see rule 3; a moderator can lift that")
		s.write("but")
		s.shows("> but", "muted by ann")
		s.press("ctrl+u")
		s.happen(seat, room.Punished{Room: 2, Who: me, What: room.Mute, By: ann, At: now})
		s.hides("muted by ann")
	})
}

func TestAMuteThatHasEndedIsNotShown(t *testing.T) {
	seat := village()
	seat.rooms[0].standing = room.Standing{In: true, Muted: sanction.Sanction{At: now.Add(-time.Hour), Until: now, ByName: "ann"}}
	inChat(t, seat, 80, 24, func(s *session) { s.hides("muted by") })
}

func TestALockdownIsSeenWhereOneWouldWrite(t *testing.T) {
	seat := village()
	seat.rooms[0].standing = room.Standing{In: true, Lockdown: true}
	inChat(t, seat, 120, 24, func(s *session) { s.shows("> the server is locked down until somebody lifts it") })
}

// TestNothingIsToldTwice has the server tell in words what an event has said.
func TestNothingIsToldTwice(t *testing.T) {
	inRoom(t, ui.Config{}, func(s *session, seat *fakeSeat) {
		s.happen(seat, room.Kicked{Room: 2, Who: me, By: ann, At: now, Reason: "spam"})
		s.notify(ui.Notice{Text: lang.S("%s has put you out of %s (%s); ask its moderators if you think that is wrong.", "ann", "#books", "spam")})
		said := 0
		for _, row := range s.rows() {
			if strings.Contains(row, "has put you out of") {
				said++
			}
		}
		if said != 1 {
			t.Errorf("it is said %d times:\n%s", said, s.text())
		}
	})
}

func TestGoldenAnnouncements(t *testing.T) {
	for _, colors := range []screen.Colors{screen.NoColor, screen.Colors256} {
		t.Run(fmt.Sprintf("colours %d", colors), func(t *testing.T) {
			seat := village()
			c := ui.Config{Caps: screen.Caps{Method: text.Grapheme, Colors: colors, Dark: true}, Chat: ui.Chat{
				Seat: seat, Host: &fakeHost{}, Room: lobby, MOTD: "Welcome to the village.\nBe kind.",
				Waited: []ui.Notice{
					{Text: lang.S("Announcement: %s", "We restart at ten."), Tone: ui.Warning},
					{Text: lang.S("Thank you: the staff has acted on your report %d about %s.", 3, "mallory")},
				},
			}}
			inSession(t, c, 80, 24, func(s *session) {
				for _, n := range []ui.Notice{{Text: lang.S("Announcement: %s", "Good morning."), Tone: ui.Info}, {Text: lang.S("Announcement: %s", "The disk is full!"), Tone: ui.Critical}} {
					s.notify(n)
				}
				golden.RequireEqual(t, grid(s.m.Frame()))
			})
		})
	}
}

// TestHostileModeration has people and reasons that a terminal would act on.
func TestHostileModeration(t *testing.T) {
	who := room.Person{ID: 9, Name: hostile, Display: hostile}
	bad := sanction.Sanction{At: now, Until: now.Add(time.Hour), ByName: hostile, Reason: hostile}
	for _, e := range []room.Event{
		room.Kicked{Room: 2, Who: who, By: who, At: now, Reason: hostile},
		room.Kicked{Room: 2, Who: me, By: who, At: now, Reason: hostile},
		room.Punished{Room: 2, Who: who, What: room.Mute, Is: bad, By: who, At: now},
		room.Punished{Room: 2, Who: me, What: room.Mute, Is: bad, By: who, At: now},
		room.Punished{Room: 2, Who: me, What: room.Ban, Is: bad, Left: true, By: who, At: now},
		room.Purged{Room: 2, By: who, At: now, Gone: []room.Changed{{Message: &room.Message{Room: 2, Seq: 1, Author: who, Text: hostile}}}},
		room.Purged{Room: 2, By: who},
	} {
		for _, in := range lang.All {
			inRoom(t, ui.Config{Lang: in}, func(s *session, seat *fakeSeat) {
				s.happen(seat, e)
				for cols := 18; cols < 125; cols += 7 {
					s.update(tea.WindowSizeMsg{Width: cols, Height: 24})
					checkFrame(t, s.m.Frame(), caps.Method)
				}
			})
		}
	}
}
