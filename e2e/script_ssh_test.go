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
	var conn *client
	from := ""
	for len(args) > 0 && strings.HasPrefix(args[0], "-") && args[0] != "--" {
		switch {
		case args[0] == "-e":
			escapes = true
		case args[0] == "-in" && len(args) > 1:
			input, args = ts.ReadFile(args[1]), args[1:]
		case args[0] == "-offer" && len(args) > 1:
			keys, args = append(keys, offered{s.key(ts, args[1]).PublicKey()}), args[1:]
		case args[0] == "-over" && len(args) > 1:
			conn, args = s.listener(ts, args[1]).conn, args[1:]
		case args[0] == "-from" && len(args) > 1:
			from, args = args[1], args[1:]
		default:
			ts.Fatalf("unknown: ssh %s", args[0])
		}
		args = args[1:]
	}
	user := "somebody"
	if conn == nil {
		if len(args) == 0 {
			ts.Fatalf("usage: ssh [-e] [-in FILE] [-offer KEY] [-from ADDRESS] KEY|-over NAME [USER@] [-- COMMAND]")
		}
		keys, args = append(keys, s.key(ts, args[0])), args[1:]
		if len(args) > 0 && strings.HasSuffix(args[0], "@") {
			user, args = strings.TrimSuffix(args[0], "@"), args[1:]
		}
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
	var err error
	if conn == nil {
		conn, err = s.running(ts).dialFrom(from, user, keys...)
		ts.Check(err)
		defer conn.Close()
	}
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

func cmdPlain(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: plain FILE...")
	}
	for _, file := range args {
		s := strings.NewReplacer("\r", "", "\b", "").Replace(ts.ReadFile(file))
		if at, what := firstHarm(s); what != "" {
			ts.Fatalf("%s has %s at byte %d:\n%q", file, what, at, s)
		}
	}
}
