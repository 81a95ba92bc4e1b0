package e2e_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// Keys as terminals send them.
const (
	pageUp   = "\x1b[5~"
	pageDown = "\x1b[6~"
	altEnd   = "\x1b[1;3F"
	redraw   = "\x0c" // Ctrl-L
)

// awkward are texts that terminals and programs measure differently, or that
// are written from right to left.
var awkward = []string{
	"部署推迟到周一，大家周末愉快！有问题先在这里说，别直接改线上配置。（谢谢）",
	"👍 ok 👨‍👩‍👧 family ❤️ heart 🇨🇳 flag 👋🏽 wave",
	"e\u0301\u0302\u0323 stacked, Tie\u0302\u0301ng Vie\u0323\u0302t, \u0e19\u0e49\u0e33, \u0928\u092e\u0938\u094d\u0924\u0947",
	"שלום עולם and مرحبا بالعالم 123",
	"ｆｕｌｌ　ｗｉｄｔｈ　ﾊﾝｶｸ",
	"**bold** _italic_ `code` ~~gone~~ ||hidden||",
	"```go\nfunc main() {\n\tprintln(\"你好\")\n}\n```",
	"> quoted\n\n1. one\n2. 二\n\n   three",
	"see https://example.com/a/very/long/path/that/goes/on/and/on/for/ever?with=query&and=more#fragment 吗",
	strings.Repeat("长", 90) + strings.Repeat("a", 90),
}

// TestScreenIsWhatARedrawDraws has people talk in awkward texts, edit, react,
// come and go, and then compares each screen, cell by cell, with what is drawn
// from the ground up.
func TestScreenIsWhatARedrawDraws(t *testing.T) {
	t.Parallel()
	s := serve(t, filepath.Join(t.TempDir(), "data"))
	bob := s.signUp(t, "bob")
	s.mustAsk(t, bob, "display 王小明")
	sizes := [][2]int{{80, 24}, {120, 40}, {50, 20}, {30, 10}}
	var screens []*screen
	for i, size := range sizes {
		x := s.open(t, "ana", s.signUp(t, fmt.Sprintf("user%dx", i)), size[0], size[1], "LC_ALL=zh_CN.UTF-8")
		x.waitFor(roomText)
		x.send("/set typing off\r") // who types comes and goes by itself
		x.waitFor("typing = off")
		screens = append(screens, x)
	}
	conn, err := s.dial("bob", bob)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	ask := func(command string, stdin string) {
		t.Helper()
		if a, err := conn.ask(command, strings.NewReader(stdin)); err != nil || a.status != 0 {
			t.Fatalf("%s: %v %+v", command, err, a)
		}
	}
	for round := range 2 {
		for i, text := range awkward {
			ask("send lobby -", text)
			n := round*(len(awkward)+1) + i + 1
			if i%3 == 0 {
				ask(fmt.Sprintf("react lobby#%d tada", n), "")
			}
			if i%4 == 0 {
				ask(fmt.Sprintf("edit lobby#%d -", n), "改过 "+text)
			}
			if i == 5 {
				ask(fmt.Sprintf("delete --yes lobby#%d", n), "")
			}
		}
		ask("send lobby -", fmt.Sprintf("round %d", round))
		for _, x := range screens {
			x.waitFor(fmt.Sprintf("round %d", round))
			x.send("你好👋e\u0301")
			for i, key := range []string{pageUp, pageUp, pageDown, altEnd} {
				word := fmt.Sprintf(" w%d", i) // on the screen, it tells that the key was taken
				x.send(key + word)
				x.waitFor(word)
			}
			x.waitFor(fmt.Sprintf("round %d", round))
			x.send("\x15") // delete the line
		}
	}
	for i, x := range screens {
		t.Run(fmt.Sprintf("%dx%d", sizes[i][0], sizes[i][1]), func(t *testing.T) {
			compareWithRedraw(t, x)
		})
	}
}

// compareWithRedraw fails the test for each cell that Ctrl-L changes. The
// letters that it types tell that everything before them has been drawn.
func compareWithRedraw(t *testing.T, x *screen) {
	t.Helper()
	x.send("qq")
	x.waitFor("> qq")
	before := x.cells()
	x.send(redraw + "z")
	x.waitFor("> qqz")
	x.send("\x7f")
	x.until("text before the redraw", func() bool { return !strings.Contains(x.emulator.String(), "> qqz") })
	for y, row := range x.cells() {
		for i := range row {
			if c := &row[i]; !c.Equal(&before[y][i]) {
				t.Errorf("row %d, column %d: %+v, and after a redraw %+v", y, i, before[y][i], *c)
			}
		}
	}
}

// TestMouseIsGivenBack turns the mouse on, and leaves in each way that leaves
// somebody to tell the terminal.
func TestMouseIsGivenBack(t *testing.T) {
	t.Parallel()
	const on = "\x1b[?1000h"
	for name, leave := range map[string]func(*screen, *server) error{
		"quit":     func(x *screen, _ *server) error { x.send("/quit\r"); return nil },
		"ctrl-c":   func(x *screen, _ *server) error { x.send("\x03\x03"); return nil },
		"off":      func(x *screen, _ *server) error { x.send("/set mouse off\r"); x.send("/quit\r"); return nil },
		"shutdown": func(_ *screen, s *server) error { return s.stop() },
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, filepath.Join(t.TempDir(), "data"))
			x, _ := s.enter(t, "ana", 80, 24)
			x.send("/set mouse on\r")
			x.until("mouse", func() bool { return strings.Contains(x.raw.String(), on) })
			if err := leave(x, s); err != nil {
				t.Error(err)
			}
			_, raw := x.wait()
			checkRestored(t, raw)
			for _, m := range modes[1:] {
				if !strings.Contains(raw, m.reset) {
					t.Errorf("%s: never %q", m.name, m.reset)
				}
			}
		})
	}
}

// TestSessionsOfOnePersonAgree counts what is new in two sessions, and after a
// restart.
func TestSessionsOfOnePersonAgree(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	s := serve(t, dir)
	ana, bob := s.signUp(t, "ana"), s.signUp(t, "bob")
	s.mustAsk(t, ana, "create ops")
	s.mustAsk(t, bob, "join ops")
	s.mustAsk(t, ana, "create den")
	one, two := s.open(t, "bob", bob, 120, 30), s.open(t, "bob", bob, 80, 24)
	one.waitFor(roomText)
	two.waitFor(roomText)
	s.mustAsk(t, ana, `send ops "first"`)
	s.mustAsk(t, ana, `send ops "@bob second"`)
	s.mustAsk(t, ana, `send den "@bob, you are not here"`)
	one.waitFor("@ 2 #ops", "1/2", "MENTION 1")
	two.waitFor("@ 2 #ops", "1/2")
	if on := one.shown(); strings.Contains(on, "den") {
		t.Errorf("a room that bob is not in is on his screen:\n%s", on)
	}

	// What is read in one is read in the other.
	two.send("/go ops\r")
	two.waitFor("2 new", "second")
	one.until("nothing unread", func() bool {
		on := one.emulator.String()
		return !strings.Contains(on, "1/2") && !strings.Contains(on, "MENTION")
	})
	one.send("/go ops\r") // who is in the lobby would read there what comes
	one.waitFor("> 2 #ops", "second")
	s.mustAsk(t, ana, `send lobby "@bob third"`)
	two.waitFor("@ 1 #lobby")

	// Both are told that it restarts, and nothing is forgotten.
	s.mustAsk(t, ana, `send lobby "fourth"`)
	two.waitFor("/2")
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	s = serve(t, dir)
	rooms := s.mustAsk(t, bob, "rooms --json")
	if !strings.Contains(rooms, `"unread":0,"mentions":0`) {
		t.Errorf("#ops was read, and is %s", rooms)
	}
	one = s.open(t, "bob", bob, 120, 30)
	one.waitFor(roomText)
	one.send("/go ops\r")
	one.waitFor("> 2 #ops", "second")
	if on := one.shown(); strings.Contains(on, "new ===") {
		t.Errorf("what was read is new again:\n%s", on)
	}
}

// TestAwayIsSeen tells others that somebody is away, until they are back.
func TestAwayIsSeen(t *testing.T) {
	t.Parallel()
	s := serve(t, filepath.Join(t.TempDir(), "data"))
	ana, anaKey := s.enter(t, "ana", 120, 30)
	bob, _ := s.enter(t, "bob", 120, 30)
	eve := s.signUp(t, "eve")
	bob.send("/away at lunch\r")
	ana.waitFor("AWAY 1", "at lunch", "1 online")
	if got := s.mustAsk(t, anaKey, "whois bob"); !strings.Contains(got, "away: at lunch") {
		t.Errorf("whois: %s", got)
	}
	bob.send("/back-online\r")
	ana.waitFor("2 online")
	ana.until("nobody away", func() bool { return !strings.Contains(ana.emulator.String(), "AWAY") })

	// Words of an attacker are words.
	bad := s.open(t, "eve", eve, 80, 24)
	bad.waitFor(roomText)
	bad.send("/away \u202egone\r")
	ana.waitFor("AWAY 1", "gone")
	if strings.Contains(ana.shown(), "\u202e") {
		t.Error("a direction override is on the screen")
	}
}
