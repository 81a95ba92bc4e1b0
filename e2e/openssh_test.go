package e2e_test

import (
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestTwoPeopleTalkWithOpenSSH lets two people with the stock client, and with
// terminals of different sizes, sign up on the screen and talk.
func TestTwoPeopleTalkWithOpenSSH(t *testing.T) {
	t.Parallel()
	d := newDesk(t, serve(t, filepath.Join(t.TempDir(), "data")))
	ana := d.open("ana", 80, 24, d.ssh("ana", d.key("ana")))
	bob := d.open("bob", 120, 40, d.ssh("bob", d.key("bob")))
	for _, w := range []*window{ana, bob} {
		w.waitFor(signUpText, w.name)
		w.press("Enter")
		w.waitFor(roomText)
	}
	ana.send("hello from ana")
	ana.press("Enter")
	bob.waitFor("hello from ana")
	bob.send("你好，安娜")
	bob.press("Enter")
	ana.waitFor("你好，安娜")

	// The cursor is where the next character will be, also after wide ones:
	// that is where an input method opens its window.
	before, err := strconv.Atoi(ana.ask("#{cursor_x}"))
	if err != nil {
		t.Fatal(err)
	}
	ana.send("你好abc")
	ana.waitFor("你好abc")
	want := strconv.Itoa(before + 2*2 + 3)
	ana.until("cursor in column "+want, func() bool { return ana.ask("#{cursor_x}") == want })

	// A smaller window shows the same talk.
	ana.tmux("resize-window", "-t", "ana", "-x", "50", "-y", "15")
	ana.waitFor("你好，安娜", "你好abc")

	for _, w := range []*window{ana, bob} {
		w.press("C-u")
		w.send("/quit")
		w.press("Enter")
		w.waitFor("ssh ended with 0")
		if on := w.ask("#{alternate_on} #{mouse_any_flag} #{cursor_flag} #{scroll_region_upper}"); on != "0 0 1 0" {
			t.Errorf("%s: the terminal is left with alternate screen, mouse, cursor, region = %s", w.name, on)
		}
	}
}

// TestOpenSSHWithoutAKey gets a text that says how to make one.
func TestOpenSSHWithoutAKey(t *testing.T) {
	t.Parallel()
	d := newDesk(t, serve(t, filepath.Join(t.TempDir(), "data")))
	for name, more := range map[string][]string{
		"without a terminal": nil,
		"with a terminal":    {"-tt"},
	} {
		t.Run(name, func(t *testing.T) {
			a := d.run(d.ssh("stranger", "", more...), "")
			if a.status != 3 || !strings.Contains(a.stdout+a.stderr, "ssh-keygen -t ed25519") {
				t.Errorf("status %d, want 3 and what to do:\n%s%s", a.status, a.stdout, a.stderr)
			}
		})
	}
	t.Run("with a command", func(t *testing.T) {
		if a := d.run(d.ssh("stranger", "", "--", "whoami"), ""); a.status != 3 || a.stdout != "" {
			t.Errorf("status %d, want 3; standard output %q", a.status, a.stdout)
		}
	})
}

// TestOpenSSHCommands gives commands the way scripts do.
func TestOpenSSHCommands(t *testing.T) {
	t.Parallel()
	d := newDesk(t, serve(t, filepath.Join(t.TempDir(), "data")))
	ana, victim := d.key("ana"), d.key("victim")
	tests := []struct {
		name   string
		args   []string
		stdin  string
		status int
		stdout string // part of it
	}{
		{"without an account", d.ssh("ana", ana, "--", "send", "lobby", "hello"), "", 3, ""},
		{"sign up", d.ssh("ana", ana, "--", "register", "ana"), "", 0, "Welcome, ana"},
		{"somebody else signs up", d.ssh("victim", victim, "--", "register", "victim"), "", 0, "Welcome, victim"},
		{"send", d.ssh("ana", ana, "--", "send", "lobby", "it's", "me"), "", 0, "m_"},
		{"send from stdin", d.ssh("ana", ana, "--", "send", "lobby", "-"), "piped\n", 0, "m_"},
		{"read", d.ssh("ana", ana, "--", "history", "lobby"), "", 0, "ana: it's me"},
		{"read what was piped", d.ssh("ana", ana, "--", "history", "lobby"), "", 0, "ana: piped"},
		{"no such room", d.ssh("ana", ana, "--", "send", "nowhere", "hello"), "", 5, ""},
		{"no such command", d.ssh("ana", ana, "--", "frobnicate"), "", 2, ""},
		{"a stolen public key first", d.ssh("victim", victim+".pub", "-i", ana, "--", "whoami"), "", 0, "ana"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := d.run(tt.args, tt.stdin)
			if a.status != tt.status || !strings.Contains(a.stdout, tt.stdout) {
				t.Errorf("status %d, want %d; standard output %q, want %q in it\n%s", a.status, tt.status, a.stdout, tt.stdout, a.stderr)
			}
		})
	}
}

// TestOpenSSHForwardsNothing asks for everything that a chat must not give.
func TestOpenSSHForwardsNothing(t *testing.T) {
	t.Parallel()
	s := serve(t, filepath.Join(t.TempDir(), "data"))
	d := newDesk(t, s)
	ana := d.key("ana")
	if a := d.run(d.ssh("ana", ana, "--", "register", "ana"), ""); a.status != 0 {
		t.Fatal(a.stderr)
	}
	target := s.addr // something that does listen
	t.Run("to a remote address by -W", func(t *testing.T) {
		if a := d.run(d.ssh("ana", ana, "-W", target), ""); a.status == 0 || a.stdout != "" {
			t.Errorf("status %d, standard output %q", a.status, a.stdout)
		}
	})
	t.Run("from the server by -R", func(t *testing.T) {
		if a := d.run(d.ssh("ana", ana, "-N", "-o", "ExitOnForwardFailure=yes", "-R", "0:"+target), ""); a.status == 0 {
			t.Error("status 0")
		}
	})
	t.Run("to a remote address by -L", func(t *testing.T) {
		local := freeAddress(t)
		cmd := d.command("ssh", d.ssh("ana", ana, "-L", local+":"+target, "--", "tail", "lobby", "-f", "-n", "1")...)
		var heard buffer
		cmd.Stdout = &heard
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		defer func() {
			_ = cmd.Process.Kill() // tail goes on until then
			_ = cmd.Wait()
		}()
		// What is said now comes through, so by then the forwarding is set up.
		if a := d.run(d.ssh("ana", ana, "--", "send", "lobby", "hello"), ""); a.status != 0 {
			t.Fatal(a.stderr)
		}
		if !heard.await(patience, func(s string) bool { return strings.Contains(s, "hello") }) {
			t.Fatalf("tail has not printed what was said, only %q", heard.String())
		}
		conn, err := net.Dial("tcp", local)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(conn); len(got) != 0 || errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("the forwarding was not refused: %q, %v", got, err)
		}
	})
	t.Run("nothing at all by -N", func(t *testing.T) {
		if a := d.run(d.ssh("ana", ana, "-N"), ""); a.status == 0 {
			t.Errorf("status 0; a connection that asks for nothing should be cut")
		}
	})
	if got := s.mustAsk(t, newKey(), "version"); !strings.Contains(got, "snug") {
		t.Errorf("the server says %q afterwards", got)
	}
}

// freeAddress returns a local address that nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
