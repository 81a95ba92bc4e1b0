package e2e_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A scene is one program at a desk, with the keys of two people and of nobody.
type scene struct {
	*desk
	stock
	keys map[string]string // paths in the program's form, by who has them
}

// newScene lets a program come to a new server.
func newScene(t *testing.T, program stock) *scene {
	t.Helper()
	s := &scene{desk: newDesk(t, serve(t, filepath.Join(t.TempDir(), "data")), program.tools...), stock: program}
	s.trust()
	s.keys = map[string]string{"nobody": ""}
	for _, name := range []string{"ana", "bob"} {
		s.keys[name] = s.stock.key(s.desk, s.desk.key(name))
	}
	return s
}

// as runs a command of somebody without a terminal; no words are no command.
func (s *scene) as(who string, stdin io.Reader, command ...string) answer {
	s.t.Helper()
	return s.runProgram(s.args(s.desk, s.keys[who], false, command), stdin)
}

// A step is one command of a script and what must come of it.
type step struct {
	name   string
	who    string
	words  []string // as a program is given them, behind the host
	stdin  string
	status int
	stdout string // an expression that matches it; empty: it is empty
	stderr string // the same
}

// script is what people do with commands and nothing else.
var script = []step{
	{"without a key", "nobody", []string{"whoami"}, "", 3, ``, `ssh-keygen -t ed25519`},
	{"without an account", "ana", []string{"send", "lobby", "hello"}, "", 3, ``, `(?s)^error: .*register`},
	{"sign up", "ana", []string{"register", "ana"}, "", 0, `^Welcome, ana\.`, ``},
	{"sign up once more", "ana", []string{"register", "ana2"}, "", 7, ``, `^error: `},
	{"take another's name", "bob", []string{"register", "ana"}, "", 7, ``, `^error: `},
	{"another signs up", "bob", []string{"register", "bob"}, "", 0, `^Welcome, bob\.`, ``},
	{"no such command", "ana", []string{"frobnicate"}, "", 2, ``, `^error: .*frobnicate`},
	{"no such room", "ana", []string{"send", "nowhere", "hello"}, "", 5, ``, `^error: .*#nowhere`},
	{"what takes more", "ana", []string{"user", "suspend", "bob"}, "", 4, ``, `^error: `},
	{"a flag that there is not", "ana", []string{"history", "lobby", "--backwards"}, "", 2, ``, `^error: .*backwards`},

	{"an apostrophe", "ana", []string{"send", "lobby", "it's", "me"}, "", 0, `^m_\S{26}\n$`, ``},
	{"quotes and blanks", "ana", []string{`send lobby "two  blanks"`}, "", 0, `^m_\S{26}\n$`, ``},
	{"what a shell would act on", "ana", []string{"send lobby $HOME `id` ; ls | wc > x && false * ~"}, "", 0, `^m_\S{26}\n$`, ``},
	{"what a shell would act on, as a room", "ana", []string{"history `id`;ls"}, "", 5, ``, `^error: `},
	{"Chinese and an emoji", "ana", []string{"send", "lobby", "你好，世界 👩‍💻"}, "", 0, `^m_\S{26}\n$`, ``},
	{"bytes that are no text", "ana", []string{"send", "lobby", "\xff\xfe\x1b[31m"}, "", 2, ``, `^error: .*UTF-8`},
	{"from standard input", "ana", []string{"send", "lobby", "-"}, "一行\r\n  two\n", 0, `^m_\S{26}\n$`, ``},
	{"nothing from standard input", "ana", []string{"send", "lobby", "-"}, "", 2, ``, `^error: `},
	{"too many lines", "ana", []string{"send", "lobby", "-"}, strings.Repeat("y\n", 10_000), 2, ``, `^error: the message has \d+ `},

	{
		"read it all", "bob",
		[]string{"history", "lobby"},
		"", 0,
		`(?s)#1  ana: it's me\n.*#2  ana: "?two  blanks"?\n.*\$HOME ` + "`id`" + ` ; ls \| wc > x && false \* ~\n.*ana: 你好，世界 👩‍💻\n.*ana: 一行\n +  two\n$`, ``,
	},
	{
		"read it as JSON", "bob",
		[]string{"history", "lobby", "--json", "--limit", "1"},
		"", 0, `(?s)^\{"v":1,.*"text":"一行\\n  two"`, ``,
	},
	{"an error as JSON", "bob", []string{"history", "nowhere", "--json"}, "", 5, ``, `^\{.*"code":"not_found"`},

	{"make a room", "bob", []string{"room", "create", "books"}, "", 0, `books`, ``},
	{"without the last word", "bob", []string{"room", "delete", "books"}, "", 8, ``, `--yes`},
	{"slow it down", "bob", []string{"room", "set", "books", "slow", "10m"}, "", 0, `10m`, ``},
	{"come in", "ana", []string{"join", "books"}, "", 0, `#books`, ``},
	{"say something", "ana", []string{"send", "books", "one"}, "", 0, `^m_\S{26}\n$`, ``},
	{"say more too soon", "ana", []string{"send", "books", "two"}, "", 6, ``, `^error: .*min`},
	{"remove it", "bob", []string{"room", "delete", "books", "--yes"}, "", 0, `books`, ``},
}

// TestEveryClientRunsTheSameScript lets OpenSSH, Dropbear and PuTTY do the same
// and holds each to the same answers: statuses, and the two streams apart.
func TestEveryClientRunsTheSameScript(t *testing.T) {
	t.Parallel()
	var first []answer
	for _, program := range stocks {
		t.Run(program.name, func(t *testing.T) {
			s := newScene(t, program)
			var answers []answer
			for _, step := range script {
				a := s.as(step.who, strings.NewReader(step.stdin), step.words...)
				if a.status != step.status {
					t.Errorf("%s: status %d, want %d", step.name, a.status, step.status)
				}
				check(t, step.name+": standard output", a.stdout, step.stdout)
				check(t, step.name+": standard error", a.stderr, step.stderr)
				answers = append(answers, answer{anonymous(a.stdout), anonymous(a.stderr), a.status})
			}
			if first == nil {
				first = answers
			}
			if diff := cmp.Diff(first, answers, cmp.AllowUnexported(answer{})); diff != "" {
				t.Errorf("not what the first client was answered:\n%s", diff)
			}
		})
	}
}

// check holds a text against an expression; an empty one means nothing at all.
func check(t *testing.T, what, text, want string) {
	t.Helper()
	switch {
	case want == "" && text != "":
		t.Errorf("%s is %q, want nothing", what, text)
	case !regexp.MustCompile(want).MatchString(text):
		t.Errorf("%s is %q, want %s", what, text, want)
	}
}

var particulars = regexp.MustCompile(`[mr]_[0-9A-Z]+|SHA256:\S+|-p \d+ \S+|\d{4}-\d{2}-\d{2}[T ][0-9:.]+Z|in \d+ min`)

// anonymous takes out of a text what no two servers have in common.
func anonymous(text string) string { return particulars.ReplaceAllString(text, "*") }

// TestEveryClientTakesBigOutput reads far more than the pipes and windows of any
// of them hold: all of it, and no more than its beginning.
func TestEveryClientTakesBigOutput(t *testing.T) {
	t.Parallel()
	for _, program := range stocks {
		t.Run(program.name, func(t *testing.T) {
			s := newScene(t, program)
			writer, err := s.server.dial("writer", s.server.signUp(t, "writer"))
			if err != nil {
				t.Fatal(err)
			}
			defer writer.Close()
			for i := range 80 {
				text := fmt.Sprintf("%d\n%s", i, strings.Repeat(strings.Repeat("多", 600)+"\n", 2))
				if a, err := writer.ask("send lobby -", strings.NewReader(text)); err != nil || a.status != 0 {
					t.Fatalf("%+v, %v", a, err)
				}
			}
			want, err := writer.ask("history lobby --limit 1000", nil)
			if err != nil || len(want.stdout) < 250_000 {
				t.Fatalf("%d bytes, %v", len(want.stdout), err)
			}
			s.as("ana", nil, "register", "ana")
			if got := s.as("ana", nil, "history", "lobby", "--limit", "1000"); got != want {
				t.Errorf("status %d, %d bytes, want the %d that another has read\n%s", got.status, len(got.stdout), len(want.stdout), got.stderr)
			}
			command := []string{"history", "lobby", "--limit", "1000"}
			if s.mute {
				command = append(command, "--after", "78") // what fits into its window
				want = s.as("ana", nil, command...)
			}
			line := s.args(s.desk, s.keys["ana"], false, command)
			got := s.runProgram(append([]string{"sh", "-c", `{ "$@"; echo "status $?" >&2; } | head -c 10`, "sh"}, line...), nil)
			if got.stdout != want.stdout[:10] || got.stderr != s.unread {
				t.Errorf("the beginning alone: %q and %q, want %q and %q", got.stdout, got.stderr, want.stdout[:10], s.unread)
			}
		})
	}
}

// TestNoClientIsKeptWaitingForInput runs a command that reads none while
// standard input stays open.
func TestNoClientIsKeptWaitingForInput(t *testing.T) {
	t.Parallel()
	for _, program := range stocks {
		t.Run(program.name, func(t *testing.T) {
			s := newScene(t, program)
			open, end, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			defer open.Close()
			defer end.Close()
			if a := s.as("ana", open, "register", "ana"); a.status != 0 {
				t.Errorf("status %d: %s", a.status, a.stderr)
			}
		})
	}
}

// TestEveryClientHasTheScreen signs up on the screen, talks and leaves.
func TestEveryClientHasTheScreen(t *testing.T) {
	t.Parallel()
	for _, program := range stocks {
		t.Run(program.name, func(t *testing.T) {
			s := newScene(t, program)
			w := s.openProgram("ana", 80, 24, s.args(s.desk, s.keys["ana"], true, nil))
			w.waitFor(signUpText)
			w.press("C-u")
			w.send("ana")
			w.press("Enter")
			w.waitFor(roomText)
			w.do("你好，世界")
			w.waitFor("ana 你好，世界")
			w.do("/quit")
			w.waitFor("ended with 0")

			w = s.openProgram("command", 80, 24, s.args(s.desk, s.keys["ana"], true, []string{"history", "lobby"}))
			w.waitFor("ana: 你好，世界", "ended with 0")
		})
	}
}

// TestEveryClientHasLineMode talks without a screen: without a terminal, with a file
// by accident and on purpose, and with a terminal.
func TestEveryClientHasLineMode(t *testing.T) {
	t.Parallel()
	for _, program := range stocks {
		t.Run(program.name, func(t *testing.T) {
			s := newScene(t, program)
			for _, name := range []string{"ana", "bob"} {
				s.as(name, nil, "register", name)
			}
			steps := []step{
				{"a talk", "ana", nil, "/talk\n你好，世界\n/quit\n", 0, `you are ana in #lobby`, ``},
				{"to the end of the input", "ana", nil, "/who\n", 0, `(?m)^ana`, ``},
				{"a file by accident", "ana", nil, "one\ntwo\n", 2, `you are ana`, `2 lines were not said`},
				{"a file on purpose", "ana", []string{"lines"}, "one\ntwo\n", 0, ``, `^2 lines were said in #lobby`},
				{"all of it", "bob", []string{"history", "lobby"}, "", 0, `(?s)ana: 你好，世界\n[^\n]*ana: one\n[^\n]*ana: two\n$`, ``},
			}
			for _, step := range steps {
				a := s.as(step.who, strings.NewReader(step.stdin), step.words...)
				a.stderr = strings.TrimPrefix(a.stderr, s.preface)
				if a.status != step.status {
					t.Errorf("%s: status %d, want %d", step.name, a.status, step.status)
				}
				check(t, step.name+": standard output", a.stdout, step.stdout)
				check(t, step.name+": standard error", a.stderr, step.stderr)
				if at, what := firstHarm(a.stdout + a.stderr); what != "" {
					t.Errorf("%s: %s at byte %d of %q", step.name, what, at, a.stdout+a.stderr)
				}
			}

			w := s.openProgram("bob", 60, 20, s.args(s.desk, s.keys["bob"], true, []string{"plain"}))
			w.waitFor("you are bob in #lobby", "#lobby>")
			w.send("你好吗")
			w.cursorBehind("> 你好吗")
			w.press("BSpace")
			w.cursorBehind("> 你好")
			w.gone("吗")
			w.press("Left")
			w.send("们")
			w.cursorBehind("> 你们")
			w.waitFor("> 你们好")
			s.as("ana", strings.NewReader("wait for it"), "send", "lobby", "-")
			w.press("Enter")
			w.waitFor("ana: wait for it")
			w.do("/quit")
			w.waitFor("ended with 0")
			if got := s.as("ana", nil, "history", "lobby", "--limit", "1"); !strings.Contains(got.stdout, "bob: 你们好") {
				t.Errorf("bob has said %q", got.stdout)
			}
		})
	}
}
