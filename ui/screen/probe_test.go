package screen_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"snug/text"
	"snug/ui/screen"
)

// reports is what a terminal answers to a probe that began at col, if the
// samples took so many columns. 0 is no answer.
func reports(col int, took ...int) string {
	var b strings.Builder
	for i, n := range took {
		if n != 0 {
			fmt.Fprintf(&b, "\x1b[%d;%dR", 2+i, 1+col+n)
		}
	}
	return b.String()
}

const (
	has2027   = "\x1b[?2027;1$y" // and is on
	takes2027 = "\x1b[?2027;2$y"
)

func TestProbeTellsWhatTheTerminalDraws(t *testing.T) {
	tests := []struct {
		name      string
		in        []string // what comes from the terminal, in reads
		ambiguous bool
		emoji     bool
	}{
		{"no answer", nil, false, false},
		{"code points, narrow", []string{reports(0, 1, 1, 6)}, false, false},
		{"code points, wide", []string{reports(0, 2, 1, 6)}, true, false},
		{"clusters without saying so", []string{reports(0, 1, 2, 2)}, false, false},
		{"says clusters, no answer", []string{has2027}, false, true},
		{"says clusters and does", []string{has2027 + reports(0, 1, 2, 2)}, false, true},
		{"says clusters, wide", []string{has2027 + reports(0, 2, 2, 2)}, true, true},
		{"says so only afterwards", []string{reports(0, 1, 2, 2), has2027}, false, true},
		{"says clusters, narrow heart", []string{has2027 + reports(0, 1, 1, 2)}, false, false},
		{"says clusters, family in pieces", []string{has2027 + reports(0, 1, 2, 6)}, false, false},
		{"was seen otherwise before it said so", []string{reports(0, 1, 1, 6), has2027}, false, false},
		{"one answer alone", []string{has2027 + reports(0, 0, 1)}, false, false},

		{"switched to clusters, no second answer", []string{takes2027 + reports(0, 1, 1, 6)}, false, true},
		{"switched to clusters and does", []string{takes2027 + reports(0, 1, 1, 6), reports(10, 1, 2, 2)}, false, true},
		{"switched to clusters and does not", []string{takes2027 + reports(0, 1, 1, 6), reports(10, 1, 1, 6)}, false, false},
		{"switched to clusters, wide", []string{takes2027 + reports(0, 2, 1, 6), reports(10, 2, 2, 2)}, true, true},
		{"answers in another order", []string{takes2027 + reports(10, 1, 2, 2), reports(0, 2, 1, 6)}, false, true},

		{"answered late", []string{"typed", "\x1b[2;3R", "more"}, true, false},
		{"answered twice", []string{reports(0, 1, 1, 6), reports(0, 2, 2, 2)}, false, false},
		{"answered bit by bit", []string{"\x1b", "[2", ";3", "R"}, true, false},
		{"takes the quote for three bytes", []string{"\x1b[2;4R\x1b[2;3R"}, false, false},
		{"impossible columns", []string{"\x1b[2;1R\x1b[3;99R\x1b[4;0R\x1b[2;99999999999R" + has2027}, false, true},
		{"impossible rows", []string{"\x1b[0;3R\x1b[5;3R\x1b[99999999999;3R"}, false, false},
		{"malformed", []string{"\x1b[2R\x1b[;R\x1b[2;3;4R\x1b[?2;3"}, false, false},
		{"F3 with modifiers", []string{"\x1b[1;2R\x1b[1;3R\x1b[1;5R"}, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				m := &fake{}
				s := run(t, m, nil)
				for _, in := range tt.in {
					s.key(in)
				}
				if m.caps.Ambiguous != tt.ambiguous || m.caps.EmojiOK != tt.emoji {
					t.Errorf("caps %+v, want ambiguous %v, emoji %v", m.caps, tt.ambiguous, tt.emoji)
				}
				for _, msg := range m.seen {
					if _, ok := msg.(tea.CursorPositionMsg); ok {
						t.Error("the model was bothered with a reply")
					}
				}
				s.cancel(nil)
				<-s.done
				s.hangUp()
			})
		})
	}
}

// The samples are drawn, measured and gone again before the first frame, in
// the write that brings it.
func TestProbeLeavesNothingOnTheScreen(t *testing.T) {
	for _, method := range methods {
		t.Run(method.name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				s := run(t, &fake{typed: "welcome"}, nil)
				out, writes := s.taken()
				if n := strings.Count(out, "\x1b[6n"); writes != 1 || n != 3 {
					t.Errorf("%d writes ask for %d positions", writes, n)
				}
				for _, sample := range []string{"“", "❤️", "👨‍👩‍👧"} {
					if i := strings.Index(out, sample); i < strings.Index(out, "\x1b[8m") || i > strings.Index(out, "\x1b[0m\x1b[H\x1b[2J") {
						t.Errorf("%s is not between invisible ink and the erasure in %q", sample, out)
					}
				}
				term := newTerminal(t, 40, 6, method.m)
				_, _ = term.Write([]byte(out))
				plain := newTerminal(t, 40, 6, method.m)
				_, _ = plain.Write([]byte("welcome"))
				if d := diff(term.shot(), plain.shot()); d != "" {
					t.Errorf("the first frame is not all there is:\n%s", d)
				}
				s.cancel(nil)
				_ = s.end(t)
			})
		})
	}
}

// The second probe stands within the full paint that the new width method
// needs anyway, unseen where the terminal can show that as a whole.
func TestProbeIsAskedAgainWithTheNewMethod(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := run(t, &fake{typed: "hi"}, nil)
		s.taken()
		s.key("\x1b[?2026;2$y" + takes2027)
		out, writes := s.taken()
		if writes != 1 || !strings.HasPrefix(out, "\x1b[?2027h\x1b[?2026h\x1b[8m") ||
			strings.Count(out, "\x1b[?2026l") != 1 || !strings.HasSuffix(out, "\x1b[?2026l") {
			t.Errorf("in %d writes %q", writes, out)
		}
		if got := show(t, out).shot(); !strings.HasPrefix(got, "h|i| |") || strings.Contains(got, "“") {
			t.Errorf("the screen is\n%s", got)
		}
		s.key(takes2027)
		if out, _ := s.taken(); out != "" {
			t.Errorf("the same reply again wrote %q", out)
		}
		s.cancel(nil)
		<-s.done
		s.hangUp()
	})
}

func TestProbeNeedsRoom(t *testing.T) {
	for _, size := range []screen.Size{{Cols: 19, Rows: 24}, {Cols: 80, Rows: 3}, {Cols: 1, Rows: 1}} {
		bubble(t, func(t *testing.T) {
			m := &fake{}
			s := run(t, m, func(term *screen.Terminal, _ *screen.Options) { term.Size = size })
			if out, _ := s.taken(); strings.Contains(out, "\x1b[6n") {
				t.Errorf("%v is probed: %q", size, out)
			}
			s.key(reports(0, 2, 2, 2) + takes2027)
			if m.caps.Ambiguous || !m.caps.EmojiOK || m.caps.Method != text.Grapheme {
				t.Errorf("%v: caps %+v", size, m.caps)
			}
			s.cancel(nil)
			<-s.done
			s.hangUp()
		})
	}
}

// What is typed while the replies come arrives as it was typed, and the model
// is told once for all of them.
func TestRepliesBetweenKeys(t *testing.T) {
	bubble(t, func(t *testing.T) {
		m := &fake{}
		s := run(t, m, nil)
		m.seen = nil
		s.taken()
		s.key("a" + has2027 + "b" + reports(0, 2) + "你\x1b[1;2R" + reports(0, 0, 2, 2) + "c")
		var got []string
		for _, msg := range m.seen {
			switch msg := msg.(type) {
			case tea.KeyPressMsg:
				got = append(got, msg.String())
			case screen.CapsMsg:
				got = append(got, "caps")
			}
		}
		if d := cmp.Diff([]string{"a", "b", "你", "shift+f3", "c", "caps"}, got); d != "" {
			t.Errorf("messages (-want +got):\n%s", d)
		}
		if _, writes := s.taken(); writes != 1 {
			t.Errorf("painted %d times", writes)
		}
		time.Sleep(time.Hour)
		if out, _ := s.taken(); out != "" {
			t.Errorf("an idle hour wrote %q", out)
		}
		s.cancel(nil)
		_ = s.end(t)
	})
}
