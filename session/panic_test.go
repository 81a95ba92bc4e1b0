package session_test

import (
	"io"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/session"
)

var told = regexp.MustCompile(`internal error, id ([0-9a-f]{8})`)

// idIn returns the id that people are told.
func idIn(t *testing.T, said string) string {
	t.Helper()
	m := told.FindStringSubmatch(said)
	if m == nil {
		t.Fatalf("nobody is told an id: %q", said)
	}
	return m[1]
}

// TestAPanicEndsOneSession injects panics wherever a session's work is done. Whoever
// it happens to is told the id under which it is in the log; it is counted; and the
// others notice nothing.
func TestAPanicEndsOneSession(t *testing.T) {
	tests := []struct {
		name string
		// meets lets a session meet the panic, and returns what it was told.
		meets func(t *testing.T, w *world, c *ssh.Client) string
	}{
		{"a command", func(t *testing.T, _ *world, c *ssh.Client) string {
			a := run(t, c, "search hello")
			if a.status != 1 || a.out != "" {
				t.Errorf("it ends with %+v", a)
			}
			return a.err
		}},
		{"a command of a program", func(t *testing.T, _ *world, c *ssh.Client) string {
			a := run(t, c, "search hello --json")
			if !strings.HasPrefix(a.err, `{"error":{"code":"internal",`) {
				t.Errorf("it is told %q, want an object", a.err)
			}
			return a.err
		}},
		{"a command of the screen's model", func(t *testing.T, _ *world, c *ssh.Client) string {
			term := open(t, c)
			term.out.shows(t, "#lobby")
			term.types(t, "/search hello\r")
			term.out.shows(t, "internal error, id ")
			if got := status(t, term.Wait()); got != 1 {
				t.Errorf("the screen ends with %d", got)
			}
			return term.out.String()
		}},
		{"a slash line", func(t *testing.T, _ *world, c *ssh.Client) string {
			term := open(t, c)
			term.out.shows(t, "#lobby")
			term.types(t, "/file list\r")
			term.out.shows(t, "tell the people who run")
			return term.out.String()
		}},
		{"a draft at the end", func(t *testing.T, w *world, c *ssh.Client) string {
			term := open(t, c)
			term.out.shows(t, "#lobby")
			term.types(t, "half a thought")
			term.out.shows(t, "thought")
			term.in.Close()
			_ = term.Wait() // however it ends
			return w.log.String()
		}},
		{"line mode", func(t *testing.T, _ *world, c *ssh.Client) string {
			term, errs := wayIn{}.come(t, c)
			term.out.shows(t, "^D ends.")
			term.types(t, "/search hello\n")
			if got := status(t, term.Wait()); got != 1 {
				t.Errorf("line mode ends with %d", got)
			}
			return errs.String() + term.out.String()
		}},
		{"a pipe", func(t *testing.T, _ *world, c *ssh.Client) string {
			p := pipe(t, c, "--rooms lobby")
			p.write(t, `{"id":"1","cmd":"run","args":["search","hello"]}`)
			p.in.Close()
			_ = p.Wait() // however it ends
			return p.out.String() + p.err.String()
		}},
		{"sftp", func(t *testing.T, _ *world, c *ssh.Client) string {
			o := copies(t, c, "")
			// INIT of version 3, and STAT of a file.
			for _, packet := range []string{
				"\x00\x00\x00\x05\x01\x00\x00\x00\x03",
				"\x00\x00\x00\x15\x11\x00\x00\x00\x01\x00\x00\x00\x0c/lobby/a.txt",
			} {
				if _, err := io.WriteString(o.in, packet); err != nil {
					t.Fatal(err)
				}
			}
			said := newWatched()
			go io.Copy(said, o.out) // ends with the channel
			said.shows(t, "tell the people who run")
			return said.String()
		}},
		{"scp", func(t *testing.T, _ *world, c *ssh.Client) string {
			o := copies(t, c, "scp -r -f lobby")
			if _, err := io.WriteString(o.in, "\x00\x00\x00"); err != nil {
				t.Fatal(err)
			}
			b, err := io.ReadAll(o.out)
			if err != nil {
				t.Fatal(err)
			}
			return string(b) + o.err.String()
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, session.Limits{})
			other := open(t, w.as(t, w.member(t, "bob")))
			other.out.shows(t, "#lobby")
			copiesIn(t, w.as(t, w.member(t, "cyd")), "a.txt", "hello")
			key := w.member(t, "alice")
			c := w.as(t, key)
			before := w.Panics()
			w.rooms.crash.Store(true)
			said := tt.meets(t, w, c)
			w.rooms.crash.Store(false)
			if n := w.Panics() - before; n != 1 {
				t.Errorf("%d panics are counted, want 1", n)
			}
			w.log.shows(t, "panic=injected")
			if tt.name != "a draft at the end" { // whose person has gone
				w.log.shows(t, "id="+idIn(t, said))
			}
			if a := run(t, w.as(t, key), "search hello"); a.status != 0 {
				t.Errorf("afterwards it is %+v", a)
			}
			other.types(t, "still here\r")
			other.out.shows(t, "still here")
		})
	}
}

// TestAPanicAtTheEndOfASession is about what a session does when its client has its
// answer: nobody can be told, and its connection ends.
func TestAPanicAtTheEndOfASession(t *testing.T) {
	w := newWorld(t, session.Limits{})
	key := w.member(t, "alice")
	c := w.as(t, key)
	crash := func(c keys.Command) {
		if _, ok := c.(keys.Seen); ok {
			panic("injected")
		}
	}
	w.accounts.after.Store(&crash)
	run(t, c, "whoami")
	ends(t, c)
	w.accounts.after.Store(nil)
	if n := w.Panics(); n != 1 {
		t.Errorf("%d panics are counted, want 1", n)
	}
	if a := run(t, w.as(t, key), "whoami"); a.status != 0 {
		t.Errorf("afterwards it is %+v", a)
	}
}
