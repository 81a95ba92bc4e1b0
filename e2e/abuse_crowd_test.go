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
// address as everybody else and see what the others say.
type crowd struct {
	t      testing.TB
	people []*onlooker

	mu   sync.Mutex
	sent []time.Time // of each message, by its number
}

// An onlooker is one of them. Their session's goroutine writes what they see.
type onlooker struct {
	crowd *crowd
	conn  *client
	in    io.Writer

	mu      sync.Mutex
	rest    []byte // what a next write may complete
	seen    map[int]bool
	late    []time.Duration // until others' messages were seen
	own     map[int]bool    // messages that they have said
	changed chan struct{}
}

// signOf is how message n is known on a screen, wherever it is drawn.
func signOf(n int) string { return fmt.Sprintf("<%07d>", n) }

// newCrowd lets so many people sign up and open a screen. Every tenth has a
// program instead that tells what is said.
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
			if c.people[i], err = c.join(s, fmt.Sprintf("honest%dx", i), i%10 == 9); err != nil {
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
	p := &onlooker{crowd: c, conn: conn, seen: make(map[int]bool), own: make(map[int]bool), changed: make(chan struct{}, 1)}
	if err := p.open(name, program); err != nil {
		conn.Close()
		return nil, err
	}
	return p, nil
}

func (p *onlooker) open(name string, program bool) error {
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
	if program {
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

func (p *onlooker) see(n int) {
	if p.seen[n] {
		return
	}
	p.seen[n] = true
	p.crowd.mu.Lock()
	sent := p.crowd.sent[n]
	p.crowd.mu.Unlock()
	if !p.own[n] {
		p.late = append(p.late, time.Since(sent))
	}
}

// say types a message, or has the program send it.
func (p *onlooker) say(n int, program bool) error {
	p.mu.Lock()
	p.own[n] = true
	p.mu.Unlock()
	words := signOf(n) + " and some more words to read"
	line := words + "\r"
	if program {
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
		if err := c.people[i].say(n, i%10 == 9); err != nil {
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
			t.Fatalf("person %d has not seen message %d after %v", i, missing, patience)
		}
	}
}

// share returns the time below which a share of sorted times lies.
func share(times []time.Duration, of float64) time.Duration {
	return times[min(int(float64(len(times))*of), len(times)-1)].Round(100 * time.Microsecond)
}
