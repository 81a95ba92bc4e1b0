package e2e_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// TestWhatWasSentBeforeTheServerDiedIsSaidOnce kills the server between a message and
// its ack, and sends that again under the same name: a little later each time, so
// that some of them were stored.
func TestWhatWasSentBeforeTheServerDiedIsSaidOnce(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	s, err := startServer(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.kill() }) // whichever runs then
	alice := s.signUp(t, "alice")
	const rounds = 12
	lost := 0
	for n := range rounds {
		line := fmt.Sprintf(`{"id":"1","cmd":"send","room":"lobby","text":"number %d","idem":"k%d"}`+"\n", n, n)
		c, err := s.dial("alice", alice)
		if err != nil {
			t.Fatal(err)
		}
		p, err := c.pipe("pipe")
		if err != nil {
			t.Fatal(err)
		}
		hello := bufio.NewReader(p.stdout)
		if _, err := hello.ReadString('\n'); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(p.stdin, line); err != nil {
			t.Fatal(err)
		}
		<-time.After(time.Duration(n) * time.Millisecond / 2)
		s.kill()
		_ = c.Close()
		if s, err = startServer(dir); err != nil {
			t.Fatal(err)
		}
		for _, want := range []bool{false, true} {
			a := s.sends(t, alice, line)
			if a.Type != "ack" || a.Seq != n+1 || want && !a.Duplicate {
				t.Fatalf("message %d is answered with %+v", n+1, a)
			}
			if !want && !a.Duplicate {
				lost++
			}
		}
	}
	if said := everything[record](t, s, alice, "lobby"); len(said) != rounds {
		t.Errorf("%d messages were said, want %d", len(said), rounds)
	}
	t.Logf("%d of %d came too late and were not stored", lost, rounds)
}

// An ack is what a pipe answers a message with.
type ack struct {
	Type      string
	Seq       int
	Duplicate bool
}

// sends writes one line to a pipe of its own, and returns the answer.
func (s *server) sends(t *testing.T, as ssh.Signer, line string) (a ack) {
	t.Helper()
	c, err := s.dial("alice", as)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	said, err := c.ask("pipe", strings.NewReader(line))
	if err != nil || said.status != 0 {
		t.Fatalf("the pipe ends with %+v, %v", said, err)
	}
	_, second, _ := strings.Cut(said.stdout, "\n") // behind hello
	if err := json.NewDecoder(strings.NewReader(second)).Decode(&a); err != nil {
		t.Fatalf("%q: %v", said.stdout, err)
	}
	return a
}
