package e2e_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/crypto/ssh"
)

// servePaced starts a server that holds people to how fast they may write, which
// those of all other tests do not.
func servePaced(t *testing.T, args ...string) *server {
	t.Helper()
	args = append([]string{
		"-u", "SNUG_SEND_RATE", "-u", "SNUG_SEND_BURST", snug,
		"--data", filepath.Join(t.TempDir(), "data"), "--listen", "127.0.0.1:0",
	}, args...)
	s, err := startAs(exec.Command("env", args...))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.stop(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// said returns how many messages the lobby has.
func (s *server) said(t *testing.T, key ssh.Signer) int {
	t.Helper()
	return strings.Count(s.mustAsk(t, key, "history lobby --limit 200 --json"), `"type":"message"`)
}

// tooFast checks that a refusal says what a program has to know.
func tooFast(object string) error {
	var r struct {
		Error struct {
			Code    string
			Message string
			Exit    int
			After   int `json:"retry_after_ms"`
		}
		Code    string
		Message string
		Exit    int
		After   int `json:"retry_after_ms"`
	}
	if err := json.Unmarshal([]byte(object), &r); err != nil {
		return fmt.Errorf("%q: %w", object, err)
	}
	if r.Code == "" { // that of a command, not of a pipe
		r.Code, r.Message, r.Exit, r.After = r.Error.Code, r.Error.Message, r.Error.Exit, r.Error.After
	}
	if r.Code != "limited" || r.Exit != 6 || r.After < 1 || r.After > 500 || !strings.HasPrefix(r.Message, "you write faster than 2 messages a second; wait 1 s") {
		return errors.New(object)
	}
	return nil
}

// TestAScriptThatFloodsIsRefused runs many commands at once, on many connections.
func TestAScriptThatFloodsIsRefused(t *testing.T) {
	t.Parallel()
	s := servePaced(t)
	mallory := s.signUp(t, "mallory")
	const conns, each = 8, 12
	var mu sync.Mutex
	var all sync.WaitGroup
	taken, refused := 0, 0
	for range conns {
		c, err := s.dial("mallory", mallory)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		all.Go(func() {
			for range each {
				a, err := c.ask("send lobby spam --json", nil)
				mu.Lock()
				switch {
				case err != nil:
					t.Error(err)
				case a.status == 0:
					taken++
				case a.status != 6:
					t.Errorf("status %d: %s", a.status, a.stderr)
				default:
					refused++
					if err := tooFast(a.stderr); err != nil {
						t.Errorf("a refusal is %v", err)
					}
				}
				mu.Unlock()
			}
		})
	}
	all.Wait()
	if got := s.said(t, mallory); taken < 5 || refused == 0 || got != taken {
		t.Errorf("%d were taken, %d refused, and %d are in the lobby", taken, refused, got)
	}
}

// TestAPipeThatFloodsIsRefused: every line has its answer.
func TestAPipeThatFloodsIsRefused(t *testing.T) {
	t.Parallel()
	s := servePaced(t)
	mallory := s.signUp(t, "mallory")
	c, err := s.dial("mallory", mallory)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var lines strings.Builder
	const messages, reactions, edits = 200, 200, 200
	for i := range messages {
		fmt.Fprintf(&lines, `{"id":"m%d","cmd":"send","room":"lobby","text":"spam"}`+"\n", i)
	}
	for i := range reactions {
		fmt.Fprintf(&lines, `{"id":"r%d","cmd":"react","room":"lobby","seq":1,"emoji":"tada","on":%t}`+"\n", i, i%2 == 0)
	}
	for i := range edits {
		fmt.Fprintf(&lines, `{"id":"e%d","cmd":"edit","room":"lobby","seq":1,"text":"spam %d"}`+"\n", i, i)
	}
	a, err := c.ask("pipe", strings.NewReader(lines.String()))
	if err != nil {
		t.Fatal(err)
	}
	taken, refused := 0, 0
	for line := range strings.Lines(a.stdout) {
		var is struct{ Type, ID, Code string }
		if err := json.Unmarshal([]byte(line), &is); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		switch {
		case is.Type == "ack", is.Code == "conflict": // a reaction may be taken back whose giving was refused
			taken++
		case is.Type != "error":
		case is.Code == "limited":
			refused++
			if err := tooFast(line); err != nil {
				t.Errorf("a refusal is %v", err)
			}
		default:
			t.Errorf("an answer is %s", line)
		}
	}
	if taken < 5 || refused == 0 || taken+refused != messages+reactions+edits {
		t.Errorf("%d were taken and %d refused, of %d\n%.2000s", taken, refused, messages+reactions+edits, a.stdout)
	}
}

// TestLinesAreSentAsFastAsTheyMayBe: a script that sends a file waits by itself.
func TestLinesAreSentAsFastAsTheyMayBe(t *testing.T) {
	t.Parallel()
	s := servePaced(t)
	ana := s.signUp(t, "ana")
	c, err := s.dial("ana", ana)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	a, err := c.ask("send lobby --lines", strings.NewReader("1\n2\n3\n4\n5\n6\n7\n8\n9\n"))
	if err != nil || a.status != 0 || strings.Count(a.stdout, "m_") != 9 {
		t.Fatalf("status %d, %v: %s%s", a.status, err, a.stdout, a.stderr)
	}
	if got := s.said(t, ana); got != 9 {
		t.Errorf("%d are in the lobby, want 9", got)
	}
}

// TestWhoTypesFastLosesNothing types more lines than may be sent at once.
func TestWhoTypesFastLosesNothing(t *testing.T) {
	t.Parallel()
	s := servePaced(t)
	x, key := s.enter(t, "ana", 80, 24)
	var want []string
	for i := range 9 {
		line := fmt.Sprintf("line-%d", i)
		want = append(want, line)
		x.say(line)
		x.waitFor(line) // sent or waiting
	}
	x.until("everything sent", func() bool { return !strings.Contains(x.emulator.String(), " ..") })
	history := s.mustAsk(t, key, "history lobby")
	for _, line := range want {
		_, rest, found := strings.Cut(history, line)
		if !found {
			t.Fatalf("%s is missing, or came before others: %s", line, history)
		}
		history = rest
	}
}
