package e2e_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// What the screens say, where the tests have to know it.
const (
	signUpText = "Username" // the form for somebody new
	roomText   = "#lobby"   // the chat, in the room where everybody begins
)

// enter opens a screen for somebody new, who signs up on it.
func (s *server) enter(t *testing.T, name string, cols, rows int) (*screen, ssh.Signer) {
	t.Helper()
	key := newKey()
	x := s.open(t, name, key, cols, rows)
	x.waitFor(signUpText, name) // the ssh user name is suggested
	x.send("\r")
	x.waitFor(roomText)
	return x, key
}

func TestTwoPeopleSignUpAndTalk(t *testing.T) {
	t.Parallel()
	s := serve(t, filepath.Join(t.TempDir(), "data"))
	ana, key := s.enter(t, "ana", 80, 24)
	bob, _ := s.enter(t, "bob", 120, 40)

	ana.say("good morning")
	bob.waitFor("ana", "good morning")
	bob.say("早上好，安娜")
	ana.waitFor("bob", "早上好，安娜")

	// The cursor follows wide characters.
	col, row := ana.cursor()
	ana.send("中文a")
	ana.waitFor("中文a")
	ana.until("cursor behind the text", func() bool {
		p := ana.emulator.CursorPosition()
		return p.X == col+5 && p.Y == row
	})

	// What ana said can also be read from a script, exactly.
	if got := s.mustAsk(t, key, "history lobby --json"); !strings.Contains(got, `"text":"早上好，安娜"`) {
		t.Errorf("history: %s", got)
	}
}

func TestLatecomerReadsWhatWasSaid(t *testing.T) {
	t.Parallel()
	s := serve(t, filepath.Join(t.TempDir(), "data"))
	ana, key := s.enter(t, "ana", 80, 24)
	ana.say("the meeting is at noon")
	ana.say("in the garden")
	eve, _ := s.enter(t, "eve", 80, 24)
	eve.waitFor("the meeting is at noon", "in the garden")

	// The same person comes back, from another place, without a form.
	again := s.open(t, "whatever", key, 80, 24)
	again.waitFor(roomText, "in the garden")
}

// TestHostileTextStaysTextOnTheScreen puts what terminals act on into all that
// others are shown of somebody.
func TestHostileTextStaysTextOnTheScreen(t *testing.T) {
	t.Parallel()
	s, boss := serveOwned(t)
	ana, key := s.enter(t, "ana", 120, 40)
	eve := s.signUp(t, "eve")
	s.mustAsk(t, boss, "user role eve moderator") // so that she can pin
	conn, err := s.dial("eve", eve)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	const evil = "\x1b]0;owned\x07\x1b[2J\x1bP0q\x1b\\\u009b31m\u202ereversed\u2066 " +
		"\x1b]8;;https://evil.example\x1b\\bank\x1b]8;;\x1b\\ \x1b]52;c;ZXZpbA==\x07\x1b]9;ding\x07\x1b[?1000h\x1bc"
	for _, command := range []string{
		"send lobby first " + evil,
		"reply lobby#1 answer " + evil,
		"edit lobby#1 changed " + evil,
		"pin lobby#1",
		"create den --topic '\"topic " + evil + "\"'",
		"display eve" + evil, // refused
		"send lobby @ana after",
	} {
		if a, err := conn.ask(command, nil); err != nil || a.status != 0 && !strings.HasPrefix(command, "display") {
			t.Fatalf("%s: %v %+v", command, err, a)
		}
	}
	ana.waitFor("changed", "answer", "after")
	screens := []*screen{ana}
	for _, show := range []struct{ line, want string }{
		{"/rooms", "topic"}, {"/pins", "pinned in #lobby"}, {"/search changed", "1 found"}, {"/whois eve", "member since"}, {"/links", "https://evil.example"},
	} {
		x := s.open(t, "ana", key, 100, 30)
		x.waitFor("after")
		x.send(show.line + "\r")
		x.waitFor(show.want)
		screens = append(screens, x)
	}
	for _, x := range screens {
		x.mu.Lock()
		raw := x.raw.String()
		x.mu.Unlock()
		for _, bad := range []string{
			"\x1b]0;owned", "owned\x07", "\x1bP0q", "\u009b", "\u202e", "\u2066", "\x1bc",
			"\x1b]8;;https", "\x1b]52;", "\x1b]9;", "\x1b[?1000h",
		} {
			if strings.Contains(raw, bad) {
				t.Errorf("%q reached the terminal", bad)
			}
		}
	}
}

func TestWindowOfAnySize(t *testing.T) {
	t.Parallel()
	s := serve(t, filepath.Join(t.TempDir(), "data"))
	ana, _ := s.enter(t, "ana", 80, 24)
	bob := s.signUp(t, "bob")
	sizes := [][2]int{{1, 1}, {500, 200}, {20, 5}, {19, 4}, {80, 24}, {2, 50}, {300, 1}, {40, 10}}
	for i, size := range sizes {
		ana.resize(size[0], size[1])
		s.mustAsk(t, bob, fmt.Sprintf("send lobby size number %d", i))
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		ana.resize(1+random.IntN(200), 1+random.IntN(60))
	}
	ana.resize(80, 24)
	ana.waitFor(roomText, fmt.Sprintf("size number %d", len(sizes)-1))
	ana.say("still here")
	ana.waitFor("still here")
}

// modes are what a screen may set in a terminal and must take back, or the
// shell that comes after it is unusable.
var modes = []struct{ name, set, reset string }{
	{"alternate screen", "\x1b[?1049h", "\x1b[?1049l"},
	{"bracketed paste", "\x1b[?2004h", "\x1b[?2004l"},
	{"focus reports", "\x1b[?1004h", "\x1b[?1004l"},
	{"mouse", "\x1b[?1000h", "\x1b[?1000l"},
	{"mouse reports in decimal", "\x1b[?1006h", "\x1b[?1006l"},
	{"word of dark and light", "\x1b[?2031h", "\x1b[?2031l"},
	{"keys told apart by xterm", "\x1b[>4;2m", "\x1b[>4m"},
	{"keys told apart by kitty", "\x1b[>1u", "\x1b[<1u"},
	{"no automatic wrap", "\x1b[?7l", "\x1b[?7h"},
	{"scrolling region", "\x1b[2;", "\x1b[r"},
	{"window title", "\x1b[22;2t", "\x1b[23;2t"},
	{"hidden cursor", "\x1b[?25l", "\x1b[?25h"},
	{"synchronized output", "\x1b[?2026h", "\x1b[?2026l"},
}

// leaveScreen is how a terminal goes back to what was on it before.
const leaveScreen = "\x1b[?1049l"

func checkRestored(t *testing.T, raw string) {
	t.Helper()
	for _, m := range modes {
		if on, off := strings.LastIndex(raw, m.set), strings.LastIndex(raw, m.reset); on > off {
			t.Errorf("%s is not restored: %q comes after the last %q", m.name, m.set, m.reset)
		}
	}
	if !strings.Contains(raw, leaveScreen) {
		t.Error("the alternate screen was never left")
	}
}

func TestQuitRestoresTheTerminal(t *testing.T) {
	t.Parallel()
	s := serve(t, filepath.Join(t.TempDir(), "data"))
	for name, keys := range map[string]string{"quit": "/quit\r", "ctrl-c twice": "\x03\x03"} {
		t.Run(name, func(t *testing.T) {
			x, _ := s.enter(t, "user-"+strings.Fields(name)[0], 80, 24)
			x.send(keys)
			status, raw := x.wait()
			if status != 0 {
				t.Errorf("exit status %d", status)
			}
			checkRestored(t, raw)
		})
	}
}

func TestServerStopIsToldAndRestoresTerminals(t *testing.T) {
	t.Parallel()
	s := serve(t, filepath.Join(t.TempDir(), "data"))
	ana, _ := s.enter(t, "ana", 80, 24)
	form := s.open(t, "newcomer", newKey(), 80, 24)
	form.waitFor(signUpText)
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	for name, x := range map[string]*screen{"chat": ana, "sign-up": form} {
		_, raw := x.wait()
		checkRestored(t, raw)
		if after := raw[strings.LastIndex(raw, leaveScreen):]; !strings.Contains(after, "server") {
			t.Errorf("%s: no notice on the restored screen, only %q", name, after)
		}
	}
}

// TestKillInABurst kills the server while the screens are full of messages on
// their way, and lets the same people come back.
func TestKillInABurst(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	s := serve(t, dir)
	ana, key := s.enter(t, "ana", 80, 24)
	bob := s.signUp(t, "bob")
	conn, err := s.dial("bob", bob)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()

	var acked []string
	underWay := make(chan struct{}) // closed when some are acknowledged
	var wg sync.WaitGroup
	wg.Go(func() {
		for i := range 100_000 {
			text := fmt.Sprintf("burst %d of bob", i)
			a, err := conn.ask("send lobby "+text, nil)
			if err != nil {
				return // the server is gone, as it should be
			}
			if a.status != 0 {
				continue
			}
			if acked = append(acked, text); len(acked) == 5 {
				close(underWay)
			}
		}
		t.Error("the server has outlived the burst")
	})
	ana.waitFor(" of bob") // which one is on the screen is chance
	select {
	case <-underWay:
	case <-time.After(patience):
		t.Error("too little was acknowledged")
	}
	s.kill()
	wg.Wait()

	s = serve(t, dir)
	back := s.open(t, "ana", key, 80, 24)
	back.waitFor(roomText, acked[len(acked)-1])
	back.say("and on it goes")
	back.waitFor("and on it goes")
	all := s.mustAsk(t, key, "history lobby --limit 1000")
	for _, text := range acked[max(0, len(acked)-500):] { // history has a limit
		if n := strings.Count(all, text+"\n"); n != 1 {
			t.Errorf("%q is there %d times", text, n)
		}
	}
}
