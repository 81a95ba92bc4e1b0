package ui_test

import (
	"strings"
	"testing"

	"snug/room"
	"snug/text"
	"snug/ui/screen"
)

const sixLines = "one\ntwo\nthree\nfour\nfive\nsix\n"

func TestLongPasteAsks(t *testing.T) {
	tests := []struct {
		name   string
		before string
		pasted string
		keys   []string
		holds  string
	}{
		{"as text", "", sixLines, []string{"t"}, strings.TrimSpace(sixLines)},
		{"as text, with Enter", "", sixLines, []string{"enter"}, strings.TrimSpace(sixLines)},
		{"as code", "", sixLines, []string{"c"}, "```\n" + sixLines + "```"},
		{"as code behind text", "see:", sixLines, []string{"down", "enter"}, "see:\n```\n" + sixLines + "```"},
		{"code that has a fence", "", "```\na\nb\nc\nd\n```\n", []string{"c"}, "````\n```\na\nb\nc\nd\n```\n````"},
		{"left out", "", sixLines, []string{"n"}, ""},
		{"Esc leaves it out", "before", sixLines, []string{"esc"}, "before"},
		{"five lines do not ask", "", "1\n2\n3\n4\n5\n", nil, "1\n2\n3\n4\n5"},
		{"nor does a paste into the full screen", "", sixLines, []string{}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newPlace()
			p.run(t, func(s *session) {
				if tt.keys != nil && len(tt.keys) == 0 {
					s.press("ctrl+o")
					s.pasted(tt.pasted)
					s.hides("a paste of")
					return
				}
				s.write(tt.before)
				s.pasted(tt.pasted)
				s.press(tt.keys...)
				s.holds(tt.holds)
				if n := len(p.said()); n > 0 {
					t.Errorf("%d messages were sent", n)
				}
			})
		})
	}
}

func TestPasteOf64KiB(t *testing.T) {
	for _, unit := range []string{"x", "宽", "a line\n", "`", hostile} {
		p := newPlace()
		p.run(t, func(s *session) {
			big := strings.Repeat(unit, 64<<10/len(unit))
			for _, key := range []string{"t", "c"} {
				s.send(screen.Paste{Text: big, Cut: true})
				s.press(key, "ctrl+e")
				_, d, _ := s.m.Draft()
				if len(d.Text) > room.MaxTextBytes || len(d.Text) == 0 {
					t.Errorf("the composer holds %d bytes", len(d.Text))
				}
				checkFrame(t, s.m.Frame(), text.Grapheme)
				s.press("ctrl+c")
			}
		})
	}
}

func TestPasteAsCodeKeepsItsFences(t *testing.T) {
	newPlace().run(t, func(s *session) {
		s.pasted(strings.Repeat("宽宽宽\n", 2000))
		s.press("c")
		s.shows("✗ a message has at most")
		_, d, _ := s.m.Draft()
		if !strings.HasPrefix(d.Text, "```\n") || !strings.HasSuffix(d.Text, "\n```") || len(d.Text) < room.MaxTextBytes-4 {
			t.Errorf("%d bytes: %.10q ... %q", len(d.Text), d.Text, d.Text[len(d.Text)-10:])
		}
	})
}

func TestPasteWhileSomethingIsOpen(t *testing.T) {
	tests := []struct {
		name  string
		open  []string
		shows string
		holds string
	}{
		{"the switcher", []string{"ctrl+k"}, "go to: golang", ""},
		{"looking for what was sent", []string{"ctrl+r"}, "sent before: golang", ""},
		{"a completion", []string{"@", "a"}, " > @agolang", "@agolang"},
		{"the help", []string{"f1"}, "golang", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			newPlace().run(t, func(s *session) {
				s.press(tt.open...)
				s.pasted("golang")
				s.shows(tt.shows)
				s.holds(tt.holds)
			})
		})
	}
}

func TestPasteThatIsLeftOutIsNotLost(t *testing.T) {
	for _, key := range []string{"esc", "n"} {
		p := newPlace()
		p.run(t, func(s *session) {
			s.pasted("1\n2\n3\n4\n5\n6\n7")
			s.press(key)
			s.holds("")
			s.press("ctrl+y")
			s.holds("1\n2\n3\n4\n5\n6\n7")
		})
	}
}
