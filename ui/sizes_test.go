package ui_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/mattn/go-runewidth"
	"github.com/rivo/uniseg"

	"snug/room"
	"snug/text"
	"snug/text/lang"
	"snug/ui"
	"snug/ui/screen"
)

// checkFrame fails the test unless the frame keeps the painter's contract, as
// told by a width routine that is not ours.
func checkFrame(t *testing.T, f *screen.Frame, m text.Method) {
	t.Helper()
	if len(f.Rows) != f.Height {
		t.Fatalf("%dx%d: %d rows", f.Width, f.Height, len(f.Rows))
	}
	if c := f.Cursor; !c.Hidden && (c.Col < 0 || c.Row < 0 || c.Col >= f.Width || c.Row >= f.Height) {
		t.Fatalf("%dx%d: cursor at %d,%d", f.Width, f.Height, c.Col, c.Row)
	}
	for y, row := range f.Rows {
		end := 0
		for _, seg := range row {
			if seg.Col < end || seg.Col+seg.Room > f.Width {
				t.Fatalf("%dx%d row %d: segment %d+%d behind column %d", f.Width, f.Height, y, seg.Col, seg.Room, end)
			}
			end = seg.Col + seg.Room
			plain := stripStyles(t, seg.Text)
			if w := independentWidth(plain, m); w > seg.Room {
				t.Fatalf("%dx%d row %d: %d columns in %d: %q", f.Width, f.Height, y, w, seg.Room, plain)
			}
		}
	}
}

// stripStyles removes the styles, and fails the test on any other control.
func stripStyles(t *testing.T, s string) string {
	t.Helper()
	var out strings.Builder
	styled, link := false, ""
	for s != "" {
		if target, rest, ok := hyperlink(s); ok {
			if target != "" && link != "" {
				t.Fatalf("a link inside a link: %q", s)
			}
			link, s = target, rest
			continue
		}
		if rest, ok := strings.CutPrefix(s, "\x1b["); ok {
			code, after, found := strings.Cut(rest, "m")
			if !found || strings.Trim(code, "0123456789;") != "" {
				t.Fatalf("a sequence that is no style: %q", s)
			}
			styled, s = code != "", after
			continue
		}
		r := []rune(s)[0]
		if r < ' ' || r >= 0x7f && r < 0xa0 || text.Forbidden(r) {
			t.Fatalf("control %U in %q", r, s)
		}
		out.WriteRune(r)
		s = s[len(string(r)):]
	}
	if link != "" {
		t.Fatalf("a link is left open: %q", out.String())
	}
	if styled {
		t.Fatalf("attributes are left on: %q", out.String())
	}
	return out.String()
}

func independentWidth(s string, m text.Method) int {
	if m == text.Grapheme {
		return uniseg.StringWidth(s)
	}
	w := 0
	for _, r := range s {
		w += runewidth.RuneWidth(r)
	}
	return w
}

const hostile = "\x1b]0;owned\a\x1b[2J\x1b[31mred\x1bP1$r\x1b\\\x9b5m\u0085\u202e\u2028\rover\x00\x7f\u200b\ufeff e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\U000e0041 @you"

func hostileSeat() *fakeSeat {
	seat := demo()
	for _, s := range []string{hostile, "👨‍👩‍👧‍👦 ❤️ 🇨🇳 👍🏽 1️⃣", strings.Repeat("宽", 300), strings.Repeat("https://example.com/", 20), "a\tb\n\n\nc", "العربية ไทย"} {
		for _, style := range []room.Style{room.Plain, room.Action} {
			seat.rooms[1].append(&room.Message{At: now, Author: room.Person{ID: 7, Name: hostile}, Style: style, Text: s, Mentions: []room.UserID{1}})
		}
	}
	for i, m := range seat.rooms[1].msgs {
		again := *m
		again.Reply = &room.Quote{Seq: 1, Author: room.Person{ID: 7, Name: hostile}, Text: hostile}
		again.Root, again.Thread = 1, room.Thread{Replies: i, Last: now}
		again.Reactions = []room.Reaction{{Emoji: "+1", By: []room.UserID{1}}, {Emoji: hostile, By: []room.UserID{2}}}
		again.Edited, again.Pinned = now, true
		if i > 10 {
			seat.rooms[1].msgs[i] = &again
		}
	}
	seat.rooms[1].Topic, seat.rooms[2].Name = hostile, hostile
	seat.rooms[1].present = append(seat.rooms[1].present, room.Presence{Person: room.Person{ID: 8, Name: hostile}})
	return seat
}

func TestTrap5HostileTextAtEverySize(t *testing.T) {
	signUp := func() *ui.SignUp {
		s := newSignUp(nil)
		s.Suggested, s.Fingerprint = "汉字"+hostile, hostile
		return s
	}
	states := []struct {
		name    string
		config  func() ui.Config
		prepare func(*session)
	}{
		{"sign-up", func() ui.Config { return ui.Config{SignUp: signUp()} }, func(*session) {}},
		{"chat", func() ui.Config {
			return ui.Config{Chat: ui.Chat{Seat: hostileSeat(), Host: &fakeHost{}, Room: 2}}
		}, func(*session) {}},
		{"long draft, scrolled up, an error", func() ui.Config {
			return ui.Config{Chat: ui.Chat{Seat: hostileSeat(), Host: &fakeHost{}, Room: 2}}
		}, func(s *session) {
			s.send(screen.Paste{Text: strings.Repeat("很长的草稿 and words 👨‍👩‍👧‍👦\n", 12)})
			s.press("pgup", "alt+9")
		}},
		{"undelivered", func() ui.Config {
			seat := hostileSeat()
			seat.sayErr = &room.Refusal{Kind: room.ErrUnavailable, Text: lang.S("%s", hostile)}
			return ui.Config{Chat: ui.Chat{Seat: seat, Host: &fakeHost{}, Room: 2}}
		}, func(s *session) { s.say("这条消息没有送到") }},
		{"chosen, with hits and a menu", func() ui.Config {
			return ui.Config{Chat: ui.Chat{Seat: hostileSeat(), Host: &fakeHost{}, Room: 2}}
		}, func(s *session) {
			s.press("ctrl+f")
			s.write("red")
			s.press("enter", "enter", "up", "enter")
		}},
		{"a thread", func() ui.Config {
			return ui.Config{Chat: ui.Chat{Seat: hostileSeat(), Host: &fakeHost{}, Room: 2}}
		}, func(s *session) { s.press("esc", "t") }},
		{"reply and help", func() ui.Config {
			host := &fakeHost{replies: map[string]ui.Reply{"who": {Text: hostile}, "help": {Text: strings.Repeat(hostile+"\n", 50)}}}
			return ui.Config{Chat: ui.Chat{Seat: hostileSeat(), Host: host, Room: 2}}
		}, func(s *session) {
			s.say("/who")
			s.press("f1")
		}},
	}
	for _, st := range states {
		for _, method := range []text.Method{text.WcWidth, text.Grapheme} {
			t.Run(fmt.Sprintf("%s, method %d", st.name, method), func(t *testing.T) {
				c := st.config()
				c.Caps = screen.Caps{Method: method, Colors: screen.Colors16}
				inSession(t, c, 100, 30, func(s *session) {
					st.prepare(s)
					// Every width meets all low heights and one of seven of the others;
					// the next width meets the next of these.
					for cols := range 131 {
						for rows := 0; rows < 46; rows++ {
							if rows > 5 && rows%7 != cols%7 {
								continue
							}
							s.update(tea.WindowSizeMsg{Width: cols, Height: rows})
							checkFrame(s.t, s.m.Frame(), method)
						}
					}
				})
			})
		}
	}
}

func TestResizeToNothingAndBack(t *testing.T) {
	for _, prepare := range []func(*session){
		func(*session) {},
		func(s *session) { s.write("一些文字") },
		func(s *session) { s.press("pgup", "pgup") },
		func(s *session) { s.press("f1") },
	} {
		seat := newFakeSeat(newLobby().fill(900, now))
		inChat(t, seat, 200, 60, func(s *session) {
			prepare(s)
			before := grid(s.m.Frame())
			for _, size := range [][2]int{{80, 24}, {1, 1}, {0, 0}, {20, 5}, {50, 7}, {200, 60}} {
				s.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			}
			if after := grid(s.m.Frame()); after != before {
				t.Errorf("before:\n%s\nafter:\n%s", before, after)
			}
		})
	}
}

func TestFirstFrameComesBeforeTheSize(t *testing.T) {
	for _, c := range []ui.Config{{SignUp: newSignUp(nil)}, {Chat: ui.Chat{Seat: twoRooms(), Host: &fakeHost{}, Room: lobby}}} {
		m := ui.New(t.Context(), c)
		checkFrame(t, m.Frame(), text.WcWidth)
		if v := m.View(); v.Content != "" {
			t.Errorf("a view of nothing: %q", v.Content)
		}
	}
}

// TestCursorFollowsWideCharacters types and compares the cursor with the
// columns that another routine counts.
func TestCursorFollowsWideCharacters(t *testing.T) {
	for _, typed := range []string{"", "abc", "你好", "你好abc", "e\u0301a", "ｆｕｌｌ", "한국어"} {
		inChat(t, twoRooms(), 80, 24, func(s *session) {
			s.send(screen.Paste{Text: typed})
			f := s.m.Frame()
			if want := len(" > ") + uniseg.StringWidth(typed); f.Cursor.Col != want || f.Cursor.Row != 22 || f.Cursor.Hidden {
				t.Errorf("%q: cursor at %d,%d, want %d,22", typed, f.Cursor.Col, f.Cursor.Row, want)
			}
		})
	}
}
