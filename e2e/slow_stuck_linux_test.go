package e2e_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
)

// cutWithin is how long somebody may be stuck while others talk.
const cutWithin = 30 * time.Second

// A jam is a way of getting stuck, and where.
type jam struct {
	name   string
	habit  habit
	line   string // what the client runs
	stick  func(t *testing.T, c *slowpoke)
	reason string // a part of why it is cut; empty: any of those for who reads nothing
}

func freeze(_ *testing.T, c *slowpoke) { c.cable.frozen.Store(true) }

// reads is freeze of a client that has read something before.
func reads(text string) func(*testing.T, *slowpoke) {
	return func(t *testing.T, c *slowpoke) {
		c.until(t, text)
		freeze(t, c)
	}
}

// jams are all of them.
var jams = []jam{
	{"a screen, little buffer", habit{small: true}, "screen", freeze, ""},
	{"a screen, usual buffers", habit{}, "screen", freeze, ""},
	{"a screen that was read", habit{small: true}, "screen", reads("#lobby"), ""},
	{"lines on a terminal", habit{small: true}, "plain", freeze, ""},
	{"a program that follows", habit{small: true}, "tail lobby -f --json", freeze, ""},
	{"a program at a pipe", habit{small: true}, "pipe --rooms lobby", freeze, ""},
	{"history", habit{small: true}, "history lobby --limit 1000", freeze, ""},
	{"a file that is fetched", habit{small: true}, "get 1", freeze, ""},
	{"a file, and the window is full", habit{}, "get 1", func(*testing.T, *slowpoke) {}, "it stopped reading"},
	{"a file that is sent", habit{}, "put lobby half.bin", func(t *testing.T, c *slowpoke) {
		if _, err := c.in.Write(make([]byte, 100<<10)); err != nil {
			t.Fatal(err)
		}
		freeze(t, c)
	}, ""},
	{"sftp", habit{small: true}, "", func(t *testing.T, c *slowpoke) {
		client, err := sftp.NewClient(c.Client)
		if err != nil {
			t.Fatal(err)
		}
		f, err := client.Open("/lobby/big.bin")
		if err != nil {
			t.Fatal(err)
		}
		go func() { _, _ = io.Copy(io.Discard, f) }() // until the connection ends
		freeze(t, c)
	}, ""},
	{"no answers", habit{silent: true}, "screen", func(_ *testing.T, c *slowpoke) { c.discards() }, ""},
	{"half a key exchange", habit{rekeys: true}, "screen", func(_ *testing.T, c *slowpoke) {
		c.cable.armed.Store(true)
		c.discards()
	}, ""},
	{"a channel that is closed", habit{}, "tail lobby -f", func(t *testing.T, c *slowpoke) {
		if err := c.session.Close(); err != nil {
			t.Fatal(err)
		}
	}, "it ran no session"},
}

// stuck connects one client for each way of getting stuck, each of another
// person, and gets them stuck.
func stuck(t *testing.T, s *server) (clients map[string]*slowpoke) {
	t.Helper()
	clients = make(map[string]*slowpoke)
	var mu sync.Mutex
	var all sync.WaitGroup
	for i, j := range jams {
		all.Go(func() {
			c := s.slowpoke(t, s.signUp(t, fmt.Sprintf("slow%02dx", i)), j.habit)
			c.cable.rate.Store(1 << 20) // so that what it runs is not over before it is stuck
			if j.line != "" {
				c.start(t, j.line)
			}
			j.stick(t, c)
			c.since = time.Now()
			mu.Lock()
			defer mu.Unlock()
			clients[j.name] = c
		})
	}
	all.Wait()
	if len(clients) != len(jams) {
		t.FailNow() // one of the goroutines has said why
	}
	return clients
}

// TestStuckClientsAreCutAndHarmNobody gets one client stuck in each way, at once,
// while others talk.
func TestStuckClientsAreCutAndHarmNobody(t *testing.T) {
	t.Parallel()
	s, boss := serveOwned(t)
	s.furnish(t, boss)
	ear := s.listens(t, "ear")
	mouth := s.speaks(t, "mouth")
	mouth.says(t, 5)
	before := s.rss(t)

	clients := stuck(t, s)
	peers := make(map[string]string)
	for name, c := range clients {
		peers[name] = c.cable.LocalAddr().String()
	}
	closed := mouth.saysUntilCut(t, s, peers)
	for _, j := range jams {
		end, is := closed[peers[j.name]]
		took := end.at.Sub(clients[j.name].since).Round(time.Second)
		t.Logf("%s: after %s: %s", j.name, took, end.reason)
		switch {
		case !is || took > cutWithin:
			t.Errorf("%s: not cut within %s: %+v", j.name, cutWithin, end)
		case j.reason != "" && end.reason != j.reason,
			j.reason == "" && end.reason != "it stopped reading" && end.reason != "it took no more bytes" && end.reason != "it stopped answering":
			t.Errorf("%s: it was cut because %q", j.name, end.reason)
		}
	}
	ear.wants(t, mouth.said)
	if grown := s.rss(t) - before; grown > len(jams)*4<<20 {
		t.Errorf("%d stuck clients took %d KiB", len(jams), grown>>10)
	}
	hit := s.refusals(t, boss)
	for _, limit := range []string{"stalled", "keepalive", "no-session"} {
		if hit[limit] == 0 {
			t.Errorf("%s is not counted: %v", limit, hit)
		}
	}
}

// TestStuckClientsDoNotHoldUpWhoRunsTheServer puts people out, lets others in, and
// ends the server, while clients are stuck.
func TestStuckClientsDoNotHoldUpWhoRunsTheServer(t *testing.T) {
	t.Parallel()
	s, boss := serveOwned(t)
	s.furnish(t, boss)
	mouth := s.speaks(t, "mouth")
	clients := stuck(t, s)
	mouth.says(t, 20)
	for i := range 3 { // on screens
		s.mustAsk(t, boss, fmt.Sprintf("ban add slow%02dx --reason stuck", i))
	}
	deadline := time.Now().Add(patience)
	for open := "slow00x"; strings.Contains(open, "slow00x") || strings.Contains(open, "slow01x") || strings.Contains(open, "slow02x"); {
		if open = s.mustAsk(t, boss, "session list"); time.Now().After(deadline) {
			t.Fatalf("a ban does not end the session of somebody who is stuck:\n%s", open)
		}
	}
	s.mustAsk(t, clients[jams[3].name].key, "join den")
	s.mustAsk(t, boss, "kick den slow03x")
	s.mustAsk(t, s.signUp(t, "late"), "send lobby hello")
	late, _ := s.enter(t, "later", 80, 24)
	late.waitFor("hello")
	if err := s.stop(); err != nil {
		t.Error(err)
	}
}

// furnish makes a server one where there is much to send.
func (s *server) furnish(t *testing.T, boss ssh.Signer) {
	t.Helper()
	s.mustAsk(t, boss, "create den")
	c, err := s.dial("boss", boss)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for range 60 {
		if a, err := c.ask("send lobby "+strings.Repeat("many words ", 180), nil); err != nil || a.status != 0 {
			t.Fatal(a, err)
		}
	}
	if a, err := c.ask("put lobby big.bin", bytes.NewReader(make([]byte, 8<<20))); err != nil || a.status != 0 {
		t.Fatal(a, err)
	}
}

// A mouth says numbered messages, one after the other.
type mouth struct {
	server *server
	key    ssh.Signer
	client *client // a new one when nothing was said for long
	said   int
}

func (s *server) speaks(t *testing.T, name string) *mouth {
	t.Helper()
	m := &mouth{server: s, key: s.signUp(t, name)}
	m.comes(t)
	return m
}

func (m *mouth) comes(t *testing.T) {
	t.Helper()
	var err error
	if m.client, err = m.server.dial("mouth", m.key); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = m.client.Close() }) // it may have ended
}

func (m *mouth) says(t *testing.T, n int) {
	t.Helper()
	select {
	case <-m.client.ended: // it has run no session for too long
		m.comes(t)
	default:
	}
	for range n {
		line := fmt.Sprintf("send lobby <%d> %d and some words more", m.said, time.Now().UnixNano())
		if a, err := m.client.ask(line, nil); err != nil || a.status != 0 {
			t.Fatal(a, err)
		}
		m.said++
	}
}

// saysUntilCut says ten messages a second until the server has closed the
// connections of some clients, and returns how it has closed which.
func (m *mouth) saysUntilCut(t *testing.T, s *server, peers map[string]string) map[string]closing {
	t.Helper()
	talk := time.NewTicker(100 * time.Millisecond)
	defer talk.Stop()
	for deadline := time.Now().Add(cutWithin + patience); time.Now().Before(deadline); {
		<-talk.C
		m.says(t, 1)
		closed, left := closings(s.log.String()), 0
		for _, peer := range peers {
			if _, is := closed[peer]; !is {
				left++
			}
		}
		if left == 0 {
			return closed
		}
	}
	return closings(s.log.String())
}

// An ear is a program that hears all that a mouth says, and how late.
type ear struct {
	mu      sync.Mutex
	heard   int
	latest  time.Duration
	changed chan struct{}
}

func (s *server) listens(t *testing.T, name string) *ear {
	t.Helper()
	c := s.slowpoke(t, s.signUp(t, name), habit{})
	c.start(t, "tail lobby -f -n 1 --json")
	e := &ear{changed: make(chan struct{}, 1)}
	lines := bufio.NewScanner(c.out)
	if !lines.Scan() { // what was said last: from now on nothing is missed
		t.Fatal(lines.Err())
	}
	go func() {
		for lines.Scan() {
			var m struct{ Text string }
			if json.Unmarshal(lines.Bytes(), &m) != nil {
				continue
			}
			var n int
			var at int64
			if _, err := fmt.Sscanf(m.Text, "<%d> %d", &n, &at); err != nil {
				continue
			}
			e.mu.Lock()
			e.heard++
			e.latest = max(e.latest, time.Since(time.Unix(0, at)))
			e.mu.Unlock()
			select {
			case e.changed <- struct{}{}:
			default: // nobody has looked yet
			}
		}
	}()
	return e
}

// wants waits until all of so many messages were heard, and holds each to less than
// the time after which a stuck client is cut: nobody has waited for one.
func (e *ear) wants(t *testing.T, n int) {
	t.Helper()
	deadline := time.After(patience)
	for {
		e.mu.Lock()
		heard, latest := e.heard, e.latest
		e.mu.Unlock()
		if heard >= n {
			if t.Logf("%d messages, the latest after %s", heard, latest); latest > 10*time.Second {
				t.Errorf("a message came after %s", latest)
			}
			return
		}
		select {
		case <-e.changed:
		case <-deadline:
			t.Fatalf("%d of %d messages were heard", heard, n)
		}
	}
}

// rss is the server's resident memory in bytes.
func (s *server) rss(t *testing.T) int {
	t.Helper()
	stat, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(s.cmd.Process.Pid), "statm"))
	if err != nil {
		t.Fatal(err)
	}
	pages, err := strconv.Atoi(strings.Fields(string(stat))[1])
	if err != nil {
		t.Fatal(err)
	}
	return pages * os.Getpagesize()
}
