//go:build linux

package bench

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// A server is the real binary at work.
type server struct {
	addr string
	cmd  *exec.Cmd
}

// startServer builds the binary and runs it on an empty directory until the
// benchmark ends.
func startServer(b *testing.B) *server {
	b.Helper()
	dir := b.TempDir()
	binary := filepath.Join(dir, "snug")
	if out, err := exec.Command("go", "build", "-o", binary, "snug").CombinedOutput(); err != nil {
		b.Fatalf("build: %v\n%s", err, out)
	}
	cmd := exec.CommandContext(context.Background(), binary, "serve", "--log-level", "error", "--listen", "127.0.0.1:0", "--data", filepath.Join(dir, "state"))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		if err := cmd.Wait(); err != nil {
			b.Errorf("server: %v", err)
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		b.Fatalf("ready line: %v", err)
	}
	_, rest, ok := strings.Cut(line, "ready on ")
	addr, _, ok2 := strings.Cut(rest, ",")
	if !ok || !ok2 {
		b.Fatalf("ready line is %q", line)
	}
	return &server{addr: addr, cmd: cmd}
}

// cpu returns the processor time that the server has used so far.
func (s *server) cpu(b *testing.B) time.Duration {
	b.Helper()
	// The kernel's clock of another process: its number, inverted, and 2 for
	// the scheduler's nanoseconds (MAKE_PROCESS_CPUCLOCK in linux/posix-timers.h).
	var ts unix.Timespec
	if err := unix.ClockGettime(int32(^s.cmd.Process.Pid<<3|2), &ts); err != nil {
		b.Fatal(err)
	}
	return time.Duration(ts.Nano())
}

// rss returns the server's resident memory in bytes.
func (s *server) rss(b *testing.B) int {
	b.Helper()
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(s.cmd.Process.Pid) + "/statm")
	if err != nil {
		b.Fatal(err)
	}
	pages, err := strconv.Atoi(strings.Fields(string(stat))[1])
	if err != nil {
		b.Fatal(err)
	}
	return pages * os.Getpagesize()
}
