package e2e_test

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// A crowd is many people on screens in the lobby, who are there from the same
// address as everybody else and see what the others say. Every tenth has a
// program instead, which must be told of every single message; on a screen a
// message may scroll by within one frame.
type crowd struct {
	t      testing.TB
	people []*onlooker

	mu   sync.Mutex
	sent []time.Time // of each message, by its number
}

// An onlooker is one of them. Their session's goroutine writes what they see.
type onlooker struct {
	crowd   *crowd
	conn    *client
	in      io.Writer
	program bool

	mu      sync.Mutex
	rest    []byte // what a next write may complete
	seen    map[int]bool
	newest  int             // of them
	late    []time.Duration // until messages were seen
	changed chan struct{}
}

// signOf is how message n is known on a screen, wherever it is drawn.
func signOf(n int) string { return fmt.Sprintf("<%07d>", n) }

// newCrowd lets so many people sign up and come in.
func newCrowd(t testing.TB, s *server, n int) *crowd {
	t.Helper()
	c := &crowd{t: t, people: make([]*onlooker, n)}
	var joining sync.WaitGroup
	turns := make(chan struct{}, 8)
	for i := range c.people {
		turns <- struct{}{}
		joining.Go(func() {
			defer func() { <-turns }()
			var err error
			if c.people[i], err = c.join(s, fmt.Sprintf("honest%dx", i), i%10 == 0); err != nil {
				t.Errorf("person %d: %v", i, err)
			}
		})
	}
	joining.Wait()
	t.Cleanup(func() {
		for _, p := range c.people {
			if p != nil {
				p.conn.Close()
			}
		}
	})
	if t.Failed() {
		t.FailNow()
	}
	return c
}

// join signs somebody up and opens their screen, or runs their program.
func (c *crowd) join(s *server, name string, program bool) (*onlooker, error) {
	conn, err := s.dial(name, newKey())
	if err != nil {
		return nil, err
	}
	p := &onlooker{crowd: c, conn: conn, program: program, seen: make(map[int]bool), newest: -1, changed: make(chan struct{}, 1)}
	if err := p.open(name); err != nil {
		conn.Close()
		return nil, err
	}
	return p, nil
}

func (p *onlooker) open(name string) error {
	if a, err := p.conn.ask("register "+name, nil); err != nil || a.status != 0 {
		return fmt.Errorf("register: %w %+v", err, a)
	}
	s, err := p.conn.NewSession()
	if err != nil {
		return err
	}
	s.Stdout = p
	if p.in, err = s.StdinPipe(); err != nil {
		return err
	}
	if p.program {
		return s.Start("pipe --rooms lobby")
	}
	if err := s.RequestPty("xterm-256color", 30, 100, ssh.TerminalModes{}); err != nil {
		return err
	}
	return s.Shell()
}

// Write notes which messages are drawn.
func (p *onlooker) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rest = append(p.rest, b...)
	for {
		i := bytes.IndexByte(p.rest, '<')
		if i < 0 {
			p.rest = p.rest[:0]
			break
		}
		p.rest = p.rest[i:]
		if len(p.rest) < len(signOf(0)) {
			break
		}
		if n, err := strconv.Atoi(string(p.rest[1 : len(signOf(0))-1])); err == nil && p.rest[len(signOf(0))-1] == '>' {
			p.see(n)
		}
		p.rest = p.rest[1:]
	}
	select {
	case p.changed <- struct{}{}:
	default: // nobody has looked yet
	}
	return len(b), nil
}

// see notes a message. On a screen, those before it have come by then, too.
func (p *onlooker) see(n int) {
	from := n
	if !p.program {
		from = min(n, p.newest+1)
	}
	p.crowd.mu.Lock()
	defer p.crowd.mu.Unlock()
	for k := from; k <= n; k++ {
		if !p.seen[k] {
			p.seen[k] = true
			p.late = append(p.late, time.Since(p.crowd.sent[k]))
		}
	}
	p.newest = max(p.newest, n)
}

// say types a message, or has the program send it.
func (p *onlooker) say(n int) error {
	words := signOf(n) + " and some more words to read"
	line := words + "\r"
	if p.program {
		line = fmt.Sprintf(`{"id":"%d","cmd":"send","room":"lobby","text":"%s"}`+"\n", n, words)
	}
	_, err := io.WriteString(p.in, line)
	return err
}

// chat has them say so many messages in turn, so many a second, waits until
// everybody has seen every one, and returns how late they were, in order.
func (c *crowd) chat(messages, perSecond int) []time.Duration {
	c.t.Helper()
	tick := time.NewTicker(time.Second / time.Duration(perSecond))
	defer tick.Stop()
	first := len(c.sent)
	for range messages {
		<-tick.C
		c.mu.Lock()
		n := len(c.sent)
		c.sent = append(c.sent, time.Now())
		c.mu.Unlock()
		i := n * 7 % len(c.people)
		if err := c.people[i].say(n); err != nil {
			c.t.Fatalf("person %d cannot say anything: %v", i, err)
		}
	}
	var late []time.Duration
	for i, p := range c.people {
		late = append(late, p.sees(c.t, i, first, first+messages)...)
	}
	slices.Sort(late)
	return late
}

// sees waits until somebody has seen some messages, and returns how late.
func (p *onlooker) sees(t testing.TB, i, from, to int) (late []time.Duration) {
	t.Helper()
	deadline := time.After(patience)
	for {
		missing := -1
		p.mu.Lock()
		for n := from; n < to && missing < 0; n++ {
			if !p.seen[n] {
				missing = n
			}
		}
		if missing < 0 {
			late, p.late = p.late, nil
			p.mu.Unlock()
			return late
		}
		p.mu.Unlock()
		select {
		case <-p.changed:
		case <-p.conn.ended:
			t.Fatalf("person %d was put out", i)
		case <-deadline:
			t.Fatalf("person %d has not seen message %d after %v; %d of the others have", i, missing, patience, p.crowd.have(missing))
		}
	}
}

// have counts who has seen a message.
func (c *crowd) have(n int) (saw int) {
	for _, p := range c.people {
		p.mu.Lock()
		if p.seen[n] {
			saw++
		}
		p.mu.Unlock()
	}
	return saw
}

// share returns the time below which a share of sorted times lies.
func share(times []time.Duration, of float64) time.Duration {
	return times[min(int(float64(len(times))*of), len(times)-1)].Round(100 * time.Microsecond)
}
