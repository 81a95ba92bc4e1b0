package ui_test

import (
	"fmt"
	"strings"
	"testing"

	"snug/room"
	"snug/text"
)

func TestCompletion(t *testing.T) {
	tests := []struct {
		name  string
		typed string
		keys  []string
		holds string
	}{
		{"Tab puts the first in", "/jo", []string{"tab"}, "/join "},
		{"a full-width slash", "／jo", []string{"tab"}, "/join "},
		{"the mark on the slash key of an input method", "、jo", []string{"tab"}, "/join "},
		{"a Chinese name of a command", "/加", []string{"tab"}, "/加入 "},
		{"the name of a room as an argument", "/join gol", []string{"tab"}, "/join golang "},
		{"the value of a setting", "/set theme da", []string{"tab"}, "/set theme dark "},
		{"a mention", "hi @ali", []string{"tab"}, "hi @alice "},
		{"a full-width sign", "你好＠ali", []string{"tab"}, "你好@alice "},
		{"a person by pinyin", "@zzll", []string{"tab"}, "@wang "},
		{"a room", "see #op", []string{"tab"}, "see #ops "},
		{"an emoji", ":tad", []string{"tab"}, ":tada: "},
		{"a name without a sign, at the start of a line", "ali", []string{"tab"}, "@alice: "},
		{"Down is the first, Up then the last", "@", []string{"down", "up"}, "@carol "},
		{"Enter keeps what was put in", "@ali", []string{"tab", "enter"}, "@alice "},
		{"Esc takes back what was put in", "@ca", []string{"tab", "tab", "esc"}, "@ca"},
		{"nothing fits", "@qqqq", []string{"tab"}, "@qqqq"},
		{"nothing to complete", "", []string{"tab"}, ""},
		{"an argument that is text offers nothing", "/me w", []string{"down"}, "/me w"},
		{"two slashes are no command", "//jo", []string{"down"}, "//jo"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newPlace()
			p.run(t, func(s *session) {
				s.write(tt.typed)
				s.press(tt.keys...)
				s.holds(tt.holds)
				if n := len(p.said()); n > 0 {
					t.Errorf("%d messages were sent", n)
				}
			})
		})
	}
}

func TestPopupOpensByItselfAndFollowsWhatIsTyped(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		s.write("/")
		s.shows("commands", "/join", "/who", "Become a member of a room.")
		s.shows("Tab take  Enter send") // nothing is chosen that Enter could take
		s.press("tab")
		s.shows("Tab next  Enter take")
		s.press("shift+tab", "esc", "backspace")
		s.write("/wh")
		s.shows("/who")
		s.hides("/join")
		s.press("backspace", "backspace")
		s.shows("/join")
		s.press("left")
		s.hides("/join")
	})
}

func TestRefusedCompletionStaysAway(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		s.write("@a")
		s.shows("@alice")
		s.press("esc")
		s.write("l")
		s.hides("@alice")
		s.press("tab")
		s.holds("@alice ")
		s.write("@b")
		s.shows("@bob")
	})
}

func TestEnterSendsWhenNothingWasPutIn(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		s.write("ask @bo")
		s.shows("@bob")
		s.press("enter")
		if got := p.said(); len(got) != 1 || got[0] != "lobby: ask @bo" {
			t.Errorf("said %q", got)
		}
	})
}

func TestCompletionThatDoesNotFitChangesNothing(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		full := strings.Repeat("x", room.MaxTextBytes-3) + " @a"
		s.pasted(full)
		s.press("tab")
		s.holds(full)
		s.shows("✗ a message has at most")
	})
}

// TestCompletionAtEveryPlace asks for completions everywhere in a text, and
// takes them back.
func TestCompletionAtEveryPlace(t *testing.T) {
	const line = "/join 你好@ali，#go :tada: 👨‍👩‍👧 @ca"
	p := newPlace()
	p.run(t, func(s *session) {
		s.pasted(line)
		for at := range 40 {
			s.press("ctrl+a")
			for range at {
				s.press("right")
			}
			cursor := s.m.Frame().Cursor
			s.press("tab")
			checkFrame(t, s.m.Frame(), text.Grapheme)
			s.press("tab", "tab", "shift+tab")
			checkFrame(t, s.m.Frame(), text.Grapheme)
			if strings.Contains(s.text(), "Esc close") { // else Esc selects a message
				s.press("esc")
			}
			for range 4 {
				if _, d, _ := s.m.Draft(); d.Text == line {
					break
				}
				s.press("ctrl+_") // the only candidate needs no popup
			}
			s.holds(line)
			if now := s.m.Frame().Cursor; at < 3 && now != cursor {
				t.Errorf("the cursor went from %v to %v", cursor, now)
			}
		}
	})
}

func TestNothingIsGatheredWhileNothingIsCompleted(t *testing.T) {
	p := newPlace()
	p.run(t, func(s *session) {
		s.write("plain words, 3:30, a/b and 你好")
		if p.host.listed != 0 {
			t.Errorf("the commands were asked for %d times", p.host.listed)
		}
		s.write(" @nobodyatall")
		if p.host.listed != 1 {
			t.Errorf("the commands were asked for %d times for one word", p.host.listed)
		}
	})
}

func TestHostileTextsInPopups(t *testing.T) {
	huge := strings.Repeat("宽", 5000)
	for _, bad := range []string{hostile, "\u202eevil", huge, "\x1b[2Jred", "a\nb", "👨‍👩‍👧‍👦❤️"} {
		for _, size := range [][2]int{{20, 5}, {20, 6}, {50, 9}, {120, 40}} {
			p := newPlace()
			p.cols, p.rows = size[0], size[1]
			p.seat.rooms[1].Name, p.seat.rooms[1].Topic = "x"+bad, bad
			p.seat.rooms[0].present = append(p.seat.rooms[0].present, room.Presence{Person: room.Person{ID: 40, Name: "x" + bad, Display: bad}})
			p.host.help = bad
			p.run(t, func(s *session) {
				for _, keys := range [][]string{{"/"}, {"@", "x"}, {"#", "x"}, {"ctrl+k"}} {
					s.press(keys...)
					for range 4 {
						checkFrame(t, s.m.Frame(), text.Grapheme)
						s.press("down")
					}
					checkFrame(t, s.m.Frame(), text.Grapheme)
					s.press("esc", "ctrl+c")
				}
			})
		}
	}
}

func TestPopupIsShownOnTheSmallestScreen(t *testing.T) {
	for _, rows := range []int{5, 6, 8, 12} {
		t.Run(fmt.Sprint(rows), func(t *testing.T) {
			p := newPlace()
			p.cols, p.rows = 20, rows
			p.run(t, func(s *session) {
				s.write("@al")
				s.shows("@alice")
			})
		})
	}
}
