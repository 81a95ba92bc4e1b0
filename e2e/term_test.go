package e2e_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"golang.org/x/crypto/ssh"
)

// A screen is one person at a terminal: an SSH session with a PTY whose
// output is drawn by an emulator, which also answers what it is asked.
type screen struct {
	t       *testing.T
	conn    *client
	session *ssh.Session
	typing  sync.Mutex // held for what goes to stdin
	stdin   io.WriteCloser
	replies chan []byte // of the emulator, on their way to the server

	mu       sync.Mutex
	emulator *vt.Emulator
	raw      bytes.Buffer  // everything that the server has written
	writes   int           // in how many pieces it came
	changed  chan struct{} // closed and replaced at every change
	ended    bool          // the session is over
	endErr   error         // how
}

// open lets the holder of a key connect with a terminal, and with variables
// ("NAME=value") that the client sends.
func (s *server) open(t *testing.T, user string, key ssh.Signer, cols, rows int, env ...string) *screen {
	t.Helper()
	conn, err := s.dial(user, key)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	session, err := conn.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	x := &screen{
		t: t, conn: conn, session: session,
		replies:  make(chan []byte, 256), // more than a program ever asks
		emulator: newEmulator(cols, rows),
		changed:  make(chan struct{}),
	}
	if x.stdin, err = session.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	session.Stdout = x
	for _, kv := range env {
		name, value, _ := strings.Cut(kv, "=")
		if err := session.Setenv(name, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := session.RequestPty("xterm-256color", rows, cols, ssh.TerminalModes{}); err != nil {
		t.Fatal(err)
	}
	if err := session.Shell(); err != nil {
		t.Fatal(err)
	}
	var running sync.WaitGroup
	running.Go(x.collectReplies)
	running.Go(x.sendReplies)
	running.Go(func() {
		err := session.Wait()
		x.update(func() { x.ended, x.endErr = true, err })
	})
	t.Cleanup(func() {
		conn.Close()
		// Not the emulator's own Close, which races with its Read.
		x.emulator.InputPipe().(io.Closer).Close()
		running.Wait()
	})
	return x
}

// newEmulator returns a terminal that outlives being resized: what the server
// drew for a larger window may name a scrolling region below the last row,
// which a real terminal clamps and x/vt (2026-08-23) goes by until it panics.
func newEmulator(cols, rows int) *vt.Emulator {
	e := vt.NewEmulator(cols, rows)
	e.RegisterCsiHandler('r', func(params ansi.Params) (handled bool) {
		bottom, _, _ := params.Param(1, 0)
		return bottom > e.Height() // the new size is drawn right after
	})
	return e
}

// collectReplies takes the emulator's answers off its pipe at once: Write waits
// for that.
func (x *screen) collectReplies() {
	defer close(x.replies)
	buf := make([]byte, 256)
	for {
		n, err := x.emulator.Read(buf)
		if err != nil {
			return
		}
		x.replies <- bytes.Clone(buf[:n])
	}
}

func (x *screen) sendReplies() {
	for b := range x.replies {
		_ = x.input(b) // a server that has gone needs no answer
	}
}

// input sends bytes, for any goroutine: SSH takes one write at a time.
func (x *screen) input(b []byte) error {
	x.typing.Lock()
	defer x.typing.Unlock()
	_, err := x.stdin.Write(b)
	return err
}

// Write draws what the server sends.
func (x *screen) Write(p []byte) (n int, err error) {
	x.update(func() {
		x.raw.Write(p)
		x.writes++
		n, err = x.emulator.Write(p)
	})
	return n, err
}

// update changes the screen and tells whoever waits for a change.
func (x *screen) update(change func()) {
	x.mu.Lock()
	defer x.mu.Unlock()
	change()
	close(x.changed)
	x.changed = make(chan struct{})
}

// send types keys.
func (x *screen) send(keys string) {
	x.t.Helper()
	if err := x.input([]byte(keys)); err != nil {
		x.t.Fatalf("type %q: %v", keys, err)
	}
}

// say types a message and sends it.
func (x *screen) say(text string) {
	x.t.Helper()
	x.send(text + "\r")
}

// resize makes the window another size.
func (x *screen) resize(cols, rows int) {
	x.t.Helper()
	x.update(func() { x.emulator.Resize(cols, rows) })
	if err := x.session.WindowChange(rows, cols); err != nil {
		x.t.Fatalf("resize: %v", err)
	}
}

// shown returns what is on the screen now.
func (x *screen) shown() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.emulator.String()
}

// waitFor waits until all the texts are on the screen.
func (x *screen) waitFor(texts ...string) {
	x.t.Helper()
	x.until(fmt.Sprintf("%q on the screen", texts), func() bool {
		on := x.emulator.String()
		for _, text := range texts {
			if !strings.Contains(on, text) {
				return false
			}
		}
		return true
	})
}

// until waits for a condition on the screen, which is looked at after every
// change. It fails the test, with the screen, when that takes too long or the
// session ends before.
func (x *screen) until(what string, condition func() bool) {
	x.t.Helper()
	deadline := time.After(patience)
	for {
		x.mu.Lock()
		met, ended, changed, shown := condition(), x.ended, x.changed, x.emulator.String()
		x.mu.Unlock()
		if met {
			return
		}
		if ended {
			x.t.Fatalf("the session ended (%v) without %s:\n%s", x.endErr, what, shown)
		}
		select {
		case <-changed:
		case <-deadline:
			x.t.Fatalf("no %s after %v:\n%s", what, patience, shown)
		}
	}
}

// wait waits for the end of the session and returns its exit status and
// everything that was ever written to the terminal.
func (x *screen) wait() (status int, raw string) {
	x.t.Helper()
	x.until("end of the session", func() bool { return x.ended })
	x.mu.Lock()
	defer x.mu.Unlock()
	switch err := x.endErr.(type) {
	case nil:
	case *ssh.ExitError:
		status = err.ExitStatus()
	default:
		x.t.Fatalf("the session ended with: %v", err)
	}
	return status, x.raw.String()
}

// written returns how many bytes the server has written, and in how many
// pieces they came.
func (x *screen) written() (size, pieces int) {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.raw.Len(), x.writes
}

// cells returns a copy of all cells on the screen, row by row.
func (x *screen) cells() [][]uv.Cell {
	x.mu.Lock()
	defer x.mu.Unlock()
	rows := make([][]uv.Cell, x.emulator.Height())
	for y := range rows {
		rows[y] = make([]uv.Cell, x.emulator.Width())
		for i := range rows[y] {
			if c := x.emulator.CellAt(i, y); c != nil {
				rows[y][i] = *c
			}
		}
	}
	return rows
}

// cursor returns the cell of the cursor.
func (x *screen) cursor() (col, row int) {
	x.mu.Lock()
	defer x.mu.Unlock()
	p := x.emulator.CursorPosition()
	return p.X, p.Y
}
