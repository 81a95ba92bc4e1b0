package e2e_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestA1WhoeverProvesAKeyIsWhoComes has OpenSSH's client offer somebody else's
// public key, which it has no private one for, in front of its own.
func TestA1WhoeverProvesAKeyIsWhoComes(t *testing.T) {
	t.Parallel()
	d := newDesk(t, serve(t, filepath.Join(t.TempDir(), "data")))
	keys := make(map[string]string)
	for _, name := range []string{"victim", "mallory", "stranger"} {
		keys[name] = d.key(name)
		if name == "stranger" {
			continue // has no account
		}
		if a := d.run(d.ssh(name, keys[name], "--", "register", name), ""); a.status != 0 {
			t.Fatal(a.stderr)
		}
	}
	stolen := func(name string) string { // the public key alone
		t.Helper()
		b, err := os.ReadFile(keys[name] + ".pub")
		if err != nil {
			t.Fatal(err)
		}
		d.write("stolen-"+name+".pub", string(b), 0o600)
		return filepath.Join(d.home, "stolen-"+name+".pub")
	}
	tests := []struct {
		name          string
		offers, proof string
		want          string // in what whoami says
	}{
		{"known, then known", "victim", "mallory", "mallory"},
		{"known, then unknown", "victim", "stranger", "guest"},
		{"unknown, then known", "stranger", "mallory", "mallory"},
		{"the other way round", "mallory", "victim", "victim"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := d.in(t)
			line := func(more ...string) answer {
				return d.run(d.ssh(tt.offers, stolen(tt.offers), append([]string{"-i", keys[tt.proof], "--"}, more...)...), "")
			}
			a := line("whoami")
			if a.status != 0 || !strings.Contains(a.stdout, tt.want) || tt.want != tt.offers && strings.Contains(a.stdout, tt.offers) {
				t.Errorf("whoami ends with %d and %q, want %s:\n%s", a.status, a.stdout, tt.want, a.stderr)
			}
			if tt.want == "guest" {
				if a := line("send", "lobby", "hello"); a.status != 3 {
					t.Errorf("a stranger writes: %+v", a)
				}
			}
		})
	}
	t.Run("with an agent", func(t *testing.T) {
		d := d.in(t)
		for _, program := range []string{"ssh-agent", "ssh-add"} {
			needs(t, program)
		}
		// The agent has one key; the client is told to offer the other as well.
		script := `eval "$(ssh-agent -s)" >/dev/null; trap 'ssh-agent -k >/dev/null' EXIT; ssh-add -q "$1"; shift; "$@"`
		args := append([]string{"sh", "-c", script, "sh", keys["mallory"], "ssh"}, withAgent(d.ssh("victim", stolen("victim"), "-i", stolen("mallory"), "--", "whoami"))...)
		if a := d.runProgram(args, nil); a.status != 0 || !strings.Contains(a.stdout, "mallory") || strings.Contains(a.stdout, "victim") {
			t.Errorf("whoami ends with %d and %q:\n%s", a.status, a.stdout, a.stderr)
		}
	})
}

// withAgent lets arguments of ssh use the agent that the environment names.
func withAgent(args []string) []string {
	var out []string
	for _, a := range args {
		if strings.HasPrefix(strings.ToLower(a), "identityagent") {
			a = "IdentityAgent=SSH_AUTH_SOCK"
		}
		out = append(out, a)
	}
	return out
}

// TestA2NothingOfAnotherUserNameRemains has a client fail as one user and come in as
// another on the same connection.
func TestA2NothingOfAnotherUserNameRemains(t *testing.T) {
	t.Parallel()
	d := newDesk(t, serve(t, filepath.Join(t.TempDir(), "data")))
	if out, err := exec.Command(debianPython, "-c", "import paramiko").CombinedOutput(); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%v\n%s", err, out)
		}
		t.Skip("paramiko is missing")
	}
	keys := make(map[string]string)
	for _, name := range []string{"alice", "bob"} {
		keys[name] = d.key(name)
		if a := d.run(d.ssh(name, keys[name], "--", "register", name), ""); a.status != 0 {
			t.Fatal(a.stderr)
		}
	}
	script, err := filepath.Abs(filepath.Join("testdata", "usernames.py"))
	if err != nil {
		t.Fatal(err)
	}
	host, port := d.hostPort()
	for _, tt := range []struct{ first, proves, second string }{
		{"alice", "bob", "bob"}, {"alice", "bob", "alice"}, {"root", "alice", "bob"},
	} {
		a := d.runProgram([]string{debianPython, script, host, port, tt.first, keys[tt.proves], tt.second}, nil)
		if a.status != 0 || !strings.Contains(a.stdout, tt.proves) || tt.first != tt.proves && strings.Contains(a.stdout, tt.first) {
			t.Errorf("%s, then %s with the key of %s, is %d %q\n%s", tt.first, tt.second, tt.proves, a.status, a.stdout, a.stderr)
		}
	}
}
