package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"snug/keys"
	"snug/session/command"
)

// patience is how long a test waits for what must happen.
const patience = 90 * time.Second

// A bench is an admin socket with commands for tests.
type bench struct {
	*adminSocket
	began chan struct{} // gets one from each command that waits
}

// newBench opens an admin socket on a directory.
func newBench(t *testing.T, dir string) *bench {
	t.Helper()
	b := unopened(t, dir)
	if err := b.open(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if err := b.stop(ctx); err != nil && !errors.Is(err, net.ErrClosed) { // it was stopped before
			t.Error(err)
		}
	})
	return b
}

func unopened(t *testing.T, dir string) *bench {
	t.Helper()
	if !canCheckPeer {
		t.Skip("there is no admin socket on this system")
	}
	b := &bench{began: make(chan struct{}, 2*maxAdmins)}
	log := slog.New(slog.DiscardHandler)
	spec := func(path, args string, run command.Run) command.Spec {
		return command.Spec{
			Path: path, Args: args, Help: "Test.", Least: command.AtLeast(keys.Owner), Effect: command.Reads,
			Bind: func(*pflag.FlagSet) command.Run { return run },
		}
	}
	table, err := command.New(command.Services{Log: log, Connect: "ssh chat.example.com"},
		spec("words", "[A] [B] [C] [D]", func(_ context.Context, c *command.Invocation) error {
			return json.NewEncoder(c.Stdout).Encode(c.Args)
		}),
		spec("cat", "", func(_ context.Context, c *command.Invocation) error {
			_, err := io.Copy(c.Stdout, c.Stdin)
			return err
		}),
		spec("noise", "", func(ctx context.Context, c *command.Invocation) error {
			b.began <- struct{}{}
			for {
				if _, err := c.Stdout.Write(make([]byte, 3*maxFrame)); err != nil {
					b.began <- struct{}{}
					return nil
				}
			}
		}),
		spec("wait", "", func(ctx context.Context, c *command.Invocation) error {
			b.began <- struct{}{}
			<-ctx.Done()
			b.began <- struct{}{}
			return ctx.Err()
		}),
		spec("listen", "", func(ctx context.Context, c *command.Invocation) error {
			b.began <- struct{}{}
			_, err := c.Stdin.Read(make([]byte, 1))
			b.began <- struct{}{}
			return err
		}),
		spec("panic", "", func(context.Context, *command.Invocation) error { panic("on purpose") }),
		spec("deny", "", func(context.Context, *command.Invocation) error {
			return failure(command.Denied, "only the role %s may do that and yours is %s; ask somebody who has it", "a", "b")
		}),
	)
	if err != nil {
		t.Fatal(err)
	}
	b.adminSocket = &adminSocket{dir: dir, table: table, log: log}
	return b
}

// begun waits until a command has begun to wait, or has ended.
func (b *bench) begun(t *testing.T) {
	t.Helper()
	select {
	case <-b.began:
	case <-time.After(patience):
		t.Fatal("nothing happens")
	}
}

// A said is what snug ctl has printed, and its exit status.
type said struct {
	status   int
	out, err string
}

// ctl runs a command as snug ctl does.
func ctl(ctx context.Context, dir string, stdin io.Reader, words ...string) said {
	var out, errs bytes.Buffer
	o := &operator{stdin: stdin, stdout: &out, stderr: &errs}
	err := o.ask(ctx, dir, request{Line: quoteWords(words)})
	if err != nil && err.Error() != "" {
		errs.WriteString(err.Error())
	}
	return said{exitStatus(err), out.String(), errs.String()}
}

// untouched is an input that nobody should read.
type untouched struct{ t *testing.T }

func (u untouched) Read([]byte) (int, error) {
	u.t.Error("input is read that the command did not ask for")
	return 0, io.EOF
}

func TestCtlGivesTheWordsThatWereTyped(t *testing.T) {
	dir := t.TempDir()
	newBench(t, dir)
	tests := []struct {
		name  string
		words []string
	}{
		{"plain", []string{"one", "two"}},
		{"blanks", []string{"one two", " ", "\t"}},
		{"nothing", []string{"", "x", ""}},
		{"quotes", []string{`can't`, `"so"`, `'`, `''"`}},
		{"backslashes", []string{`\`, `a\ b`, `\'`, `\\`}},
		{"line ends", []string{"a\nb", "\r\n"}},
		{"what a shell would act on", []string{"$(reboot)", "`id`", "*", "#x"}},
		{"no English", []string{"静音", "🦊 a", "\u202e"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ctl(t.Context(), dir, untouched{t}, append([]string{"words"}, tt.words...)...)
			var words []string
			if err := json.Unmarshal([]byte(got.out), &words); err != nil {
				t.Fatalf("%v in %+v", err, got)
			}
			if strings.Join(words, "|") != strings.Join(tt.words, "|") {
				t.Errorf("the command got %q, want %q", words, tt.words)
			}
		})
	}
}

func TestCtlStatusAndStreams(t *testing.T) {
	dir := t.TempDir()
	b := newBench(t, dir)
	long := strings.Repeat("0123456789abcdef", 1<<16) // 1 MiB, many frames
	tests := []struct {
		name   string
		words  []string
		stdin  string
		status int
		out    string // all of it
		err    string // part of it
	}{
		{"input is passed on", []string{"cat"}, long, 0, long, ""},
		{"empty input", []string{"cat"}, "", 0, "", ""},
		{"a refusal", []string{"deny"}, "", 4, "", "error: only the role"},
		{"no such command", []string{"nonsense"}, "", 2, "", "unknown command nonsense"},
		{"a line that is too long", []string{"words", strings.Repeat("x", 9<<10)}, "", 2, "", "the limit is 8192"},
		{"a panic", []string{"panic"}, "", 1, "", "internal error"},
		{"after the panic", []string{"words"}, "", 0, "[]\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ctl(t.Context(), dir, strings.NewReader(tt.stdin), tt.words...)
			if got.status != tt.status || got.out != tt.out || !strings.Contains(got.err, tt.err) {
				t.Errorf("status %d with %d bytes and %q, want %d, %d and %q", got.status, len(got.out), got.err, tt.status, len(tt.out), tt.err)
			}
		})
	}
	if n := b.panics.Load(); n != 1 {
		t.Errorf("%d panics are counted, want 1", n)
	}
}

func TestCtlWithoutAServer(t *testing.T) {
	for _, dir := range []string{t.TempDir(), filepath.Join(t.TempDir(), "nowhere")} {
		var out, errs bytes.Buffer
		if got := run(t.Context(), []string{"ctl", "--data", dir, "version"}, nil, &out, &errs); got != 9 || strings.Count(errs.String(), "\n") != 1 || out.Len() > 0 {
			t.Errorf("status %d: %q %q", got, out.String(), errs.String())
		}
	}
}

func TestACommandEndsWhenItsClientGoes(t *testing.T) {
	for _, line := range []string{"wait", "listen", "noise"} {
		t.Run(line, func(t *testing.T) {
			dir := t.TempDir()
			b := newBench(t, dir)
			ctx, interrupt := context.WithCancel(t.Context())
			ended := make(chan said, 1)
			in, out := io.Pipe() // a terminal at which nothing is typed
			defer out.Close()
			go func() { ended <- ctl(ctx, dir, in, line) }()
			b.begun(t)
			interrupt()
			if got := <-ended; got.status != exitFailure || !strings.Contains(got.err, "interrupted") {
				t.Errorf("interrupted: %d %q", got.status, got.err)
			}
			b.begun(t)
		})
	}
}

func TestStopTellsTheCommandsThatRun(t *testing.T) {
	dir := t.TempDir()
	b := newBench(t, dir)
	ended := make(chan said, 2)
	in, out := io.Pipe()
	defer out.Close()
	for _, line := range []string{"wait", "listen"} {
		go func() { ended <- ctl(t.Context(), dir, in, line) }()
		b.begun(t)
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := b.stop(ctx); err != nil {
		t.Error(err)
	}
	for range 2 {
		if got := <-ended; got.status != 9 || !strings.Contains(got.err, "the server is stopping") {
			t.Errorf("a command that runs ends with %+v", got)
		}
	}
	if exists(filepath.Join(dir, socketName)) {
		t.Error("the socket is still there")
	}
	if got := ctl(t.Context(), dir, untouched{t}, "words"); got.status == 0 {
		t.Errorf("somebody answers: %+v", got)
	}
}

// TestStopDoesNotWaitForEver is about a client that takes nothing, in a command
// that does not look whether it should end.
func TestStopDoesNotWaitForEver(t *testing.T) {
	dir := t.TempDir()
	b := newBench(t, dir)
	c := dialRaw(t, dir)
	c.send(t, `{"v":1,"line":"noise"}`+"\n")
	b.begun(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := b.stop(ctx); err == nil || !strings.Contains(err.Error(), "in time") {
		t.Errorf("stop = %v, want that it tells of the command", err)
	}
	b.begun(t) // its writes fail now
}

func TestASlowClientLosesItsConnection(t *testing.T) {
	b := unopened(t, t.TempDir())
	b.patience = 10 * time.Millisecond
	if err := b.open(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := b.stop(t.Context()); err != nil {
			t.Error(err)
		}
	}()
	silent := dialRaw(t, b.dir)
	silent.send(t, `{"v":1,`)
	if got := silent.rest(t); !strings.Contains(got, "not of the same version") {
		t.Errorf("a request that never ends is answered with %q", got)
	}
	deaf := dialRaw(t, b.dir)
	deaf.send(t, `{"v":1,"line":"noise"}`+"\n")
	b.begun(t)
	b.begun(t) // the command has ended
}

func TestOnlySoManyAtOnce(t *testing.T) {
	dir := t.TempDir()
	b := newBench(t, dir)
	var all []*raw
	for range maxAdmins {
		c := dialRaw(t, dir)
		c.send(t, `{"v":1,"line":"wait"}`+"\n")
		b.begun(t)
		all = append(all, c)
	}
	if got := ctl(t.Context(), dir, untouched{t}, "words"); got.status != 6 || !strings.Contains(got.err, "limit") {
		t.Errorf("one more is answered with %+v, want 6", got)
	}
	all[0].Close()
	b.begun(t)
	deadline := time.Now().Add(patience)
	for ctl(t.Context(), dir, untouched{t}, "words").status != 0 {
		if time.Now().After(deadline) {
			t.Fatal("the place of a client that has gone is not free again")
		}
	}
}

func TestSocketIsMadeAnew(t *testing.T) {
	tests := []struct {
		name string
		put  func(t *testing.T, path string) // what is there before
		err  string                          // empty: it is taken away
	}{
		{"nothing", func(*testing.T, string) {}, ""},
		{"what a crash has left", func(t *testing.T, path string) {
			l, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
			if err != nil {
				t.Fatal(err)
			}
			l.SetUnlinkOnClose(false)
			l.Close()
		}, ""},
		{"a socket at which somebody answers", func(t *testing.T, path string) {
			l, err := net.Listen("unix", path)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { l.Close() })
		}, "another program answers"},
		{"a file", func(t *testing.T, path string) {
			if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
				t.Fatal(err)
			}
		}, "is in the way"},
		{"a link", func(t *testing.T, path string) {
			if err := os.Symlink("/dev/null", path); err != nil {
				t.Fatal(err)
			}
		}, "is in the way"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, socketName)
			tt.put(t, path)
			if tt.err != "" {
				if err := unopened(t, dir).open(t.Context()); err == nil || !strings.Contains(err.Error(), tt.err) {
					t.Errorf("open = %v, want that it %s", err, tt.err)
				}
				if !exists(path) {
					t.Error("what was there is gone")
				}
				return
			}
			newBench(t, dir)
			info, err := os.Lstat(path)
			if err != nil || info.Mode() != fs.ModeSocket|0o600 {
				t.Errorf("the socket is %v, %v", info, err)
			}
			if got := ctl(t.Context(), dir, untouched{t}, "words"); got.status != 0 {
				t.Errorf("words = %+v", got)
			}
		})
	}
}

func TestSocketInADirectoryWithALongName(t *testing.T) {
	dir := filepath.Join(t.TempDir(), strings.Repeat("long", 40))
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	newBench(t, dir)
	if got := ctl(t.Context(), dir, untouched{t}, "words"); got.status != 0 {
		t.Errorf("words = %+v", got)
	}
}

func TestWhoMayAdminister(t *testing.T) {
	tests := []struct {
		name        string
		uid, server int
		want        bool
	}{
		{"the server's user", 990, 990, true},
		{"root", 0, 990, true},
		{"another one", 1000, 990, false},
		{"another one, and root serves", 1000, 0, false},
		{"nobody", 65534, 990, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := mayAdminister(tt.uid, tt.server); got != tt.want {
				t.Errorf("uid %d at a server of uid %d may: %t, want %t", tt.uid, tt.server, got, tt.want)
			}
		})
	}
}

// strangerDir names the directory whose socket a process of another user tries.
const strangerDir = "SNUG_TEST_STRANGER"

// TestStranger is what the process of another user does; see the next.
func TestStranger(t *testing.T) {
	dir := os.Getenv(strangerDir)
	if dir == "" {
		t.Skip("this is for a process of another user")
	}
	got := ctl(t.Context(), dir, strings.NewReader(""), "words", "secret")
	if got.status != 4 || got.out != "" || !strings.Contains(got.err, "for root alone") {
		t.Errorf("another user is answered with %+v", got)
	}
}

func TestAnotherUserIsRefused(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can become another user")
	}
	dir, err := os.MkdirTemp("", "snug-stranger-") // unlike t.TempDir, of one level
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	b := newBench(t, dir)
	// As if everybody could reach the socket, so that the check alone counts.
	for path, mode := range map[string]os.FileMode{dir: 0o755, filepath.Join(dir, socketName): 0o666} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	self := filepath.Join(dir, "stranger")
	program, err := os.ReadFile("/proc/self/exe")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(self, program, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(self, 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self, "-test.run=^TestStranger$", "-test.v")
	cmd.Dir, cmd.Env = dir, []string{strangerDir + "=" + dir}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS: TestStranger") {
		t.Errorf("%v\n%s", err, out)
	}
	if got := ctl(t.Context(), b.dir, untouched{t}, "words"); got.status != 0 {
		t.Errorf("root is answered with %+v", got)
	}
}
