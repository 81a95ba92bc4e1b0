package e2e_test

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"sync"
	"syscall"
	"testing"
	"time"
)

// A server is the program, running.
type server struct {
	addr    string // where it says that it listens
	hostKey string // its host key's fingerprint, as it says
	ready   string // the line that said so

	cmd    *exec.Cmd
	log    *buffer // standard error
	exited chan struct{}
	err    error // of the process; read after exited is closed
}

var readyLine = regexp.MustCompile(`^snug \S+ ready on (\S+), host key (SHA256:\S+)$`)

// startServer runs the program on a data directory and returns when it is
// ready. The error says what the program wrote if it ended before that.
func startServer(dir string, args ...string) (*server, error) {
	return startAs(exec.Command(snug, append([]string{"--data", dir, "--listen", "127.0.0.1:0"}, args...)...))
}

// startAs is startServer with a command that becomes the program, in surroundings
// that it has made for it.
func startAs(cmd *exec.Cmd) (*server, error) {
	s := &server{cmd: cmd, log: &buffer{}, exited: make(chan struct{})}
	// Tests write and connect faster than people and scripts; sendrate_test.go is about
	// what people may, and the tests of session/door about who may connect.
	s.cmd.Env = append(os.Environ(), "SNUG_SEND_RATE=10000", "SNUG_SEND_BURST=10000", "SNUG_LIMIT_ACCOUNT_NEW=100000", "SNUG_LIMIT_JOINS=100000")
	s.cmd.Stderr = s.log
	stdout, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	first := make(chan string, 1)
	go func() {
		r := bufio.NewReader(stdout)
		line, _ := r.ReadString('\n')
		first <- line
		_, _ = io.Copy(io.Discard, r) // Wait must come after the last read
		s.err = s.cmd.Wait()
		close(s.exited)
	}()
	select {
	case line := <-first:
		m := readyLine.FindStringSubmatch(string(bytes.TrimSuffix([]byte(line), []byte("\n"))))
		if m == nil {
			s.kill()
			return nil, fmt.Errorf("the program said %q and ended with: %v\n%s", line, s.err, s.log)
		}
		s.ready, s.addr, s.hostKey = line, m[1], m[2]
		return s, nil
	case <-time.After(patience):
		s.kill()
		return nil, fmt.Errorf("not ready after %v\n%s", patience, s.log)
	}
}

// stop asks the server to end and returns an error unless it does so in good
// order. It gives its sessions nine seconds, and a slow machine more.
func (s *server) stop() error {
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return fmt.Errorf("signal the server: %w\n%s", err, s.log)
	}
	return s.wait(patience)
}

// wait returns an error unless the server ends by itself with status 0.
func (s *server) wait(limit time.Duration) error {
	select {
	case <-s.exited:
	case <-time.After(limit):
		s.kill()
		return fmt.Errorf("the server did not end within %v\n%s", limit, s.log)
	}
	if s.err != nil {
		return fmt.Errorf("the server ended with: %w\n%s", s.err, s.log)
	}
	return nil
}

// kill ends the server as a crash of the machine would, and waits for it.
func (s *server) kill() {
	if err := s.cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		panic(err)
	}
	<-s.exited
}

// serve starts a server for a test, which stops it at its end.
func serve(t *testing.T, dir string, args ...string) *server {
	t.Helper()
	s, err := startServer(dir, args...)
	if err != nil {
		t.Fatal(err)
	}
	stopAfter(t, s)
	return s
}

// stopAfter stops a server at the end of a test.
func stopAfter(t testing.TB, s *server) {
	t.Cleanup(func() {
		select {
		case <-s.exited: // the test has done it
		default:
			if err := s.stop(); err != nil {
				t.Error(err)
			}
		}
		if t.Failed() {
			t.Logf("log of the server:\n%s", s.log)
		}
	})
}

// A buffer collects what one goroutine writes while others read it or wait for
// it. Its zero value is empty.
type buffer struct {
	mu      sync.Mutex
	b       bytes.Buffer
	changed chan struct{} // closed at the next write; nil when nobody waits
}

// Write implements io.Writer.
func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.changed != nil {
		close(b.changed)
		b.changed = nil
	}
	return b.b.Write(p)
}

// String returns everything written so far.
func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// await looks at the content after every write and reports whether it met the
// condition within the limit.
func (b *buffer) await(limit time.Duration, condition func(string) bool) bool {
	deadline := time.After(limit)
	for {
		b.mu.Lock()
		if b.changed == nil {
			b.changed = make(chan struct{})
		}
		content, changed := b.b.String(), b.changed
		b.mu.Unlock()
		if condition(content) {
			return true
		}
		select {
		case <-changed:
		case <-deadline:
			return false
		}
	}
}
