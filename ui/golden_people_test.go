package ui_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"snug/room"
	"snug/text"
	"snug/text/lang"
	"snug/ui"
	"snug/ui/screen"
)

// revised is what happens to a room in every way.
func revised(seat *fakeSeat) room.Revised {
	seat.mu.Lock()
	defer seat.mu.Unlock()
	was := seat.rooms[1].Room
	is := was
	is.Name, is.Topic, is.Description, is.Archived, is.Owner = "novels", "long ones", "a club", now, bob.ID
	is.Settings = room.Settings{
		InviteOnly: true, Announce: true, OpenTopic: true, Slow: time.Minute, History: room.HistoryJoined,
		KeepFor: 30 * 24 * time.Hour, KeepLast: 1000, MaxMembers: 20,
	}
	seat.rooms[1].Room = is
	return room.Revised{Was: was, Is: is, By: ann, At: now}
}

// peopleStates are what the screen shows of people, rooms and conversations.
var peopleStates = []struct {
	name  string
	start room.ID
	act   func(*session, *fakeSeat)
}{
	{"sections", 1, func(*session, *fakeSeat) {}},
	{"rooms", 1, func(s *session, _ *fakeSeat) { s.press("f7") }},
	{"room", 2, func(*session, *fakeSeat) {}},
	{"members", 2, func(s *session, _ *fakeSeat) { s.press("f8") }},
	{"person", 2, func(s *session, _ *fakeSeat) { s.press("esc", "w") }},
	{"direct", 20, func(*session, *fakeSeat) {}},
	{"group", 22, func(*session, *fakeSeat) {}},
	{"notes", 23, func(*session, *fakeSeat) {}},
	{"announce", 3, func(*session, *fakeSeat) {}},
	{"archived", 4, func(s *session, _ *fakeSeat) { s.write("once more") }},
	{"revised", 2, func(s *session, seat *fakeSeat) {
		seat.tell(room.News{Events: []room.Event{
			revised(seat),
			room.Appointed{Room: 2, Who: cyd, Role: room.Moderator, By: ann, At: now},
			room.Appointed{Room: 2, Who: bob, Role: room.Member, By: ann, At: now},
		}})
		s.settle()
	}},
	{"trimmed", 1, func(s *session, seat *fakeSeat) {
		seat.post(2, "still here")
		seat.tell(room.News{Events: []room.Event{room.Trimmed{Room: 1, UpTo: 2}}})
		s.settle()
	}},
	{"deleted", 2, func(s *session, seat *fakeSeat) {
		s.write("my thoughts")
		gone := seat.rooms[1].Room
		seat.rooms = slices.Delete(seat.rooms, 1, 2)
		seat.tell(room.News{Rooms: seat.listings(), Events: []room.Event{room.Discarded{Room: gone, By: ann, At: now}}})
		s.settle()
	}},
	{"slow", 2, func(s *session, seat *fakeSeat) {
		s.say("first")
		seat.sayErr = &room.Refusal{Kind: room.ErrLimited, Text: lang.S("you can write again")}
		s.write("second")
		s.update(key("enter"))
		s.settle()
	}},
	{"switcher", 1, func(s *session, _ *fakeSeat) { s.press("ctrl+k"); s.write("bo") }},
	{"gone", 1, func(s *session, seat *fakeSeat) {
		seat.tell(room.News{Events: []room.Event{
			room.Posted{Message: &room.Message{Room: 1, Seq: 3, At: now, Author: ann, Text: "yes", Reply: &room.Quote{Seq: 1, Deleted: true}, Root: 1}},
			room.Posted{Message: &room.Message{Room: 1, Seq: 4, At: now, Author: cyd, Deleted: now, Removed: true}},
			room.Posted{Message: &room.Message{Room: 1, Seq: 5, At: now, Author: ann, Text: "@here ＠所有人看 lunch", Mentions: []room.UserID{1}}},
		}})
		s.settle()
	}},
}

func TestGoldenPeople(t *testing.T) {
	for _, st := range peopleStates {
		for _, size := range []struct{ cols, rows int }{{120, 40}, {80, 24}, {30, 10}} {
			for _, in := range lang.All {
				t.Run(fmt.Sprintf("%s %dx%d %s", strings.ReplaceAll(st.name, " ", "-"), size.cols, size.rows, in), func(t *testing.T) {
					seat := village()
					c := ui.Config{
						Chat: ui.Chat{Seat: seat, Host: &fakeHost{}, Room: st.start}, Lang: in,
						Caps: screen.Caps{Method: text.Grapheme, Colors: screen.Colors256, Dark: true},
					}
					inSession(t, c, size.cols, size.rows, func(s *session) {
						st.act(s, seat)
						checkFrame(t, s.m.Frame(), text.Grapheme)
						golden.RequireEqual(t, grid(s.m.Frame()))
					})
				})
			}
		}
	}
}
