package ui_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	tea "charm.land/bubbletea/v2"

	"snug/room"
	"snug/text"
	"snug/ui"
	"snug/ui/screen"
)

// strokes are what the random scripts are made of: every key of the tables,
// and text that means something.
var strokes = []string{
	"enter", "esc", "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pgup", "pgdown", "backspace", "delete",
	"ctrl+a", "ctrl+c", "ctrl+d", "ctrl+e", "ctrl+f", "ctrl+g", "ctrl+j", "ctrl+k", "ctrl+l", "ctrl+n", "ctrl+o", "ctrl+p", "ctrl+r", "ctrl+u",
	"ctrl+w", "ctrl+y", "ctrl+_", "ctrl+pgup", "alt+a", "alt+e", "alt+k", "alt+l", "alt+m", "alt+r", "alt+/", "alt+1", "alt+2", "alt+9", "alt+0",
	"alt+up", "alt+down", "alt+enter", "alt+end", "f1", "f7", "f8", "?", "/", "／", "、", "@", "＠", "#", ":", "a", "j", "q", "0", "３", "宽", " ", "　", "`", "\\",
}

var pastes = []string{
	"/join #rust", "/reply yes", "/edit", "/code go", "/go ops", "@ali", "one\ntwo\nthree\nfour\nfive\nsix", hostile,
	"👨‍👩‍👧‍👦 ❤️ 🇨🇳", "e\u0301\u0301\u0301", "\u202e\u2066", "https://example.com/" + "a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p",
}

// TestRandomKeys plays random scripts over everything that can be open, on
// screens of all sizes, and looks at every frame.
func TestRandomKeys(t *testing.T) {
	for seed := range uint64(12) {
		method := text.Method(seed % 2)
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(seed, 7))
			seat := hostileSeat()
			seat.rooms[1].draft = room.Draft{Text: hostile, Reply: 3}
			host := &fakeHost{help: hostile, replies: map[string]ui.Reply{"who": {Text: hostile}}}
			c := ui.Config{Chat: ui.Chat{Seat: seat, Host: host, Room: 2}, Caps: screen.Caps{Method: method, Colors: screen.Colors16, Ambiguous: seed%3 == 0}}
			inSession(t, c, 80, 24, func(s *session) {
				for range 300 {
					switch n := rng.IntN(20); {
					case n == 0:
						s.update(tea.WindowSizeMsg{Width: rng.IntN(130), Height: rng.IntN(45)})
					case n == 1:
						s.update(screen.Paste{Text: pastes[rng.IntN(len(pastes))], Cut: rng.IntN(9) == 0})
					case n == 2:
						seat.post(9, pastes[rng.IntN(len(pastes))])
						s.settle()
					default:
						s.update(key(strokes[rng.IntN(len(strokes))]))
					}
					checkFrame(t, s.m.Frame(), method)
					checkCursor(t, s.m.Frame())
					if rng.IntN(4) == 0 {
						s.settle()
					}
				}
			})
		})
	}
}

// checkCursor fails the test unless the cursor stands in a segment, on the
// edge of what is drawn or behind it.
func checkCursor(t *testing.T, f *screen.Frame) {
	t.Helper()
	if f.Cursor.Hidden || f.Height == 0 {
		return
	}
	for _, seg := range f.Rows[f.Cursor.Row] {
		if f.Cursor.Col >= seg.Col && f.Cursor.Col < seg.Col+seg.Room {
			return
		}
	}
	t.Fatalf("the cursor at %d,%d of %dx%d stands in no segment:\n%s", f.Cursor.Col, f.Cursor.Row, f.Width, f.Height, grid(f))
}

// TestLayersAtEverySize opens each layer and goes through all sizes.
func TestLayersAtEverySize(t *testing.T) {
	layers := []struct {
		name string
		open func(s *session)
	}{
		{"switcher", func(s *session) { s.press("ctrl+k", "down") }},
		{"switcher with a long query", func(s *session) {
			s.press("ctrl+k")
			s.pasted("宽宽宽宽宽宽宽宽宽宽宽宽宽宽宽宽宽宽宽宽宽宽宽宽宽宽宽宽宽宽")
		}},
		{"completion", func(s *session) { s.write("/"); s.press("tab") }},
		{"people", func(s *session) { s.write("@"); s.press("up") }},
		{"paste", func(s *session) { s.pasted(sixLines) }},
		{"recall", func(s *session) { s.say(hostile); s.press("ctrl+r") }},
		{"reply", func(s *session) { s.say("/reply") }},
		{"edit", func(s *session) { s.say("mine"); s.say("/edit") }},
		{"whole screen", func(s *session) { s.press("ctrl+o"); s.pasted(sixLines) }},
	}
	for _, l := range layers {
		for _, method := range []text.Method{text.WcWidth, text.Grapheme} {
			t.Run(fmt.Sprintf("%s, method %d", l.name, method), func(t *testing.T) {
				host := &fakeHost{help: hostile}
				c := ui.Config{Chat: ui.Chat{Seat: hostileSeat(), Host: host, Room: 2}, Caps: screen.Caps{Method: method, Colors: screen.Colors16}}
				inSession(t, c, 100, 30, func(s *session) {
					l.open(s)
					for cols := 0; cols < 125; cols += 1 + cols/8 { // every narrow one
						for rows := range 30 {
							s.update(tea.WindowSizeMsg{Width: cols, Height: rows})
							checkFrame(s.t, s.m.Frame(), method)
							checkCursor(s.t, s.m.Frame())
						}
					}
				})
			})
		}
	}
}
