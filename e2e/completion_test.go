package e2e_test

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// shells are those that there is a script for, and how each is begun and loads it.
var shells = []struct {
	name  string
	start []string
	load  string
}{
	{"bash", []string{"bash", "--noprofile", "--norc", "-i"}, "source ./script"},
	{"zsh", []string{"zsh", "-f", "-i"}, "autoload -Uz compinit; compinit -u -D; source ./script"},
	{"fish", []string{"fish", "-i"}, "source ./script"},
}

// needs skips a test where a program is missing, but not in CI.
func needs(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
}

// write writes a file into the home of a desk.
func (d *desk) write(name, content string, mode os.FileMode) {
	d.t.Helper()
	if err := os.WriteFile(filepath.Join(d.home, name), []byte(content), mode); err != nil {
		d.t.Fatal(err)
	}
}

// configure lets "ssh -F c snug" reach the server with a key.
func (d *desk) configure(key string) {
	d.t.Helper()
	host, port, err := net.SplitHostPort(d.server.addr)
	if err != nil {
		d.t.Fatal(err)
	}
	d.write("c", fmt.Sprintf("Host snug\n HostName %s\n Port %s\n IdentityFile %s\n IdentitiesOnly yes\n IdentityAgent none\n"+
		" UserKnownHostsFile %s/known\n StrictHostKeyChecking no\n LogLevel ERROR\n", host, port, key, d.home), 0o600)
}

// TestCompletionInTheShells presses Tab in real shells, with the names and topics
// of attackers around.
func TestCompletionInTheShells(t *testing.T) {
	s := serve(t, filepath.Join(t.TempDir(), "data"))
	d := newDesk(t, s)
	alice, bob := d.register("alice"), d.register("bob")
	d.must(bob, "display 王小明")
	d.must(alice, "room create books --topic 'what we read'")
	d.must(bob, "room create trap --topic '$(touch pwned)`touch pwned`;touch pwned;\"x\\'")
	d.must(bob, "room create trapdoor")
	d.must(bob, "send trap -- $(touch pwned)")
	d.must(bob, "msg alice hello")
	d.configure(alice)

	for _, sh := range shells {
		t.Run(sh.name, func(t *testing.T) {
			needs(t, sh.name)
			d := *d
			d.t = t
			d.write("script", d.must(alice, "completion "+sh.name+" --host snug"), 0o600)
			w := d.openProgram(sh.name, 100, 30, sh.start)
			w.do("echo rea''dy")
			w.waitFor("\nready")
			w.do(sh.load + "; echo loa''ded")
			w.waitFor("\nloaded")
			for _, tt := range []struct{ name, typed, want string }{
				{"a command", "hist", "history "},
				{"the second word of one", "room cre", "room create "},
				{"a room", "join boo", "join books "},
				{"a room in an open quote", `join "boo`, `join "books" `},
				{"a Chinese name of a command", "加", "加入 "},
				{"a room behind it", "加入 boo", "加入 books "},
				{"somebody with a mark", "msg @bo", "msg @bob "},
				{"a flag", "tail lobby --fol", "tail lobby --follow "},
				{"the value of a flag", "search --a", "search --all "},
				{"as far as it is clear", "join tra", "join trap"},
				{"two words that are one of the shell's", `'join boo`, `'join books' `},
			} {
				w.press("C-u")
				w.send("ssh -F c snug " + tt.typed)
				w.waitFor("ssh -F c snug " + tt.typed)
				w.press("Tab")
				w.send("#") // ends what is waited for, and a blank before it is seen
				w.waitFor("ssh -F c snug " + tt.want + "#")
			}
			t.Run("a list of several", func(t *testing.T) {
				w := &window{&desk{t: t, home: d.home, socket: d.socket, server: d.server}, w.name}
				w.press("C-u")
				w.press("C-l")
				w.send("ssh -F c snug join trap")
				w.waitFor("join trap")
				w.press("Tab")
				w.press("Tab")
				w.waitFor("trapdoor", "$(touch pwned)`touch pwned`;touch pwned")
			})
			if _, err := os.Stat(filepath.Join(d.home, "pwned")); err == nil {
				t.Error("a topic was run")
			}
		})
	}
}
