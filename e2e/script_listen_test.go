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

// A listener is a command that runs in the background of a script.
type listener struct {
	conn  *client
	out   buffer
	ended chan struct{} // closed when the command has ended
	err   error         // how; read after ended is closed
}

func cmdListen(ts *testscript.TestScript, neg bool, args []string) {
	s := storyOf(ts)
	from := ""
	if len(args) > 2 && args[0] == "-from" {
		from, args = args[1], args[2:]
	}
	if neg || len(args) < 4 || args[2] != "--" {
		ts.Fatalf("usage: listen [-from ADDRESS] NAME KEY -- COMMAND")
	}
	conn, err := s.running(ts).dialFrom(from, "somebody", s.key(ts, args[1]))
	ts.Check(err)
	l := &listener{conn: conn, ended: make(chan struct{})}
	s.listeners[args[0]] = l
	session, err := conn.NewSession()
	ts.Check(err)
	session.Stdout, session.Stderr = &l.out, &l.out
	ts.Check(session.Start(strings.Join(args[3:], " ")))
	go func() {
		l.err = session.Wait()
		close(l.ended)
	}()
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
