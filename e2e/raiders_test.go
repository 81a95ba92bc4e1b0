package e2e_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

const (
	raiders    = 200
	onScreens  = 10  // so many of them look at the lobby, too
	raidWords  = 20  // messages of each: the flood is bounded
	raidStarts = 400 // messages after which it is one
	raidText   = "buy coins"
)

// A raid is many accounts of one network that write as fast as they can, and
// then listen.
type raid struct {
	t       *testing.T
	keys    [raiders]ssh.Signer
	conns   [raiders]*client
	running sync.WaitGroup
	failed  [raiders]error // read after running

	said     atomic.Int64
	underWay chan struct{} // closed after raidStarts messages
}

func raider(i int) string  { return fmt.Sprintf("raider-%d-x", i+1) }
func raidsAt(i int) string { return fmt.Sprintf("127.66.0.%d", i+1) }

// newRaid signs everybody up, each from an address of their own.
func newRaid(t *testing.T, s *server) *raid {
	t.Helper()
	r := &raid{t: t, underWay: make(chan struct{})}
	var signUps sync.WaitGroup
	turns := make(chan struct{}, 16)
	for i := range raiders {
		r.keys[i] = newKey()
		turns <- struct{}{}
		signUps.Go(func() {
			defer func() { <-turns }()
			var a answer
			var err error
			if r.conns[i], err = s.dialFrom(raidsAt(i), "raider", r.keys[i]); err == nil {
				a, err = r.conns[i].ask("register "+raider(i), nil)
			}
			if err != nil || a.status != 0 {
				t.Errorf("%s: status %d, %v: %s", raider(i), a.status, err, a.stderr)
			}
		})
	}
	signUps.Wait()
	t.Cleanup(func() {
		for _, c := range r.conns {
			if c != nil {
				c.Close() // whoever still writes or listens ends
			}
		}
		r.running.Wait()
	})
	if t.Failed() {
		t.FailNow()
	}
	return r
}

// begin lets them go, and returns when the room is flooded.
func (r *raid) begin() {
	r.t.Helper()
	for i := range r.conns {
		r.running.Go(func() { r.failed[i] = r.flood(i) })
	}
	select {
	case <-r.underWay:
	case <-time.After(patience):
		r.t.Fatalf("after %v there are %d messages", patience, r.said.Load())
	}
}

// flood writes until somebody puts an end to it. Any other end is an error.
func (r *raid) flood(i int) error {
	var looking func() error
	if i < onScreens {
		var err error
		if looking, err = look(r.conns[i]); err != nil {
			return err
		}
	}
	a, err := r.write(r.conns[i])
	if err == nil && looking != nil {
		err = looking()
	}
	if err == nil && a.status != statusDenied {
		err = fmt.Errorf("status %d: %s", a.status, a.stderr)
	}
	return err
}

// write says raidWords things, and then listens. It returns how that ended.
func (r *raid) write(c *client) (answer, error) {
	for word := range raidWords {
		a, err := c.ask(fmt.Sprintf("send lobby %s %d", raidText, word), nil)
		if err != nil || a.status != 0 {
			return a, err
		}
		if r.said.Add(1) == raidStarts {
			close(r.underWay)
		}
	}
	return c.ask("tail lobby -n 0 -f", nil)
}

// look opens a screen, and returns what waits until its session is refused.
func look(c *client) (refused func() error, err error) {
	s, err := c.NewSession()
	if err != nil {
		return nil, err
	}
	if _, err := s.StdinPipe(); err != nil { // whose end is not the end of the session
		return nil, err
	}
	if err := s.RequestPty("xterm-256color", 24, 80, ssh.TerminalModes{}); err != nil {
		return nil, err
	}
	if err := s.Shell(); err != nil {
		return nil, err
	}
	return func() error {
		err := s.Wait()
		var exit *ssh.ExitError
		if errors.As(err, &exit) && exit.ExitStatus() == statusDenied {
			return nil
		}
		return fmt.Errorf("the screen ended with: %w", err)
	}, nil
}

// statusDenied is the exit status of who may not do that, or may not be here.
const statusDenied = 4

// end waits until everybody was refused.
func (r *raid) end() {
	r.t.Helper()
	done := make(chan struct{})
	go func() {
		r.running.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(patience):
		r.t.Fatalf("after %v some of them are still there", patience)
	}
	for i, err := range r.failed {
		if err != nil {
			r.t.Errorf("%s: %v", raider(i), err)
		}
	}
	for i, c := range r.conns { // they were connected before the ban
		if a, err := c.ask("whoami", nil); err != nil || a.status != statusDenied {
			r.t.Errorf("%s asks over the old connection: status %d, %v", raider(i), a.status, err)
		}
	}
}

// since returns when the flood has begun, as the history has it.
func (r *raid) since(s *server, reader ssh.Signer) string {
	r.t.Helper()
	var page struct {
		Items []struct{ Text, TS string }
	}
	got := s.mustAsk(r.t, reader, fmt.Sprintf("history lobby --json --limit 1000 --before %d", raidStarts))
	if err := json.Unmarshal([]byte(got), &page); err != nil {
		r.t.Fatal(err)
	}
	for _, m := range page.Items {
		if strings.HasPrefix(m.Text, raidText) {
			return m.TS
		}
	}
	r.t.Fatalf("there is no flood in %s", got)
	return ""
}

// isOver holds that nobody finds anything of the raid any more, and that none of
// them comes back.
func (r *raid) isOver(s *server, reader ssh.Signer) {
	r.t.Helper()
	for _, command := range []string{"history lobby --limit 1000", "tail lobby -n 1000", "who lobby", "who"} {
		if got := s.mustAsk(r.t, reader, command); strings.Contains(got, raidText) || command[:3] == "who" && strings.Contains(got, "raider-") {
			r.t.Errorf("%s still shows %.300q", command, got)
		}
	}
	if got := s.mustAsk(r.t, reader, "search coins"); got != "" {
		r.t.Errorf("the search finds %.300q", got)
	}
	if got := s.mustAsk(r.t, reader, "history lobby --before 2"); !strings.Contains(got, "good morning") {
		r.t.Errorf("what was said before is gone: %q", got)
	}
	for i := 0; i < raiders; i += raiders / 10 {
		r.refused(s, raidsAt(i), r.keys[i], "whoami")
	}
	r.refused(s, "127.66.0.254", newKey(), "register newborn")
}

// refused holds that somebody does not get in from an address.
func (r *raid) refused(s *server, from string, key ssh.Signer, command string) {
	r.t.Helper()
	c, err := s.dialFrom(from, "raider", key)
	if err != nil {
		r.t.Fatal(err)
	}
	defer c.Close()
	if a, err := c.ask(command, nil); err != nil || a.status != statusDenied {
		r.t.Errorf("%s from %s: status %d, %v", command, from, a.status, err)
	}
}
