package e2e_test

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/crypto/ssh"
)

func cmdSSH(ts *testscript.TestScript, neg bool, args []string) {
	s := storyOf(ts)
	var escapes bool
	var input string
	var keys []ssh.Signer
	for len(args) > 0 && strings.HasPrefix(args[0], "-") {
		switch {
		case args[0] == "-e":
			escapes = true
		case args[0] == "-in" && len(args) > 1:
			input, args = ts.ReadFile(args[1]), args[1:]
		case args[0] == "-offer" && len(args) > 1:
			keys, args = append(keys, offered{s.key(ts, args[1]).PublicKey()}), args[1:]
		default:
			ts.Fatalf("unknown: ssh %s", args[0])
		}
		args = args[1:]
	}
	if len(args) == 0 {
		ts.Fatalf("usage: ssh [-e] [-in FILE] [-offer KEY] KEY [USER@] [-- COMMAND]")
	}
	keys, args = append(keys, s.key(ts, args[0])), args[1:]
	user := "somebody"
	if len(args) > 0 && strings.HasSuffix(args[0], "@") {
		user, args = strings.TrimSuffix(args[0], "@"), args[1:]
	}
	command := strings.Join(args, " ")
	if len(args) > 0 {
		if args[0] != "--" {
			ts.Fatalf("-- must stand before the command, not %s", args[0])
		}
		command = strings.Join(args[1:], " ")
	}
	if escapes {
		user, command, input = unescape(user), unescape(command), unescape(input)
	}
	conn, err := s.running(ts).dial(user, keys...)
	ts.Check(err)
	defer conn.Close()
	var a answer
	if command == "" {
		a, err = conn.shell(strings.NewReader(input))
	} else {
		a, err = conn.ask(command, strings.NewReader(input))
	}
	ts.Check(err)
	io.WriteString(ts.Stdout(), a.stdout)
	io.WriteString(ts.Stderr(), a.stderr)
	s.status = a.status
	switch {
	case a.status != 0 && !neg:
		ts.Fatalf("exit status %d: %s", a.status, a.stderr)
	case a.status == 0 && neg:
		ts.Fatalf("exit status 0")
	}
}

var escape = regexp.MustCompile(`\\(x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})`)

// unescape turns \xNN into a byte and \uNNNN and \UNNNNNNNN into a character.
func unescape(s string) string {
	return escape.ReplaceAllStringFunc(s, func(e string) string {
		n, err := strconv.ParseUint(e[2:], 16, 32)
		if err != nil {
			panic(err) // the expression lets only digits through
		}
		if e[1] == 'x' {
			return string([]byte{byte(n)})
		}
		return string(rune(n))
	})
}

// A listener is a command that runs in the background of a script.
type listener struct {
	conn *client
	out  buffer
}

func cmdListen(ts *testscript.TestScript, neg bool, args []string) {
	s := storyOf(ts)
	if neg || len(args) < 4 || args[2] != "--" {
		ts.Fatalf("usage: listen NAME KEY -- COMMAND")
	}
	conn, err := s.running(ts).dial("somebody", s.key(ts, args[1]))
	ts.Check(err)
	l := &listener{conn: conn}
	s.listeners[args[0]] = l
	session, err := conn.NewSession()
	ts.Check(err)
	session.Stdout, session.Stderr = &l.out, &l.out
	ts.Check(session.Start(strings.Join(args[3:], " ")))
}

func cmdHeard(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: heard NAME REGEXP")
	}
	l := storyOf(ts).listeners[args[0]]
	want, err := regexp.Compile("(?m)" + args[1])
	ts.Check(err)
	if l == nil {
		ts.Fatalf("there is no listener %s", args[0])
	}
	if !l.out.await(patience, func(s string) bool { return want.MatchString(s) }) {
		ts.Fatalf("%s has not heard %s, but:\n%s", args[0], want, l.out.String())
	}
	io.WriteString(ts.Stdout(), l.out.String())
}

func cmdHangup(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: hangup NAME")
	}
	if l := storyOf(ts).listeners[args[0]]; l != nil {
		ts.Check(l.conn.Close())
	}
}

func cmdRush(ts *testscript.TestScript, neg bool, args []string) {
	s := storyOf(ts)
	at := slices.Index(args, "--")
	if neg || at < 1 {
		ts.Fatalf("usage: rush N [-key KEY] -- COMMAND")
	}
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	keys := make([]ssh.Signer, n)
	for i := range keys {
		if at == 3 && args[1] == "-key" {
			keys[i] = s.key(ts, args[2])
		} else {
			keys[i] = newKey()
		}
	}
	// Everybody connects first, so that the commands do come at once.
	conns := make([]*client, n)
	for i := range conns {
		conns[i], err = s.running(ts).dial("somebody", keys[i])
		ts.Check(err)
		defer conns[i].Close()
	}
	statuses := make([]string, n)
	var wg sync.WaitGroup
	for i, conn := range conns {
		wg.Go(func() {
			a, err := conn.ask(strings.ReplaceAll(strings.Join(args[at+1:], " "), "%d", strconv.Itoa(i+1)), nil)
			statuses[i] = fmt.Sprintf("status %d", a.status)
			if err != nil {
				statuses[i] = err.Error()
			}
		})
	}
	wg.Wait()
	slices.Sort(statuses)
	for len(statuses) > 0 {
		same, _ := slices.BinarySearch(statuses, statuses[0]+"\x00")
		fmt.Fprintf(ts.Stdout(), "%d times %s\n", same, statuses[0])
		statuses = statuses[same:]
	}
}

func cmdHarmless(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: harmless FILE...")
	}
	for _, file := range args {
		s := ts.ReadFile(file)
		if at, what := firstHarm(s); what != "" {
			ts.Fatalf("%s has %s at byte %d:\n%q", file, what, at, s)
		}
	}
}

// aboutMessage are the commands that name a message, as %s.
var aboutMessage = []string{
	"message show %s", "message show %s --json", "thread %s", "reply %s mine", "edit %s mine",
	"delete %s", "delete --yes %s", "react %s +1", "react --off %s +1", "pin %s", "unpin %s",
}

func cmdForeign(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: foreign A B KEY")
	}
	s := storyOf(ts)
	conn, err := s.running(ts).dial("somebody", s.key(ts, args[2]))
	ts.Check(err)
	defer conn.Close()
	for _, command := range aboutMessage {
		var answers [2]answer
		for i, id := range args[:2] {
			a, err := conn.ask(fmt.Sprintf(command, id), nil)
			ts.Check(err)
			a.stdout = strings.ReplaceAll(a.stdout, id, "ID")
			a.stderr = strings.ReplaceAll(a.stderr, id, "ID")
			answers[i] = a
		}
		if answers[0] != answers[1] || answers[0].status != statusNotFound {
			ts.Fatalf("%s: %s answers %+v, %s answers %+v", command, args[0], answers[0], args[1], answers[1])
		}
	}
}

// statusNotFound is the exit status of a command about what is not there, or
// must not be known of.
const statusNotFound = 5
