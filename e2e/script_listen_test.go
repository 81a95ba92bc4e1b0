package e2e_test

import (
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/crypto/ssh"
)

// A listener is a command, or the chat, that runs in the background of a script.
type listener struct {
	conn   *client
	stdin  io.WriteCloser
	enter  string // what ends a line that is typed
	out    buffer // both streams
	stderr buffer
	ended  chan struct{} // closed when it has ended
	err    error         // how; read after ended is closed
}

// Write takes what comes on standard error.
func (l *listener) Write(p []byte) (int, error) {
	_, _ = l.stderr.Write(p) // never fails
	return l.out.Write(p)
}

func cmdListen(ts *testscript.TestScript, neg bool, args []string) {
	s := storyOf(ts)
	from, term, env := "", "", [][2]string(nil)
	for ; len(args) > 2 && strings.HasPrefix(args[0], "-"); args = args[2:] {
		switch args[0] {
		case "-from":
			from = args[1]
		case "-term":
			term = args[1]
		case "-env":
			name, value, _ := strings.Cut(args[1], "=")
			env = append(env, [2]string{name, value})
		default:
			ts.Fatalf("unknown: listen %s", args[0])
		}
	}
	if neg || len(args) < 2 || len(args) == 3 || len(args) > 3 && args[2] != "--" {
		ts.Fatalf("usage: listen [-from ADDRESS] [-term TYPE] [-env NAME=VALUE] NAME KEY [-- COMMAND]")
	}
	conn, err := s.running(ts).dialFrom(from, "somebody", s.key(ts, args[1]))
	ts.Check(err)
	l := &listener{conn: conn, enter: "\n", ended: make(chan struct{})}
	s.listeners[args[0]] = l
	session, err := conn.NewSession()
	ts.Check(err)
	session.Stdout, session.Stderr = &l.out, l
	l.stdin, err = session.StdinPipe()
	ts.Check(err)
	for _, kv := range env {
		ts.Check(session.Setenv(kv[0], kv[1]))
	}
	if term != "" {
		l.enter = "\r"
		ts.Check(session.RequestPty(term, 24, 80, ssh.TerminalModes{}))
	}
	if len(args) == 2 {
		ts.Check(session.Shell())
	} else {
		ts.Check(session.Start(strings.Join(args[3:], " ")))
	}
	go func() {
		l.err = session.Wait()
		close(l.ended)
	}()
}

// cmdType types a line, or the bytes alone.
func cmdType(ts *testscript.TestScript, neg bool, args []string) {
	bare := len(args) == 3 && args[0] == "-bare"
	if bare {
		args = args[1:]
	}
	if neg || len(args) != 2 {
		ts.Fatalf("usage: type [-bare] NAME TEXT")
	}
	l := storyOf(ts).listener(ts, args[0])
	text := unescape(args[1])
	if !bare {
		text += l.enter
	}
	_, err := io.WriteString(l.stdin, text)
	ts.Check(err)
}

// cmdEOF ends somebody's input.
func cmdEOF(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: eof NAME")
	}
	ts.Check(storyOf(ts).listener(ts, args[0]).stdin.Close())
}

// listener returns a command that the script has started.
func (s *story) listener(ts *testscript.TestScript, name string) *listener {
	l := s.listeners[name]
	if l == nil {
		ts.Fatalf("there is no listener %s", name)
	}
	return l
}

func cmdHeard(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: heard NAME REGEXP")
	}
	l := storyOf(ts).listener(ts, args[0])
	want, err := regexp.Compile("(?m)" + args[1])
	ts.Check(err)
	if !l.out.await(patience, func(s string) bool { return want.MatchString(s) }) {
		ts.Fatalf("%s has not heard %s, but:\n%s", args[0], want, l.out.String())
	}
	io.WriteString(ts.Stdout(), l.out.String())
}

func cmdEnded(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: ended NAME N")
	}
	l := storyOf(ts).listener(ts, args[0])
	select {
	case <-l.ended:
	case <-time.After(patience):
		ts.Fatalf("%s goes on after %v:\n%s", args[0], patience, l.out.String())
	}
	io.WriteString(ts.Stdout(), l.out.String())
	io.WriteString(ts.Stderr(), l.stderr.String())
	status := 0
	var exit *ssh.ExitError
	if errors.As(l.err, &exit) {
		status = exit.ExitStatus()
	} else {
		ts.Check(l.err)
	}
	if got := strconv.Itoa(status); got != args[1] {
		ts.Fatalf("%s ended with %s, want %s", args[0], got, args[1])
	}
}

func cmdHangup(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: hangup NAME")
	}
	ts.Check(storyOf(ts).listener(ts, args[0]).conn.Close())
}

// cmdAwait asks until what the server does by and by is done.
func cmdAwait(ts *testscript.TestScript, neg bool, args []string) {
	s := storyOf(ts)
	if len(args) < 4 || args[2] != "--" {
		ts.Fatalf("usage: [!] await REGEXP KEY -- COMMAND")
	}
	want, err := regexp.Compile("(?m)" + args[0])
	ts.Check(err)
	conn, err := s.running(ts).dial("somebody", s.key(ts, args[1]))
	ts.Check(err)
	defer conn.Close()
	deadline := time.After(patience)
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for {
		a, err := conn.ask(strings.Join(args[3:], " "), nil)
		ts.Check(err)
		if want.MatchString(a.stdout) != neg {
			io.WriteString(ts.Stdout(), a.stdout)
			return
		}
		select {
		case <-look.C:
		case <-deadline:
			ts.Fatalf("after %v, with status %d:\n%s%s", patience, a.status, a.stdout, a.stderr)
		}
	}
}
