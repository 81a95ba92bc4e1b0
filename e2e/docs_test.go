package e2e_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
)

// TestModerationGuide runs what docs/moderation.md says, line by line, as an
// owner with a shell and the stock client would. A line whose comment begins with
// "asks" is one that must be confirmed.
func TestModerationGuide(t *testing.T) {
	guide, err := os.ReadFile(filepath.Join("..", "docs", "moderation.md"))
	if err != nil {
		t.Fatal(err)
	}
	d := newDesk(t, nil)
	key, _ := d.key("boss"), d.key("new")
	dir := filepath.Join(t.TempDir(), "data")
	s := serve(t, dir, "--owner", key+".pub")
	d.server = s
	pem, err := os.ReadFile(key)
	if err != nil {
		t.Fatal(err)
	}
	boss, err := ssh.ParsePrivateKey(pem)
	if err != nil {
		t.Fatal(err)
	}
	s.mustAsk(t, boss, "register boss")
	community(t, s, boss)
	d.programs(key)
	lines := commandLines(string(guide))
	for _, line := range lines {
		want := 0
		if strings.Contains(line, "# asks") {
			want = 8
		}
		// The addresses of examples are nobody's; these are the flooders'.
		cmd := d.command("sh", "-c", strings.ReplaceAll(line, "192.0.2.", "127.66.0."))
		cmd.Env = append(cmd.Env, "SNUG_DATA="+dir, "PATH="+filepath.Join(d.home, "bin")+":"+os.Getenv("PATH"))
		out, err := cmd.CombinedOutput()
		if _, ok := err.(*exec.ExitError); err != nil && !ok {
			t.Fatal(err)
		}
		if got := cmd.ProcessState.ExitCode(); got != want {
			t.Errorf("%s\nends with %d, want %d:\n%s", line, got, want, out)
		}
	}
	if len(lines) < 60 {
		t.Errorf("the guide has %d lines to run; the test has missed some", len(lines))
	}
	s.mustAsk(t, boss, "audit verify")
}

// commandLines returns what stands in the boxes of shell commands.
func commandLines(guide string) (lines []string) {
	inside := false
	for line := range strings.Lines(guide) {
		switch line = strings.TrimSpace(line); {
		case line == "```sh":
			inside = true
		case line == "```":
			inside = false
		case inside:
			lines = append(lines, line)
		}
	}
	return lines
}

// community makes the people whom the guide names: some who live here, three who
// flood the lobby, and two who wait to be let in.
func community(t *testing.T, s *server, boss ssh.Signer) {
	t.Helper()
	ann, bob := s.signUp(t, "ann"), s.signUp(t, "bob")
	s.signUp(t, "eve")
	s.mustAsk(t, boss, "room create garden")
	for _, key := range []ssh.Signer{ann, bob} {
		s.mustAsk(t, key, "join garden")
		s.mustAsk(t, key, "send garden look at my watch")
	}
	for i, name := range []string{"mallory", "mallet", "malice"} {
		c, err := s.dialFrom(fmt.Sprintf("127.66.0.%d", i+2), name, newKey())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Close() })
		for _, line := range append([]string{"register " + name}, slices.Repeat([]string{"send lobby buy coins"}, 10)...) {
			if a, err := c.ask(line, nil); err != nil || a.status != 0 {
				t.Fatalf("%s: %+v, %v", line, a, err)
			}
		}
		looks, err := look(c)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = looks() }) // how it ends is another test's
	}
	s.mustAsk(t, ann, "report garden#2 sells watches")
	s.mustAsk(t, ann, "user report bob sells watches")
	s.mustAsk(t, boss, "setting set sign-up approval")
	for _, name := range []string{"dan", "fay"} {
		s.mustAsk(t, newKey(), "register "+name)
	}
	s.mustAsk(t, boss, "setting set sign-up open")
}

// programs puts an ssh that takes whatever host for the server, as the holder of
// a key, and the program under test where a shell finds them.
func (d *desk) programs(key string) {
	d.t.Helper()
	bin := filepath.Join(d.home, "bin")
	if err := os.Mkdir(bin, 0o700); err != nil {
		d.t.Fatal(err)
	}
	client, err := exec.LookPath("ssh")
	if err != nil {
		d.t.Fatal(err)
	}
	script := "#!/bin/sh\nshift\nexec " + client + " " + strings.Join(d.ssh("boss", key), " ") + " \"$@\"\n"
	if err := os.WriteFile(filepath.Join(bin, "ssh"), []byte(script), 0o700); err != nil {
		d.t.Fatal(err)
	}
	if err := os.Symlink(snug, filepath.Join(bin, "snug")); err != nil {
		d.t.Fatal(err)
	}
}
