package session_test

import (
	"cmp"
	"io"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"snug/session"
)

// A way in is how a client asks for a session.
type wayIn struct {
	term    string // empty: no terminal; "-": one without a name
	environ map[string]string
	line    string // of a command; empty: a shell
}

// come begins a session.
func (way wayIn) come(t *testing.T, c *ssh.Client) (term *terminal, errs *watched) {
	t.Helper()
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	for name, value := range way.environ {
		if err := s.Setenv(name, value); err != nil {
			t.Fatal(err)
		}
	}
	term, errs = &terminal{Session: s, out: newWatched()}, newWatched()
	s.Stdout, s.Stderr = term.out, errs
	if term.in, err = s.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if way.term != "" {
		if err := s.RequestPty(strings.Trim(way.term, "-"), 24, 80, nil); err != nil {
			t.Fatal(err)
		}
	}
	if way.line == "" {
		err = s.Shell()
	} else {
		err = s.Start(way.line)
	}
	if err != nil {
		t.Fatal(err)
	}
	return term, errs
}

func TestModes(t *testing.T) {
	const lines, screen = "/help lists the commands, ^D ends.", "\x1b[?1049h"
	accessible := map[string]string{"ACCESSIBLE": "1"}
	tests := []struct {
		name string
		way  wayIn
		ui   string // the setting
		want string // in what is printed
	}{
		{"a terminal", wayIn{term: "xterm-256color"}, "", screen},
		{"an old terminal", wayIn{term: "vt100"}, "", screen},
		{"no terminal", wayIn{}, "", lines},
		{"no terminal, although a screen is wanted", wayIn{}, "screen", lines},
		{"a dumb terminal", wayIn{term: "dumb"}, "screen", lines},
		{"a terminal without a name", wayIn{term: "-"}, "", lines},
		{"an unknown terminal", wayIn{term: "unknown"}, "", lines},
		{"in an editor", wayIn{term: "emacs"}, "", lines},
		{"a screen reader", wayIn{term: "xterm", environ: accessible}, "", lines},
		{"ACCESSIBLE=0", wayIn{term: "xterm", environ: map[string]string{"ACCESSIBLE": "0"}}, "", screen},
		{"a screen is wanted all the same", wayIn{term: "xterm", environ: accessible}, "screen", screen},
		{"asked for", wayIn{term: "xterm", line: "plain"}, "screen", lines},
		{"asked for with dashes", wayIn{term: "xterm", line: "--plain"}, "", lines},
		{"asked for in capitals", wayIn{line: "PLAIN"}, "", lines},
		{"asked for in a room", wayIn{line: "plain ops"}, "", "you are alice in #ops."},
		{"chosen", wayIn{term: "xterm"}, "line", lines},
		{"chosen, and a room asked for", wayIn{term: "xterm", line: "go ops"}, "line", screen},
		{"a room asked for", wayIn{term: "xterm", line: "go '#ops'"}, "", screen},
		{"a room asked for without a terminal", wayIn{line: "go ops"}, "", "you are alice in #ops."},
	}
	w := newWorld(t, session.Limits{})
	key := w.member(t, "alice")
	c := w.as(t, key)
	if a := run(t, c, "room create ops"); a.status != 0 {
		t.Fatal(a)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if a := run(t, c, "me set ui "+cmp.Or(tt.ui, "auto")); a.status != 0 {
				t.Fatal(a)
			}
			term, _ := tt.way.come(t, w.as(t, key))
			term.out.shows(t, tt.want)
			if tt.want != screen && strings.ContainsRune(term.out.String(), '\x1b') {
				t.Errorf("line mode printed %q", term.out.String())
			}
		})
	}
}

func TestModesThatCannotBe(t *testing.T) {
	w := newWorld(t, session.Limits{})
	key := w.member(t, "alice")
	bot := newSigner(t)
	c := w.as(t, key)
	if a := run(t, c, "bot create robot '"+strings.TrimSpace(string(ssh.MarshalAuthorizedKey(bot.PublicKey())))+"'"); a.status != 0 {
		t.Fatal(a)
	}
	if a := run(t, w.as(t, w.member(t, "bob")), "room create secret --private"); a.status != 0 {
		t.Fatal(a)
	}
	tests := []struct {
		name   string
		key    ssh.Signer
		way    wayIn
		status int
		says   string
	}{
		{"no such room", key, wayIn{line: "plain nowhere"}, 5, "there is no room #nowhere"},
		{"no such room for the screen", key, wayIn{term: "xterm", line: "go nowhere"}, 5, "there is no room #nowhere"},
		{"a room that nobody else knows of", key, wayIn{line: "plain secret"}, 5, "there is no room #secret"},
		{"the same for the screen", key, wayIn{term: "xterm", line: "go secret"}, 5, "there is no room #secret"},
		{"the same for a file", key, wayIn{line: "lines secret"}, 5, "there is no room #secret"},
		{"help", key, wayIn{line: "plain --help"}, 0, "line: "},
		{"a flag that there is not", key, wayIn{line: "go --nosuch"}, 2, "there is no flag --nosuch"},
		{"two rooms", key, wayIn{line: "plain a b"}, 2, "plain [ROOM]"},
		{"go without a room", key, wayIn{term: "xterm", line: "go"}, 2, "go ROOM"},
		{"go to nothing", key, wayIn{term: "xterm", line: "go ''"}, 2, "go ROOM"},
		{"a bot", bot, wayIn{}, 2, "robot is a bot"},
		{"a bot on a terminal", bot, wayIn{term: "xterm"}, 2, "robot is a bot"},
		{"lines of a bot", bot, wayIn{line: "lines"}, 2, "robot is a bot"},
		{"lines of nobody", newSigner(t), wayIn{line: "lines"}, 3, "you need an account"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			term, errs := tt.way.come(t, w.as(t, tt.key))
			if got := status(t, term.Wait()); got != tt.status {
				t.Errorf("status %d, want %d", got, tt.status)
			}
			if tt.way.term == "" && tt.status != 0 && term.out.String() != "" {
				t.Errorf("%q is among what may be data", term.out.String())
			}
			if got := term.out.String() + errs.String(); !strings.Contains(got, tt.says) || strings.ContainsRune(got, '\x1b') {
				t.Errorf("it says %q, want %q", got, tt.says)
			}
		})
	}
}

func TestAFileIsSaidOnPurposeOnly(t *testing.T) {
	w := newWorld(t, session.Limits{})
	key := w.member(t, "alice")
	c := w.as(t, key)
	for _, tt := range []struct {
		line   string
		status int
		says   string
	}{
		{"", 2, "2 lines were not said"},
		{"lines", 0, "2 lines were said in #lobby."},
	} {
		term, errs := wayIn{line: tt.line}.come(t, c)
		if _, err := io.WriteString(term.in, "one\n/room create evil"); err != nil {
			t.Fatal(err)
		}
		if err := term.in.Close(); err != nil {
			t.Fatal(err)
		}
		if got := status(t, term.Wait()); got != tt.status || !strings.Contains(errs.String(), tt.says) {
			t.Errorf("%q ends with %d and %q", tt.line, got, errs.String())
		}
	}
	if a := run(t, c, "history lobby --json"); strings.Count(a.out, `"type":"message"`) != 2 {
		t.Errorf("said was %s", a.out)
	}
	if a := run(t, c, "room show evil"); a.status != 5 {
		t.Errorf("a line of the file was run: %+v", a)
	}
}

func TestLineModeIsASessionLikeOthers(t *testing.T) {
	w := newWorld(t, session.Limits{})
	w.signUp(t, w.owner, "olga")
	olga := w.as(t, w.owner)
	key := w.member(t, "alice")
	term, errs := wayIn{}.come(t, w.as(t, key))
	term.out.shows(t, "^D ends.")
	if a := run(t, olga, "session list --user alice --json"); !strings.Contains(a.out, `"kind":"line"`) {
		t.Errorf("session list = %s", a.out)
	}
	term.types(t, "/talk\n")
	term.out.shows(t, "from now on")
	term.types(t, "/room create attic\n")
	term.out.shows(t, "you are in #attic now")
	w.rules(t, "user role alice admin")
	term.out.shows(t, "-- Your role on this server is admin now.")
	term.types(t, "/announce tea is ready\n")
	term.out.shows(t, "tea is ready")
	if a := run(t, olga, "audit --limit 1 --actor alice --json"); !strings.Contains(a.out, `"via":"line"`) {
		t.Errorf("audit = %s%s", a.out, a.err)
	}
	w.rules(t, "user role alice member")
	if a := run(t, olga, "user suspend alice --reason noise"); a.status != 0 {
		t.Fatal(a)
	}
	if got := status(t, term.Wait()); got != 4 || !strings.Contains(errs.String(), "noise") {
		t.Errorf("it ends with %d and %q", got, errs.String())
	}
}

func TestTheNextSessionBeginsWhereLineModeEnded(t *testing.T) {
	w := newWorld(t, session.Limits{})
	key := w.member(t, "alice")
	if a := run(t, w.as(t, key), "room create attic"); a.status != 0 {
		t.Fatal(a)
	}
	term, _ := wayIn{term: "dumb"}.come(t, w.as(t, key))
	term.types(t, "/go attic\r")
	term.out.shows(t, "you are in #attic now")
	term.types(t, "/quit\r")
	if got := status(t, term.Wait()); got != 0 {
		t.Errorf("/quit has status %d", got)
	}
	term, _ = wayIn{}.come(t, w.as(t, key))
	term.out.shows(t, "you are alice in #attic.")
}

func TestSigningUpInLines(t *testing.T) {
	w := newWorld(t, session.Limits{})
	key := newSigner(t)
	term, _ := wayIn{}.come(t, w.as(t, key))
	term.out.shows(t, "Username")
	term.types(t, "carol\n")
	term.out.shows(t, "Display name")
	term.types(t, "\n")
	term.out.shows(t, "Make this account? [y/N]")
	term.types(t, "y\n")
	term.out.shows(t, "you are carol in #lobby.")
	if a := run(t, w.as(t, key), "whoami --json"); !strings.Contains(a.out, `"user":"carol"`) {
		t.Errorf("whoami = %s%s", a.out, a.err)
	}
}

// A client that reads nothing is cut, and the others do not notice.
func TestLineModeThatNobodyReads(t *testing.T) {
	w := newWorld(t, session.Limits{WriteStall: 200 * time.Millisecond})
	stuck, other := w.as(t, w.member(t, "alice")), w.as(t, w.member(t, "bob"))
	ch := raw(t, stuck)
	asks(t, ch, "shell", nil)
	go func() {
		for { // /help is long, and nobody takes it
			if _, err := io.WriteString(ch, strings.Repeat("/help\n", 100)); err != nil {
				return
			}
		}
	}()
	ends(t, stuck)
	w.log.shows(t, "it stopped reading")
	if a := run(t, other, "send lobby hello"); a.status != 0 {
		t.Errorf("another client = %+v", a)
	}
}
