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
	t.Parallel()
	g := openGuide(t, "boss", "moderation.md", 60)
	g.desk.key("new")
	community(t, g.server, g.boss)
	for _, line := range g.lines {
		// The addresses of examples are nobody's; these are the flooders'.
		g.run(t, line, strings.ReplaceAll(line, "192.0.2.", "127.66.0."))
	}
	g.server.mustAsk(t, g.boss, "audit verify")
}

// TestAPIGuide runs what docs/api.md says. A comment tells the exit status where it
// is not 0.
func TestAPIGuide(t *testing.T) {
	t.Parallel()
	g := openGuide(t, "boss", "api.md", 25)
	ann := g.server.signUp(t, "ann")
	for _, name := range []string{"one", "two", "three", "four"} {
		g.server.mustAsk(t, ann, "send lobby message "+name+" for @boss")
	}
	for _, line := range g.lines {
		g.run(t, line, line)
	}
	g.server.mustAsk(t, g.boss, "audit verify")
}

// TestFilesGuide runs what docs/files.md says, with the scp and sftp of OpenSSH.
func TestFilesGuide(t *testing.T) {
	t.Parallel()
	g := openGuide(t, "boss", "files.md", 30)
	g.server.signUp(t, "ann")
	g.server.mustAsk(t, g.boss, "room create garden")
	if err := os.Mkdir(filepath.Join(g.desk.home, "photos"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"report.pdf": "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "notes.txt": "to do\n", "photos/a.jpg": "\xff\xd8\xff\xe0\x00\x10JFIF", "photos/b.jpg": "\xff\xd8\xff\xe0",
	} {
		if err := os.WriteFile(filepath.Join(g.desk.home, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, line := range g.lines {
		g.run(t, line, line)
	}
	g.server.mustAsk(t, g.boss, "audit verify")
}

// A guide is a document whose lines are run.
type guide struct {
	desk   *desk
	server *server
	boss   ssh.Signer // the server's owner
	dir    string     // of its data
	lines  []string
}

// openGuide starts a server with an owner who is about to do what a document says,
// in at least so many lines.
func openGuide(t *testing.T, owner, name string, least int) *guide {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "docs", name))
	if err != nil {
		t.Fatal(err)
	}
	g := &guide{desk: newDesk(t, nil), dir: filepath.Join(t.TempDir(), "data"), lines: commandLines(string(text))}
	if len(g.lines) < least {
		t.Fatalf("%s has %d lines to run; the test has missed some", name, len(g.lines))
	}
	key := g.desk.key(owner)
	g.server = serve(t, g.dir, "--owner", key+".pub")
	g.desk.server = g.server
	pem, err := os.ReadFile(key)
	if err != nil {
		t.Fatal(err)
	}
	if g.boss, err = ssh.ParsePrivateKey(pem); err != nil {
		t.Fatal(err)
	}
	g.server.mustAsk(t, g.boss, "register "+owner)
	g.desk.programs(key)
	return g
}

// run runs a line as a shell would and compares its exit status with the one that
// the document gives.
func (g *guide) run(t *testing.T, shown, line string) {
	t.Helper()
	want := 0
	if strings.Contains(shown, "# asks") {
		want = 8
	}
	if _, told, ok := strings.Cut(shown, "# exits "); ok {
		if _, err := fmt.Sscanf(told, "%d", &want); err != nil {
			t.Fatalf("%s: %v", shown, err)
		}
	}
	cmd := g.desk.command("sh", "-c", line)
	cmd.Env = append(cmd.Env, "SNUG_DATA="+g.dir, "PATH="+filepath.Join(g.desk.home, "bin")+":"+os.Getenv("PATH"))
	out, err := cmd.CombinedOutput()
	if _, ok := err.(*exec.ExitError); err != nil && !ok {
		t.Fatal(err)
	}
	if got := cmd.ProcessState.ExitCode(); got != want {
		t.Errorf("%s\nends with %d, want %d:\n%s", shown, got, want, out)
	}
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

// programs puts an ssh, scp and sftp that take whatever host for the server, as the
// holder of a key, and the program under test where a shell finds them.
func (d *desk) programs(key string) {
	d.t.Helper()
	bin := filepath.Join(d.home, "bin")
	if err := os.Mkdir(bin, 0o700); err != nil {
		d.t.Fatal(err)
	}
	host, port := d.hostPort()
	config := filepath.Join(d.home, "ssh_config")
	lines := []string{
		"Host *", "HostName " + host, "Port " + port, "User boss", "IdentityFile " + key, "IdentitiesOnly yes", "IdentityAgent none",
		"UserKnownHostsFile " + filepath.Join(d.home, "known_hosts"), "StrictHostKeyChecking no", "LogLevel ERROR",
	}
	if err := os.WriteFile(config, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		d.t.Fatal(err)
	}
	for _, name := range []string{"ssh", "scp", "sftp"} {
		client, err := exec.LookPath(name)
		if err != nil {
			d.t.Fatal(err)
		}
		script := "#!/bin/sh\nexec " + client + " -F " + config + " \"$@\"\n"
		if err := os.WriteFile(filepath.Join(bin, name), []byte(script), 0o700); err != nil {
			d.t.Fatal(err)
		}
	}
	if err := os.Symlink(snug, filepath.Join(bin, "snug")); err != nil {
		d.t.Fatal(err)
	}
}
