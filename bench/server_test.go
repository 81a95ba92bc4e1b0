//go:build linux

package bench

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// A server is the real binary at work.
type server struct {
	addr string
	cmd  *exec.Cmd
	stop func()
}

// scratch are directories that outlive one test and not the process.
var scratch struct {
	mu   sync.Mutex
	dirs []string
}

func scratchDir() (string, error) {
	dir, err := os.MkdirTemp("", "snug-bench-")
	scratch.mu.Lock()
	defer scratch.mu.Unlock()
	scratch.dirs = append(scratch.dirs, dir)
	return dir, err
}

var other = flag.String("binary", "", "measure this `program`, such as an older one, and build none")

// binary is the server, built once.
var binary = sync.OnceValues(func() (string, error) {
	if *other != "" {
		return *other, nil
	}
	dir, err := scratchDir()
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "snug")
	if out, err := exec.Command("go", "build", "-o", path, "snug").CombinedOutput(); err != nil {
		return "", fmt.Errorf("build: %w: %s", err, out)
	}
	return path, nil
})

// startServer runs the server on a directory, with more flags, until stop is called or
// the test ends. An empty directory stands for a new one.
func startServer(tb testing.TB, dir string, more ...string) *server {
	tb.Helper()
	path, err := binary()
	if err != nil {
		tb.Fatal(err)
	}
	if dir == "" {
		dir = filepath.Join(tb.TempDir(), "state")
	}
	args := append([]string{"serve", "--log-level", "error", "--listen", "127.0.0.1:0", "--data", dir}, more...)
	cmd := exec.CommandContext(context.Background(), path, args...)
	cmd.Env = append(os.Environ(),
		"SNUG_SEND_RATE=10000", "SNUG_SEND_BURST=10000", "SNUG_LIMIT_JOINS=100000", // a few do what thousands would
		"SNUG_LIMIT_EXEMPT=127.0.0.0/8", // and all come from one address
	)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	s := &server{cmd: cmd, stop: sync.OnceFunc(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		if err := cmd.Wait(); err != nil && !killed(cmd) {
			tb.Errorf("server: %v", err)
		}
	})}
	tb.Cleanup(s.stop)
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		tb.Fatalf("ready line: %v", err)
	}
	_, rest, ok := strings.Cut(line, "ready on ")
	addr, _, ok2 := strings.Cut(rest, ",")
	if !ok || !ok2 {
		tb.Fatalf("ready line is %q", line)
	}
	s.addr = addr
	return s
}

// kill ends the server as the machine would that fails.
func (s *server) kill(tb testing.TB) {
	tb.Helper()
	if err := s.cmd.Process.Kill(); err != nil {
		tb.Fatal(err)
	}
	s.stop()
}

// killed reports whether a program has ended that way.
func killed(cmd *exec.Cmd) bool {
	status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus)
	return ok && status.Signaled() && status.Signal() == syscall.SIGKILL
}

// cpu returns the processor time that the server has used so far.
func (s *server) cpu(tb testing.TB) time.Duration {
	tb.Helper()
	return processorTime(tb, s.cmd.Process.Pid)
}

// processorTime returns what a process has used so far.
func processorTime(tb testing.TB, pid int) time.Duration {
	tb.Helper()
	// The kernel's clock of another process: its number, inverted, and 2 for
	// the scheduler's nanoseconds (MAKE_PROCESS_CPUCLOCK in linux/posix-timers.h).
	var ts unix.Timespec
	if err := unix.ClockGettime(int32(^pid<<3|2), &ts); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(ts.Nano())
}

// rss returns the server's resident memory in bytes.
func (s *server) rss(tb testing.TB) int {
	tb.Helper()
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(s.cmd.Process.Pid) + "/statm")
	if err != nil {
		tb.Fatal(err)
	}
	pages, err := strconv.Atoi(strings.Fields(string(stat))[1])
	if err != nil {
		tb.Fatal(err)
	}
	return pages * os.Getpagesize()
}

// writes returns how many write calls the server has made so far, to its
// sockets, its file and itself.
func (s *server) writes(tb testing.TB) int {
	tb.Helper()
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(s.cmd.Process.Pid) + "/io")
	if err != nil {
		tb.Fatal(err)
	}
	_, after, _ := strings.Cut(string(stat), "syscw: ")
	line, _, _ := strings.Cut(after, "\n")
	n, err := strconv.Atoi(line)
	if err != nil {
		tb.Fatalf("syscw: %v", err)
	}
	return n
}
