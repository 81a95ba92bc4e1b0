package session_test

import (
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"
	"golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/session"
	"snug/session/command"
)

// raw opens a session channel on which everything can be asked for.
func raw(t *testing.T, c *ssh.Client) ssh.Channel {
	t.Helper()
	ch, reqs, err := c.OpenChannel("session", nil)
	if err != nil {
		t.Fatal(err)
	}
	go ssh.DiscardRequests(reqs)
	t.Cleanup(func() { ch.Close() })
	return ch
}

type size struct{ Cols, Rows, Width, Height uint32 }

// asks sends a request that has to be granted.
func asks(t *testing.T, ch ssh.Channel, request string, payload any) {
	t.Helper()
	var b []byte
	if payload != nil {
		b = ssh.Marshal(payload)
	}
	if ok, err := ch.SendRequest(request, true, b); !ok || err != nil {
		t.Fatalf("%s = %t, %v", request, ok, err)
	}
}

func askPty(t *testing.T, ch ssh.Channel, term string, cols, rows uint32) {
	t.Helper()
	asks(t, ch, "pty-req", struct {
		Term                   string
		Cols, Rows, PixW, PixH uint32
		Modes                  string
	}{Term: term, Cols: cols, Rows: rows})
}

func TestTrap2WindowIsClamped(t *testing.T) {
	w := newWorld(t, session.Limits{})
	c := w.as(t, w.member(t, "alice"))
	for _, s := range []size{{4000, 3000, 0, 0}, {0, 0, 0, 0}, {1, 1, 0, 0}, {1 << 31, 1 << 31, 0, 0}} {
		ch := raw(t, c)
		askPty(t, ch, strings.Repeat("x", 1000)+"\x1b[31m", s.Cols, s.Rows)
		asks(t, ch, "shell", nil)
		out := newWatched()
		go io.Copy(out, ch) // ends with the channel
		out.shows(t, "\x1b[?1049h")
		asks(t, ch, "window-change", &s)
		if strings.Contains(out.String(), "\x1b[201;") {
			t.Errorf("%v: something was drawn below row 200", s)
		}
		ch.Close()
	}
}

func TestTrap3WindowChangeBeforeShell(t *testing.T) {
	w := newWorld(t, session.Limits{})
	c := w.as(t, w.member(t, "alice"))
	ch := raw(t, c)
	askPty(t, ch, "xterm-256color", 80, 24)
	for range 1000 {
		if _, err := ch.SendRequest("window-change", false, ssh.Marshal(&size{90, 30, 0, 0})); err != nil {
			t.Fatal(err)
		}
	}
	asks(t, ch, "shell", nil)
	out := newWatched()
	go io.Copy(out, ch) // ends with the channel
	out.shows(t, "lobby")

	never := raw(t, c) // sizes for a shell that does not come
	askPty(t, never, "xterm", 80, 24)
	for range 1000 {
		if _, err := never.SendRequest("window-change", false, ssh.Marshal(&size{90, 30, 0, 0})); err != nil {
			t.Fatal(err)
		}
	}
	never.Close()
	// The server's end of the test waits for all goroutines.
}

func TestSecondShellIsRefused(t *testing.T) {
	w := newWorld(t, session.Limits{})
	ch := raw(t, w.as(t, w.member(t, "alice")))
	askPty(t, ch, "xterm", 80, 24)
	asks(t, ch, "shell", nil)
	for _, request := range []string{"shell", "exec", "pty-req"} {
		if ok, err := ch.SendRequest(request, true, ssh.Marshal(struct{ S string }{"rooms"})); ok || err != nil {
			t.Errorf("%s after shell = %t, %v, want it refused", request, ok, err)
		}
	}
}

// TestTrap4ClientThatNeverReads lets the window of one client run full, while
// it types; others go on.
func TestTrap4ClientThatNeverReads(t *testing.T) {
	t.Parallel()
	w := newWorld(t, session.Limits{WriteStall: 3 * time.Second}) // the other one reads
	alice := w.member(t, "alice")
	other := w.as(t, w.member(t, "bob"))
	stuck := w.as(t, alice)
	ch := raw(t, stuck)
	askPty(t, ch, "xterm-256color", 500, 200)
	asks(t, ch, "shell", nil)
	term := open(t, other)
	term.out.shows(t, "lobby")
	go func() {
		for {
			// Ctrl-L draws everything anew.
			if _, err := io.WriteString(ch, strings.Repeat("x", 400)+"\x0c"); err != nil {
				return
			}
		}
	}()
	ends(t, stuck)
	w.log.shows(t, "it stopped reading")
	term.types(t, "still here\r")
	term.out.shows(t, "still here")
	if a := run(t, other, "whoami"); a.status != 0 {
		t.Errorf("another client = %+v", a)
	}
}

// flood is a command that writes without end, whatever its context says.
var flood = command.Spec{
	Path: "flood", Help: "Write without end.", Least: command.AtLeast(keys.Guest), Effect: command.Reads,
	Bind: func(*pflag.FlagSet) command.Run {
		return func(_ context.Context, c *command.Invocation) error {
			line := []byte(strings.Repeat("x", 4095) + "\n")
			for {
				if _, err := c.Stdout.Write(line); err != nil {
					return err
				}
			}
		}
	},
}

func TestTrap14CommandThatNobodyReads(t *testing.T) {
	w := newWorld(t, session.Limits{WriteStall: 200 * time.Millisecond}, flood)
	c := w.as(t, w.member(t, "alice"))
	asks(t, raw(t, c), "exec", struct{ S string }{"flood"})
	ends(t, c)
	w.log.shows(t, "it stopped reading")
}

func TestSigningUpOnTheScreen(t *testing.T) {
	w := newWorld(t, session.Limits{})
	key := newSigner(t)
	term := open(t, w.as(t, key))
	term.out.shows(t, ssh.FingerprintSHA256(w.host))
	term.types(t, "carol\r")
	term.out.shows(t, "lobby")
	if a := run(t, w.as(t, key), "whoami --json"); !strings.Contains(a.out, `"user":"carol"`) {
		t.Errorf("whoami = %s%s, want carol", a.out, a.err)
	}
}

func TestTwoSessionsOfOnePerson(t *testing.T) {
	w := newWorld(t, session.Limits{})
	alice := w.member(t, "alice")
	c := w.as(t, alice)
	here, there, elsewhere := open(t, c), open(t, c), open(t, w.as(t, alice))
	for _, term := range []*terminal{here, there, elsewhere} {
		term.out.shows(t, "lobby")
	}
	here.types(t, "hello from here\r")
	there.out.shows(t, "hello from here")
	elsewhere.out.shows(t, "hello from here")
	here.types(t, "/quit\r")
	if s := status(t, here.Wait()); s != 0 {
		t.Errorf("/quit has status %d", s)
	}
	there.types(t, "still there\r")
	elsewhere.out.shows(t, "still there")
}

func TestEndOfInputEndsTheScreen(t *testing.T) {
	w := newWorld(t, session.Limits{})
	term := open(t, w.as(t, w.member(t, "alice")))
	term.out.shows(t, "lobby")
	if err := term.in.Close(); err != nil {
		t.Fatal(err)
	}
	if s := status(t, term.Wait()); s != 0 {
		t.Errorf("status %d", s)
	}
	term.out.shows(t, "\x1b[?1049l")
}

func TestShutdownTellsEverySession(t *testing.T) {
	w := newWorld(t, session.Limits{})
	alice := w.member(t, "alice")
	term := open(t, w.as(t, alice))
	term.out.shows(t, "lobby")

	tail, err := w.as(t, alice).NewSession()
	if err != nil {
		t.Fatal(err)
	}
	defer tail.Close()
	said, notice := newWatched(), newWatched()
	tail.Stdout, tail.Stderr = said, notice
	stdin, err := tail.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer stdin.Close()
	if err := tail.Start("tail lobby -f"); err != nil {
		t.Fatal(err)
	}
	term.types(t, "before the end\r")
	said.shows(t, "before the end")

	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := w.Shutdown(ctx, "the server restarts"); err != nil {
		t.Fatal(err)
	}
	const want = "the server restarts; come back soon with: ssh chat.example.com"
	if s := status(t, term.Wait()); s != 0 {
		t.Errorf("the screen has status %d", s)
	}
	screen := term.out.String()
	if left := strings.LastIndex(screen, "\x1b[?1049l"); left < 0 || !strings.Contains(screen[left:], "-- "+want+" --\r\n") {
		t.Errorf("the screen ends with %q, want the notice on the normal screen", screen[max(0, len(screen)-300):])
	}
	if s := status(t, tail.Wait()); s != 9 || !strings.Contains(notice.String(), want) {
		t.Errorf("tail has status %d and says %q", s, notice)
	}
	if _, err := w.dial("x", ssh.PublicKeys(alice)); err == nil {
		t.Error("a new connection was accepted")
	}
}

func TestInterruptEndsACommandOnATerminal(t *testing.T) {
	w := newWorld(t, session.Limits{})
	s, err := w.as(t, w.member(t, "alice")).NewSession()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	out := newWatched()
	s.Stdout = out
	stdin, err := s.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.RequestPty("xterm", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Start("tail lobby -f"); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(stdin, "\x03"); err != nil {
		t.Fatal(err)
	}
	if got := status(t, s.Wait()); got != 0 {
		t.Errorf("status %d", got)
	}
}
