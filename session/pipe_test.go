package session_test

import (
	"io"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"snug/session"
)

// A piping is a pipe over SSH.
type piping struct {
	*ssh.Session
	in  io.WriteCloser
	out *watched
	err *watched
}

func pipe(t *testing.T, c *ssh.Client, flags string) *piping {
	t.Helper()
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	p := &piping{Session: s, out: newWatched(), err: newWatched()}
	s.Stdout, s.Stderr = p.out, p.err
	if p.in, err = s.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := s.Start("pipe " + flags); err != nil {
		t.Fatal(err)
	}
	p.out.shows(t, `"type":"hello"`)
	return p
}

func (p *piping) write(t *testing.T, line string) {
	t.Helper()
	if _, err := io.WriteString(p.in, line+"\n"); err != nil {
		t.Fatal(err)
	}
}

func TestPipeOverSSH(t *testing.T) {
	w := newWorld(t, session.Limits{})
	alice, bob := w.as(t, w.member(t, "alice")), w.as(t, w.member(t, "bob"))
	a, b := pipe(t, alice, "--rooms lobby"), pipe(t, bob, "--rooms lobby")
	a.write(t, `{"id":"1","cmd":"send","room":"lobby","text":"hello"}`)
	b.out.shows(t, `"text":"hello"`)
	a.out.shows(t, `"type":"ack","re":"1"`)
	a.write(t, `{"id":"2","cmd":"send","room":"lobby","text":"`+strings.Repeat("x", 10<<20)+`"}`)
	a.out.shows(t, `"type":"error","re":"2"`)
	a.write(t, `{"id":"3","cmd":"ping"}`)
	if err := a.in.Close(); err != nil {
		t.Fatal(err)
	}
	if s := status(t, a.Wait()); s != 0 || !strings.Contains(a.out.String(), `"type":"ack","re":"3"`) {
		t.Errorf("the pipe ends with %d: %s", s, a.out.String())
	}
}

// TestPipeOnATerminal types a command, as its author does who looks how it works.
func TestPipeOnATerminal(t *testing.T) {
	w := newWorld(t, session.Limits{})
	s, err := w.as(t, w.member(t, "alice")).NewSession()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.RequestPty("xterm", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	s.Stdin = strings.NewReader(`{"id":"1","cmd":"ping"}` + "\r\x04")
	out, err := s.Output("pipe")
	if err != nil || !strings.Contains(string(out), `"type":"ack","re":"1"`) {
		t.Errorf("it says %q, %v", out, err)
	}
}

func TestPipeIsToldThatTheServerStops(t *testing.T) {
	w := newWorld(t, session.Limits{})
	p := pipe(t, w.as(t, w.member(t, "alice")), "--rooms lobby")
	stop(t, w)
	if s := status(t, p.Wait()); s != 9 {
		t.Errorf("the pipe ends with %d", s)
	}
	lines := strings.Split(strings.TrimSpace(p.out.String()), "\n")
	if last := lines[len(lines)-1]; !strings.Contains(last, `"type":"bye","code":"unavailable"`) || !strings.Contains(p.err.String(), `"exit":9`) {
		t.Errorf("the last line is %s, and beside it is %s", last, p.err.String())
	}
}

func TestA6PipeIsToldThatItsAccountIsShutOut(t *testing.T) {
	w := newWorld(t, session.Limits{})
	p := pipe(t, w.as(t, w.member(t, "alice")), "--rooms lobby")
	w.rules(t, "user suspend alice --for 1h --reason noise")
	if s := status(t, p.Wait()); s != 4 || !strings.Contains(p.out.String(), `"type":"bye","code":"denied"`) {
		t.Errorf("the pipe ends with %d: %s", s, p.out.String())
	}
}

// TestPipeWhereNobodyReadsIsCut has the answers of a pipe taken by nobody.
func TestPipeWhereNobodyReadsIsCut(t *testing.T) {
	w := newWorld(t, session.Limits{WriteStall: 200 * time.Millisecond})
	c := w.as(t, w.member(t, "alice"))
	ch, reqs, err := c.OpenChannel("session", nil)
	if err != nil {
		t.Fatal(err)
	}
	go ssh.DiscardRequests(reqs)
	if ok, err := ch.SendRequest("exec", true, ssh.Marshal(struct{ Line string }{"pipe"})); !ok || err != nil {
		t.Fatalf("pipe: %t, %v", ok, err)
	}
	go func() {
		for {
			if _, err := io.WriteString(ch, `{"id":"1","cmd":"run","args":["help"]}`+"\n"); err != nil {
				return
			}
		}
	}()
	ends(t, c)
}
