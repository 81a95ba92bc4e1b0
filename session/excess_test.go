package session_test

import (
	"io"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"snug/session"
)

// TestFloodsOfInputAreCounted floods a screen and line mode with all that a terminal
// can send too much of, and then talks on it.
func TestFloodsOfInputAreCounted(t *testing.T) {
	for _, tt := range []struct {
		name, term, end string // and what is typed before a line so that it is one
	}{
		{"on a screen", "xterm-256color", "\x1b\\\x15"},
		{"in line mode", "dumb", "\x07\x15"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			// So small a burst is soon over, on a machine that reads slowly, too; and over again
			// after each pause of it.
			w := newWorld(t, session.Limits{Input: 16 << 10, InputBurst: 1 << 10, Resizes: 1})
			ch := raw(t, w.as(t, w.member(t, "alice")))
			askPty(t, ch, tt.term, 80, 24)
			asks(t, ch, "shell", nil)
			out := newWatched()
			go io.Copy(out, ch) // ends with the channel
			out.shows(t, "#lobby")
			for i := range 100 {
				if _, err := ch.SendRequest("window-change", false, ssh.Marshal(&size{uint32(60 + i%40), 24, 0, 0})); err != nil {
					t.Fatal(err)
				}
			}
			for _, flood := range []string{
				"\x1b[200~" + strings.Repeat("p", 20<<10) + "\x1b[201~\x15",
				strings.Repeat("x", 20<<10) + "\x15",
				"\x1b]2;" + strings.Repeat("1", 20<<10) + tt.end,
			} {
				if _, err := ch.Write([]byte(flood)); err != nil {
					t.Fatal(err)
				}
			}
			bob := w.as(t, w.member(t, "bob"))
			// What comes with a flood is taken for a part of it, so its end is waited for.
			for _, typed := range []string{"\x15the flood is over", "\x15still here\r"} {
				if _, err := io.WriteString(ch, typed); err != nil {
					t.Fatal(err)
				}
				out.shows(t, strings.Trim(typed, "\x15\r"))
			}
			for deadline := time.Now().Add(patience); ; {
				if a := run(t, bob, "history lobby"); strings.Contains(a.out, "still here") {
					break
				} else if time.Now().After(deadline) {
					t.Fatalf("nothing can be said after the floods: %s", a.out)
				}
			}
			// Once for a flood, and again after each pause of a machine that is slow; but not
			// for each piece of it.
			const most = 50
			for _, name := range []string{"input", "paste", "escape", "window-changes"} {
				if n := w.counts(t, name, 1); n == 0 || n > most {
					t.Errorf("%s was counted %d times, want at most %d", name, n, most)
				}
			}
		})
	}
}
