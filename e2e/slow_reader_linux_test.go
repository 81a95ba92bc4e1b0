package e2e_test

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// screen draws what comes to a client that runs one.
func (c *slowpoke) screen(t *testing.T) *screen {
	t.Helper()
	x := &screen{
		t: t, session: c.session, stdin: c.in,
		replies: make(chan []byte, 256), emulator: newEmulator(100, 30), changed: make(chan struct{}),
	}
	done := make(chan struct{}, 3)
	go func() { x.collectReplies(); done <- struct{}{} }()
	go func() { x.sendReplies(); done <- struct{}{} }()
	go func() {
		_, err := io.Copy(watching{x, c}, c.out)
		x.update(func() { x.ended, x.endErr = true, err })
		done <- struct{}{}
	}()
	t.Cleanup(func() {
		c.Close()
		x.emulator.InputPipe().(io.Closer).Close()
		for range cap(done) {
			<-done
		}
	})
	return x
}

// A watching notes what is on a screen only for a while.
type watching struct {
	*screen
	client *slowpoke
}

// Write implements [io.Writer].
func (w watching) Write(p []byte) (int, error) {
	n, err := w.screen.Write(p)
	if gapOnScreen.MatchString(w.shown()) {
		w.client.sawGap.Store(true)
	}
	return n, err
}

// wantOpen fails the test if the server has cut a client.
func (s *server) wantOpen(t *testing.T, c *slowpoke) {
	t.Helper()
	if end, is := closings(s.log.String())[c.cable.LocalAddr().String()]; is {
		t.Fatalf("the server has closed the connection: %s", end.reason)
	}
}

// flood is more messages than a room keeps for those who are behind.
const flood = 1200

var (
	gapOnScreen = regexp.MustCompile(`gap: \d+ messages`)
	gapInLines  = regexp.MustCompile(`\(\d+ messages were skipped; `)
)

// TestSlowReadersAreNotCut has people and programs read 1 and 10 KB a second
// while others talk, and then more comes than they can be shown.
func TestSlowReadersAreNotCut(t *testing.T) {
	t.Parallel()
	s, boss := serveOwned(t)
	s.furnish(t, boss)
	var all string // that is in the room
	tests := []struct {
		name  string
		habit habit
		line  string
		rate  int64
		fast  bool // until others talk
		wants func(t *testing.T, c *slowpoke, last string)
	}{
		{"a screen, little buffer", habit{small: true}, "screen", 1 << 10, false, wantGap},
		{"a screen, usual buffers", habit{}, "screen", 1 << 10, false, wantGap},
		{"a screen that gets slow", habit{}, "screen", 1 << 10, true, wantScreen},
		{"a screen, ten times as fast", habit{small: true}, "screen", 10 << 10, false, wantScreen},
		{"lines", habit{}, "plain", 1 << 10, false, func(t *testing.T, c *slowpoke, last string) {
			got := c.until(t, last)
			if !gapInLines.MatchString(got) {
				t.Errorf("nothing tells that messages were skipped: %d bytes, which end with %q", len(got), got[max(0, len(got)-500):])
			}
		}},
		{"a program", habit{}, "tail lobby -f -n 0 --json", 60 << 10, false, func(t *testing.T, c *slowpoke, last string) {
			got := c.until(t, last)
			for i := range flood {
				if word := fmt.Sprintf("flood %d.", i); strings.Count(got, word) != 1 {
					t.Errorf("%q has come %d times", word, strings.Count(got, word))
				}
			}
		}},
		{"history", habit{small: true}, "history lobby --limit 10", 1 << 10, false, func(t *testing.T, c *slowpoke, _ string) {
			if got, err := io.ReadAll(c.out); err != nil || string(got) != all {
				t.Errorf("%d bytes came, %v, want %d", len(got), err, len(all))
			}
		}},
		{"a file", habit{}, "get 2", 4 << 10, false, func(t *testing.T, c *slowpoke, _ string) {
			if got, err := io.ReadAll(c.out); err != nil || len(got) != 100<<10 {
				t.Errorf("%d bytes came, %v, want %d", len(got), err, 100<<10)
			}
		}},
	}
	c, err := s.dial("boss", boss)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if a, err := c.ask("put lobby small.bin", bytes.NewReader(make([]byte, 100<<10))); err != nil || a.status != 0 {
		t.Fatal(a, err)
	}
	all = s.mustAsk(t, boss, "history lobby --limit 10")
	clients := make([]*slowpoke, len(tests))
	for i, tt := range tests {
		clients[i] = s.slowpoke(t, s.signUp(t, fmt.Sprintf("slow%02dx", i)), tt.habit)
		if !tt.fast {
			clients[i].cable.rate.Store(tt.rate)
		}
		clients[i].start(t, tt.line)
		if tt.line == "screen" {
			clients[i].shown = clients[i].screen(t)
		}
	}
	mouth := s.speaks(t, "mouth")
	talk := time.NewTicker(100 * time.Millisecond)
	defer talk.Stop()
	for i := range 150 {
		<-talk.C
		mouth.says(t, 1)
		if i == 20 {
			for j, tt := range tests {
				clients[j].cable.rate.Store(tt.rate)
			}
		}
	}
	s.floods(t, boss)
	const last = "and that was all"
	s.mustAsk(t, boss, "send lobby "+last)
	t.Run("each", func(t *testing.T) {
		for i, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				t.Parallel()
				tt.wants(t, clients[i], last)
				if tt.line != "get 2" && !strings.HasPrefix(tt.line, "history") {
					s.wantOpen(t, clients[i])
				}
			})
		}
	})
	if n := s.refusals(t, boss)["resync"]; n == 0 {
		t.Error("nobody was counted as behind")
	}
}

// floods says so much at once that nobody can be shown all of it: faster than
// somebody slow takes a frame, on a slow machine, too.
func (s *server) floods(t *testing.T, key ssh.Signer) {
	t.Helper()
	const pipes = 8
	var all sync.WaitGroup
	for i := range pipes {
		c, err := s.dial("flood", key)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		var lines strings.Builder
		for n := i; n < flood; n += pipes {
			fmt.Fprintf(&lines, `{"id":"%d","cmd":"send","room":"lobby","text":"flood %d. %s"}`+"\n", n, n, strings.Repeat("water ", 20))
		}
		all.Go(func() {
			if a, err := c.ask("pipe", strings.NewReader(lines.String())); err != nil || strings.Count(a.stdout, `"type":"ack"`) != flood/pipes {
				t.Errorf("%v, and the flood is answered with %.500s", err, a.stdout)
			}
		})
	}
	all.Wait()
}

// wantScreen waits until a screen shows the newest message.
func wantScreen(t *testing.T, c *slowpoke, last string) {
	t.Helper()
	c.shown.t = t
	c.shown.waitFor(last)
}

// wantGap is wantScreen for somebody who must have been shown that messages were
// skipped.
func wantGap(t *testing.T, c *slowpoke, last string) {
	t.Helper()
	wantScreen(t, c, last)
	if !c.sawGap.Load() {
		t.Error("the screen has not told that messages were skipped")
	}
}
