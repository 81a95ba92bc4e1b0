package e2e_test

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A shell is one that there is a script for.
type shell struct {
	name  string
	start []string
	load  string // what loads the script
	path  string // what puts the programs of the desk before all others
}

var shells = []shell{
	{"bash", []string{"bash", "--noprofile", "--norc", "-i"}, "source ./script", "PATH=$PWD/bin:$PATH"},
	{"zsh", []string{"zsh", "-f", "-i"}, "autoload -Uz compinit; compinit -u -D; source ./script", "PATH=$PWD/bin:$PATH"},
	{"fish", []string{"fish", "-i"}, "source ./script", "set PATH $PWD/bin $PATH"},
}

// in returns the desk for a part of its test.
func (d *desk) in(t *testing.T) *desk {
	part := *d
	part.t = t
	return &part
}

// openShell begins a shell in which the script for it is loaded, as somebody with
// a key gets it.
func (d *desk) openShell(sh shell, key string) *window {
	d.t.Helper()
	needs(d.t, sh.name)
	d.write("script", d.must(key, "completion "+sh.name+" --host snug"), 0o600)
	w := d.openProgram(d.t.Name()[strings.LastIndexByte(d.t.Name(), '/')+1:], 100, 30, sh.start)
	w.do("echo rea''dy")
	w.waitFor("\nready")
	w.do(sh.load + "; echo loa''ded")
	w.waitFor("\nloaded")
	return w
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
	t.Parallel()
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
			d := d.in(t)
			w := d.openShell(sh, alice)
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
				{"nothing that fits", "join zzq", "join zzq"},
			} {
				w.press("C-u")
				w.send("ssh -F c snug " + tt.typed)
				w.waitFor("ssh -F c snug " + tt.typed)
				w.press("Tab")
				w.send("#") // ends what is waited for, and a blank before it is seen
				w.waitFor("ssh -F c snug " + tt.want + "#")
			}
			t.Run("a list of several", func(t *testing.T) {
				w := &window{d.in(t), w.name}
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

// fakeSSH notes what it is given, and prints what the file answer holds to who
// completes.
const fakeSSH = `#!/bin/sh
{ printf '%s\n' "$@"; echo END; } >>calls
case "$*" in *"complete -- "*) cat answer ;; esac
`

// TestCompletionOfAHostileServer lets a server answer with what a shell would act
// on. Whatever comes into the line is one word that means itself.
func TestCompletionOfAHostileServer(t *testing.T) {
	t.Parallel()
	d := newDesk(t, serve(t, filepath.Join(t.TempDir(), "data")))
	alice := d.register("alice")
	if err := os.Mkdir(filepath.Join(d.home, "bin"), 0o700); err != nil {
		t.Fatal(err)
	}
	d.write("bin/ssh", fakeSSH, 0o700)
	// calls returns what ssh was given, called the first call with an argument.
	calls := func() [][]string {
		b, err := os.ReadFile(filepath.Join(d.home, "calls"))
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		var all [][]string
		for call := range strings.SplitSeq(strings.TrimSuffix(string(b), "END\n"), "END\n") {
			all = append(all, strings.Split(strings.TrimSuffix(call, "\n"), "\n"))
		}
		return all
	}
	called := func(arg string) []string {
		for _, call := range calls() {
			if slices.Contains(call, arg) {
				return call
			}
		}
		return nil
	}
	evil := []string{
		"a$(touch pwned)", "a`touch pwned`", "a;touch pwned", "a|touch pwned", "a&touch pwned", "a>pwned", `a'$(touch pwned)'`,
		`a"$(touch pwned)`, `a\`, "a*", "a{b,c}", "a!!", "a#b", "a~", "a$HOME",
	}
	for _, sh := range shells {
		t.Run(sh.name, func(t *testing.T) {
			w := d.in(t).openShell(sh, alice)
			w.do(sh.path + "; echo fa''ked")
			w.waitFor("\nfaked")
			w.send("ssh elsewhere zz" + sh.name)
			w.press("Tab")
			w.press("Enter")
			w.until("call for another host", func() bool { return called("zz"+sh.name) != nil })

			n := 0
			// try presses Tab behind a word in quotes, and then Enter. It returns
			// what ssh was given in the end.
			try := func(options, quote string) string {
				n++
				mark := fmt.Sprintf("%s%d", sh.name, n)
				typed := "ssh " + options + "snug " + mark + " " + quote + "a" + quote
				w.press("C-l")
				w.send(typed)
				w.waitFor(typed)
				if quote != "" {
					w.press("Left")
				}
				w.press("Tab")
				w.until("question about "+mark, func() bool { return called("complete -- '"+mark+" a'") != nil })
				w.press("C-e")
				w.press("Enter")
				w.until("call with "+mark, func() bool { return called(mark) != nil })
				call := called(mark)
				return call[len(call)-1]
			}
			for _, value := range evil {
				d.write("answer", value+"\t$(touch pwned)`touch pwned`\n", 0o600)
				if got := try("-L 1:h:1 -o ProxyCommand=evil -i k ", ""); got != value {
					t.Errorf("%q came into the line as %q", value, got)
				}
				for _, quote := range []string{`"`, "'"} {
					if got := try("", quote); got != value && got != "a" { // else it is left out
						t.Errorf("%q came into %s as %q", value, quote, got)
					}
				}
			}
			if _, err := os.Stat(filepath.Join(d.home, "pwned")); err == nil {
				t.Error("what the server answered was run")
			}
			for _, call := range calls() {
				if asked := slices.ContainsFunc(call, func(arg string) bool { return strings.HasPrefix(arg, "complete -- ") }); !asked {
					continue
				}
				if slices.Contains(call, "elsewhere") || slices.Contains(call, "-L") || slices.Contains(call, "ProxyCommand=evil") {
					t.Errorf("completion has called ssh with %q", call)
				}
			}
		})
	}
}
