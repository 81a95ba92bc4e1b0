package ui_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"snug/room"
	"snug/text"
	"snug/text/lang"
	"snug/ui"
	"snug/ui/screen"
)

// A viewer is somebody who looks at messages that others look at too.
type viewer struct {
	name       string
	me         room.Person
	ignored    []room.UserID
	settings   map[string]string
	caps       screen.Caps
	lang       lang.Lang
	cols, rows int
	keys       []string
}

// sees is the screen of somebody in a room with these messages.
func (v viewer) sees(t *testing.T, msgs []*room.Message) string {
	t.Helper()
	talk := newLobby()
	for _, m := range msgs {
		talk.msgs, talk.Last = append(talk.msgs, m), m.Seq
	}
	talk.read = talk.Last
	seat := newFakeSeat(talk)
	seat.me, seat.ignored = v.me, v.ignored
	var shown string
	c := ui.Config{
		Chat: ui.Chat{Seat: seat, Host: &fakeHost{}, Room: lobby, Settings: v.settings},
		Caps: v.caps, Lang: v.lang,
	}
	inSession(t, c, v.cols, v.rows, func(s *session) {
		s.press(v.keys...)
		shown = fmt.Sprintf("%+q", fmt.Sprint(s.m.Frame().Rows))
	})
	return shown
}

// messagesForAll are messages that look different to different people.
func messagesForAll() []*room.Message {
	ann, bob, eve := room.Person{ID: 1, Name: "ann"}, room.Person{ID: 2, Name: "bob"}, room.Person{ID: 3, Name: "eve", Display: "伊芙"}
	list := []*room.Message{
		{Author: eve, Text: "@ann and @bob: the end is ||everybody lives|| … ☆ 👨‍👩‍👧 " + longLine, Mentions: []room.UserID{ann.ID, bob.ID}},
		{Author: eve, Text: "for @ann only", Mentions: []room.UserID{ann.ID}, Reactions: []room.Reaction{{Emoji: "+1", By: []room.UserID{ann.ID}}, {Emoji: "tada", By: []room.UserID{bob.ID, eve.ID}}}},
		{Author: bob, Text: "I disagree", Reply: &room.Quote{Seq: 1, Author: eve, Text: "the end"}, Root: 1, Edited: now, Pinned: true},
		{Author: ann, Style: room.Action, Text: "waves", Thread: room.Thread{Replies: 2, Last: now}},
	}
	for i, m := range list {
		m.ID, m.Room, m.Seq, m.At = room.NewCommandID(), lobby, uint64(i+1), now.Add(time.Duration(i)*time.Hour)
	}
	return list
}

const longLine = "and a line that is long enough to be wrapped at every width that anybody has here, or so one hopes"

// TestSharedRowsShowNobodyTheViewOfAnother has people who differ in one thing
// look at the same messages, one after the other and in the other order. Rows
// are shared by the message, so a copy of it shows what they see alone.
func TestSharedRowsShowNobodyTheViewOfAnother(t *testing.T) {
	base := viewer{name: "ann", me: room.Person{ID: 1, Name: "ann"}, caps: caps, cols: 80, rows: 30}
	but := func(name string, change func(*viewer)) viewer {
		v := base
		v.name = name
		change(&v)
		return v
	}
	set := func(name, value string) viewer {
		return but(name+" "+value, func(v *viewer) { v.settings = map[string]string{name: value} })
	}
	viewers := []viewer{
		base,
		but("bob", func(v *viewer) { v.me = room.Person{ID: 2, Name: "bob"} }),
		but("a stranger", func(v *viewer) { v.me = room.Person{ID: 9, Name: "zoe"} }),
		but("who ignores eve", func(v *viewer) { v.ignored = []room.UserID{3} }),
		but("in Chinese", func(v *viewer) { v.lang = lang.Chinese }),
		but("on a screen a little narrower", func(v *viewer) { v.cols = 76 }),
		but("on a narrow screen", func(v *viewer) { v.cols = 50 }),
		but("on a wide screen", func(v *viewer) { v.cols = 130 }),
		but("with emoji, code point by code point", func(v *viewer) { v.caps.Method, v.caps.EmojiOK = text.WcWidth, true }),
		but("with emoji", func(v *viewer) { v.caps.EmojiOK = true }),
		but("who chose the first", func(v *viewer) { v.keys = []string{"esc", "home"} }),
		but("with spoilers shown", func(v *viewer) { v.keys = []string{"esc", "home", "s"} }),
		set("clock", "12h"), set("tz", "Asia/Shanghai"), set("width", "30"),
		set("theme", "light"), set("colors", "none"), set("ambiguous", "wide"),
	}
	shared, seen := messagesForAll(), make(map[string]string)
	for range 2 {
		for _, v := range viewers {
			got, alone := v.sees(t, shared), v.sees(t, copies(shared))
			if got != alone {
				t.Errorf("%s sees\n%s\nand alone\n%s", v.name, got, alone)
			}
			if same, ok := seen[alone]; ok && same != v.name {
				t.Errorf("%s and %s see the same, so that this tests nothing", v.name, same)
			}
			seen[alone] = v.name
		}
		slices.Reverse(viewers)
	}
}

func copies(msgs []*room.Message) []*room.Message {
	out := make([]*room.Message, len(msgs))
	for i, m := range msgs {
		again := *m
		out[i] = &again
	}
	return out
}
