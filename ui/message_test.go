package ui_test

import (
	"strings"
	"testing"
	"time"

	"snug/room"
	"snug/text/lang"
	"snug/ui"
	"snug/ui/screen"
)

// life is the lobby with everything that can happen to messages.
func life() *fakeSeat {
	at := func(hour, minute int) time.Time { return time.Date(2026, 11, 22, hour, minute, 0, 0, time.UTC) }
	alice, bob := room.Person{ID: 2, Name: "alice"}, room.Person{ID: 3, Name: "bob", Display: "Robert the Magnificent"}
	wang := room.Person{ID: 4, Name: "wangxm", Display: "王小明"}
	you := room.Person{ID: 1, Name: "you"}
	r := newLobby()
	r.Created = time.Date(2025, 3, 1, 0, 0, 0, 0, time.UTC)
	r.append(&room.Message{At: at(9, 12), Author: wang, Text: "早。我把**迁移脚本**写完了，请帮忙 review：https://example.com/d/42", Pinned: true})
	r.append(&room.Message{At: at(9, 13), Author: alice, Text: "我来跑一遍测试，给我十分钟。"})
	r.answer(r.msgs[1], 1)
	r.append(&room.Message{At: at(9, 16), Author: wang, Text: "```sql\nBEGIN;\nCREATE TABLE users_new (LIKE users INCLUDING ALL);\nCOMMIT;\n```"})
	r.append(&room.Message{At: at(9, 21), Author: bob, Text: "ok", Reactions: []room.Reaction{
		{Emoji: "+1", By: []room.UserID{1, 2, 4}}, {Emoji: "tada", By: []room.UserID{2}},
	}})
	r.append(&room.Message{At: at(9, 22), Author: alice, Deleted: at(9, 23)})
	r.append(&room.Message{At: at(9, 24), Author: alice, Text: "@you 能确认一下 #ops 的窗口时间吗？", Mentions: []room.UserID{1}})
	r.append(&room.Message{At: at(9, 25), Author: you, Text: "下午两点", Edited: at(9, 26)})
	r.answer(r.msgs[6], 6)
	r.append(&room.Message{At: at(9, 30), Author: bob, Text: "> 下午两点\nthe end is ||a spoiler||:\n- one\n- two"})
	return newFakeSeat(r)
}

func TestPartsOfAMessage(t *testing.T) {
	tests := []struct {
		name       string
		cols, rows int
		lang       lang.Lang
		emoji      bool
		want       []string
	}{
		{"wide", 120, 40, lang.English, false, []string{
			"09:12     王小明 早。我把迁移脚本写完了", "(pinned)", "09:13      alice > 王小明: 早。我把迁移脚本写完了",
			"09:21 Robert th~ ok", "[:+1: 3]   :tada: 1", "(deleted)", "! @you", "+-- 1 reply in thread, last 09:25 (t open)",
			"下午两点 (edited)", "[spoiler]", "start of #lobby, 2025-03-01", "2026-11-22 Sun",
		}},
		{"wide, Chinese", 120, 40, lang.Chinese, false, []string{
			"（已编辑）", "（已置顶）", "（已删除）", "+-- 话题中有 1 条回复，最后 09:25", "2026-11-22 星期日",
		}},
		{"medium", 80, 40, lang.English, false, []string{"09:13    alice > 王小明: ", "+-- 1 reply, last 09:25", "09:21 Robert ~ ok"}},
		{"inline", 50, 40, lang.English, false, []string{"09:13 alice > 王小明: ", "09:21 Robert the ~ ok", "11-22 Sun"}},
		{"inline, Chinese", 50, 40, lang.Chinese, false, []string{"- 11 月 22 日 -"}},
		{"compact", 30, 40, lang.English, false, []string{"alice > 王小明: ", "+-- 1 reply", "start of #lobby"}},
		{"emoji that the terminal draws", 80, 40, lang.English, true, []string{"[👍 3]   🎉 1"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := ui.Config{Chat: ui.Chat{Seat: life(), Host: &fakeHost{}, Room: lobby}, Lang: tt.lang, Caps: caps}
			c.Caps.EmojiOK = tt.emoji
			inSession(t, c, tt.cols, tt.rows, func(s *session) {
				s.shows(tt.want...)
				s.hides("a spoiler", "**")
			})
		})
	}
}

func TestWhatHappensToAMessageIsShown(t *testing.T) {
	tests := []struct {
		name         string
		change       func(*fakeSeat) error
		shows, hides []string
	}{
		{"an edit, also in quotes", func(s *fakeSeat) error {
			_, err := s.Edit(t.Context(), 1, "晚安。")
			return err
		}, []string{"晚安。 (edited)", "> 王小明: 晚安。"}, []string{"迁移脚本"}},
		{"a deletion, also in quotes", func(s *fakeSeat) error {
			_, err := s.Delete(t.Context(), 1)
			return err
		}, []string{"> 王小明: (deleted)"}, []string{"迁移脚本"}},
		{"a reaction", func(s *fakeSeat) error {
			_, err := s.React(t.Context(), 2, "eyes", true)
			return err
		}, []string{"[:eyes: 1]"}, nil},
		{"a pin that is taken out", func(s *fakeSeat) error {
			_, err := s.Pin(t.Context(), 1, false)
			return err
		}, nil, []string{"(pinned)"}},
		{"another answer", func(s *fakeSeat) error {
			return s.reply(2, 6, "and so on")
		}, []string{"+-- 2 replies", "> alice: @you"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			seat := life()
			inChat(t, seat, 80, 40, func(s *session) {
				if err := tt.change(seat); err != nil {
					t.Fatal(err)
				}
				s.settle()
				s.shows(tt.shows...)
				s.hides(tt.hides...)
			})
		})
	}
}

// reply has somebody answer a message of the entered room.
func (s *fakeSeat) reply(who room.UserID, to uint64, text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.entered.append(&room.Message{At: now, Author: room.Person{ID: who, Name: "alice"}, Text: text})
	s.entered.answer(m, to)
	s.news.Events = append(s.news.Events, room.Posted{Message: m, Root: s.entered.msgs[m.Root-1]})
	s.ring()
	return nil
}

func TestScreenStaysWhenAMessageAboveItGrows(t *testing.T) {
	seat := newFakeSeat(newLobby().fill(300, now))
	inChat(t, seat, 80, 24, func(s *session) {
		s.press("pgup")
		before := s.numbers()
		for _, seq := range []uint64{1, 150, 299} {
			if _, err := seat.Edit(t.Context(), seq, strings.Repeat("longer\n", 5)); err != nil {
				t.Fatal(err)
			}
		}
		s.settle()
		if after := s.numbers(); len(after) != len(before) || after[0] != before[0] {
			t.Errorf("the screen moved from %v to %v", before, after)
		}
	})
}

func TestIgnoredPeopleAreNotShown(t *testing.T) {
	seat := life()
	inChat(t, seat, 80, 40, func(s *session) {
		s.shows("CREATE TABLE", "> 王小明: 早")
		seat.tell(room.News{Ignored: []room.UserID{4}})
		s.settle()
		s.hides("CREATE TABLE", "迁移脚本")
		s.shows("> 王小明: (ignored)")
		s.press("esc", "g")
		if strings.Contains(s.chosen(), "王小明 早") {
			t.Error("a message that is not shown was chosen")
		}
		seat.tell(room.News{Ignored: []room.UserID{}})
		s.settle()
		s.shows("CREATE TABLE")
	})
}

func TestTimesAreThoseOfThePerson(t *testing.T) {
	for _, cols := range []int{120, 80, 50} {
		chat := ui.Chat{Seat: life(), Host: &fakeHost{}, Room: lobby, Settings: map[string]string{"clock": "12h", "tz": "Asia/Shanghai"}}
		inSession(t, ui.Config{Chat: chat}, cols, 40, func(s *session) {
			s.shows("5:12pm", "5:30pm")
			s.hides("09:12", "17:12")
			checkFrame(t, s.m.Frame(), caps.Method)
		})
	}
}

func TestWidthOfTextIsThePersonsChoice(t *testing.T) {
	seat := newFakeSeat(newLobby())
	chat := ui.Chat{Seat: seat, Host: &fakeHost{}, Room: lobby, Settings: map[string]string{"width": "40"}}
	inSession(t, ui.Config{Chat: chat, Caps: screen.Caps{Method: caps.Method}}, 120, 40, func(s *session) {
		seat.post(2, strings.Repeat("0123456789 ", 12))
		s.settle()
		s.shows("0123456789 0123456789 0123456789  ")
		s.hides("0123456789 0123456789 0123456789 0123456789")
	})
}
