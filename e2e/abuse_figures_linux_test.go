package e2e_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// Figures are what a server holds on to, as it says itself and as the system
// has it.
type figures struct {
	Sessions   int
	Goroutines int
	Panics     int
	Refused    map[string]int // how often each limit was hit

	files int // descriptors
	rss   int // bytes
	cpu   time.Duration
}

// String writes them on one line.
func (f figures) String() string {
	return fmt.Sprintf("%d sessions, %d goroutines, %d descriptors, %.1f MiB, %d faults", f.Sessions, f.Goroutines, f.files, float64(f.rss)/(1<<20), f.Panics)
}

// figures reads them over a connection of an admin that is already there.
func (s *server) figures(t testing.TB, admin *client) (f figures) {
	t.Helper()
	a, err := admin.ask("server stats --json", nil)
	if err != nil || a.status != 0 {
		t.Fatalf("server stats: %v %+v", err, a)
	}
	if err := json.Unmarshal([]byte(a.stdout), &f); err != nil {
		t.Fatal(err)
	}
	proc := fmt.Sprintf("/proc/%d/", s.cmd.Process.Pid)
	open, err := os.ReadDir(proc + "fd")
	if err != nil {
		t.Fatal(err)
	}
	f.files = len(open)
	statm, err := os.ReadFile(proc + "statm")
	if err != nil {
		t.Fatal(err)
	}
	pages, err := strconv.Atoi(strings.Fields(string(statm))[1])
	if err != nil {
		t.Fatal(err)
	}
	f.rss = pages * os.Getpagesize()
	f.cpu = processorTime(t, fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid))
	return f
}

// processorTime returns what a process has used so far, in steps of 10 ms.
func processorTime(t testing.TB, stat string) time.Duration {
	t.Helper()
	line, err := os.ReadFile(stat)
	if err != nil {
		t.Fatal(err)
	}
	_, behind, _ := strings.Cut(string(line), ") ") // its name
	fields := strings.Fields(behind)
	var ticks int
	for _, field := range fields[11:13] { // its own and the kernel's for it
		n, err := strconv.Atoi(field)
		if err != nil {
			t.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}

// How much more than before there may be when an attack is over: a goroutine
// that asks whether a client lives, a command of a screen that is on its way.
const (
	moreGoroutines = 8
	moreFiles      = 2
)

// calm waits until a server holds on to no more than before, and returns what
// that is. Where more stays behind, the test fails, and the server ends with a list
// of its goroutines.
func (s *server) calm(t testing.TB, admin *client, before figures) figures {
	t.Helper()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(patience); ; <-tick.C {
		now := s.figures(t, admin)
		if now.Sessions <= before.Sessions && now.Goroutines <= before.Goroutines+moreGoroutines && now.files <= before.files+moreFiles {
			return now
		}
		if time.Now().After(deadline) {
			_ = s.cmd.Process.Signal(syscall.SIGQUIT) // fails when it has ended, which shows
			t.Errorf("after %v there are still %v\nbefore: %v", patience, now, before)
			return now
		}
	}
}

// hits waits until somebody has run into a limit, which the server may notice after
// they have gone, and reports whether that came within a time.
func (s *server) hits(t testing.TB, admin *client, limit string, before figures, within time.Duration) bool {
	t.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(within); ; <-tick.C {
		if s.figures(t, admin).Refused[limit] > before.Refused[limit] {
			return true
		}
		if time.Now().After(deadline) {
			return false
		}
	}
}

// stay connects somebody who stays, whatever happens at the door: their commands
// come and go.
func stay(t testing.TB, s *server, key ssh.Signer) *client {
	t.Helper()
	c, err := s.dial("somebody", key)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	looks, err := c.NewSession() // without one a connection does not last
	if err != nil {
		t.Fatal(err)
	}
	if _, err := looks.StdinPipe(); err != nil { // whose end would be that of the session
		t.Fatal(err)
	}
	out, err := looks.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := looks.Start("pipe"); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil { // then it counts as a session
		t.Fatal(err)
	}
	return c
}
