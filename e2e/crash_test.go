package e2e_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

var rounds = flag.Int("rounds", 5, "how often the crash tests kill the server")

const crashWriters = 24

// TestCrashLosesNothingAcknowledged kills the server again and again while
// many people write, and holds what it kept against what it had said.
func TestCrashLosesNothingAcknowledged(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	s, err := startServer(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.kill() }) // whichever runs then
	reader := s.signUp(t, "reader")
	writers := make([]*writer, crashWriters)
	for i := range writers {
		name := fmt.Sprintf("writer-%d-x", i)
		writers[i] = &writer{name: name, key: s.signUp(t, name)}
	}
	var acked []receipt
	for round := range *rounds {
		shown := crash(t, s, reader, writers)
		mustPass(t, "db", "check", "--data", dir)
		if s, err = startServer(dir); err != nil {
			t.Fatal(err)
		}
		acked = acked[:0]
		for _, w := range writers {
			acked = append(acked, w.acked...)
		}
		kept := everything[message](t, s, reader, "lobby")
		for _, wrong := range judge(acked, shown, kept) {
			t.Errorf("round %d: %s", round+1, wrong)
		}
		t.Logf("round %d: %d acknowledged so far, %d kept, %d shown", round+1, len(acked), len(kept), len(shown))
		if t.Failed() {
			t.Fatalf("log of the server:\n%s", s.log)
		}
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	mustPass(t, "db", "check", "--data", dir)
}

// TestKillDuringFirstStart kills the server at some moment of its first start:
// the next one must find everything or nothing, never a reason to give up.
func TestKillDuringFirstStart(t *testing.T) {
	t.Parallel()
	for round := range *rounds {
		dir := filepath.Join(t.TempDir(), "data")
		first := exec.Command(snug, "--data", dir, "--listen", "127.0.0.1:0")
		if err := first.Start(); err != nil {
			t.Fatal(err)
		}
		moment := rand.N(60 * time.Millisecond)
		<-time.After(moment)
		_ = first.Process.Kill() // it may have ended by itself, which the next start shows
		_ = first.Wait()

		var hostKeys []string
		for range 2 {
			s, err := startServer(dir)
			if err != nil {
				t.Fatalf("round %d, killed after %v: %v", round+1, moment, err)
			}
			hostKeys = append(hostKeys, s.hostKey)
			if err := s.stop(); err != nil {
				t.Fatal(err)
			}
		}
		if hostKeys[0] != hostKeys[1] {
			t.Errorf("round %d, killed after %v: host keys %v", round+1, moment, hostKeys)
		}
	}
}

// crash lets everybody write at once, kills the server in the middle of it,
// and returns what the reader was shown.
func crash(t *testing.T, s *server, reader ssh.Signer, writers []*writer) []message {
	t.Helper()
	tail := follow(t, s, reader)

	var people []busy
	for _, w := range writers {
		people = append(people, func(receipted func()) error {
			if err := w.write(s, receipted); err != nil {
				return fmt.Errorf("%s: %w", w.name, err)
			}
			return nil
		})
	}
	killMidway(t, s, 10*len(writers), people)
	return tail()
}

// A busy person has a server do things until it is gone, and says when it has done one.
type busy func(receipted func()) error

// killMidway lets people be busy at once, and kills the server at one of its first
// receipts, of which chance says: what others have asked for is then on its way.
func killMidway(t *testing.T, s *server, first int, people []busy) {
	t.Helper()
	var left atomic.Int64
	left.Store(1 + rand.Int64N(int64(first)))
	enough := make(chan struct{})
	receipted := func() {
		if left.Add(-1) == 0 {
			close(enough)
		}
	}
	var wg sync.WaitGroup
	for _, do := range people {
		wg.Go(func() {
			if err := do(receipted); err != nil {
				t.Error(err)
			}
		})
	}
	select {
	case <-enough:
	case <-time.After(patience):
		t.Error("too little was acknowledged")
	}
	s.kill()
	wg.Wait()
}

// A writer is one of the people who write until the server is gone.
type writer struct {
	name   string
	key    ssh.Signer
	number int // of the last message tried
	acked  []receipt
}

// sendsPerConnection stays under the number of sessions that a connection may
// open in quick succession.
const sendsPerConnection = 15

// write sends numbered messages until the server is gone. Anything else that
// keeps it from sending is an error, so that it is not mistaken for the crash.
func (w *writer) write(s *server, receipted func()) error {
	for {
		err := w.connect(s, receipted)
		var refused *refusal
		if errors.As(err, &refused) {
			return err
		}
		select {
		case <-s.exited:
			return nil
		default:
		}
		if err == nil {
			continue
		}
		select { // the connection may have noticed first
		case <-s.exited:
			return nil
		case <-time.After(patience):
			return fmt.Errorf("while the server runs: %w", err)
		}
	}
}

// connect sends messages over one connection.
func (w *writer) connect(s *server, receipted func()) error {
	c, err := s.dial(w.name, w.key)
	if err != nil {
		return err
	}
	defer c.Close()
	for range sendsPerConnection {
		w.number++
		r := receipt{writer: w.name, number: w.number}
		a, err := c.ask("send lobby "+r.text(), nil)
		switch {
		case err != nil:
			return err // whether it was taken is not known
		case a.status == statusUnavailable:
			continue // whether it was taken is not known, and the next one may be
		case a.status != 0:
			return &refusal{r, a}
		}
		r.id = strings.TrimSpace(a.stdout)
		w.acked = append(w.acked, r)
		receipted()
	}
	return nil
}

// A refusal is an answer that nobody who writes in the lobby should get.
type refusal struct {
	receipt
	answer
}

// Error implements error.
func (r *refusal) Error() string {
	return fmt.Sprintf("%q: status %d: %s", r.text(), r.status, r.stderr)
}

// statusUnavailable is the exit status of a command that the server could not
// carry out in time.
const statusUnavailable = 9

// follow opens a reader and returns a function that waits for the end of its
// stream and returns what was in it.
func follow(t *testing.T, s *server, key ssh.Signer) func() []message {
	t.Helper()
	c, err := s.dial("reader", key)
	if err != nil {
		t.Fatal(err)
	}
	session, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	out, err := session.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := session.Start("tail lobby -f --json"); err != nil {
		t.Fatal(err)
	}
	var shown []message
	var wrong error
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		lines := bufio.NewReader(out)
		for {
			line, err := lines.ReadBytes('\n')
			if err != nil {
				return // a line that was cut off is none
			}
			var e struct {
				Type string `json:"type"`
				message
			}
			if err := json.Unmarshal(line, &e); err != nil {
				wrong = errors.Join(wrong, fmt.Errorf("%q: %w", line, err))
			}
			if e.Type == "message" {
				shown = append(shown, e.message)
			}
		}
	}()
	return func() []message {
		<-ended
		c.Close()
		if wrong != nil {
			t.Error(wrong)
		}
		return shown
	}
}

// everything returns all messages of a room, page by page.
func everything[M interface{ id() string }](t *testing.T, s *server, key ssh.Signer, room string) []M {
	t.Helper()
	c, err := s.dial("reader", key)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var all []M // newest page last
	for before := ""; ; {
		a, err := c.ask("history "+room+" --json --limit 1000"+before, nil)
		if err != nil || a.status != 0 {
			t.Fatalf("history: status %d, %v: %s", a.status, err, a.stderr)
		}
		var page struct {
			Items []M `json:"items"`
		}
		if err := json.Unmarshal([]byte(a.stdout), &page); err != nil {
			t.Fatalf("history: %v in %q", err, a.stdout)
		}
		if len(page.Items) == 0 {
			return all
		}
		all = append(page.Items, all...)
		before = " --before " + page.Items[0].id()
	}
}

// mustPass runs a command of the program at the machine itself.
func mustPass(t *testing.T, args ...string) {
	t.Helper()
	if out, err := exec.Command(snug, args...).CombinedOutput(); err != nil {
		t.Fatalf("snug %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}
