package command_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"snug/room"
	"snug/session/command"
	"snug/text/lang"
)

func TestTailPrintsTheNewest(t *testing.T) {
	alice := newWorld(t).member(t, "alice")
	for i := range 5 {
		alice.must(t, fmt.Sprintf("send lobby message %d", i+1))
	}
	tests := []struct {
		line  string
		lines int
	}{
		{"tail lobby", 5},
		{"tail lobby -n 2", 2},
		{"tail lobby -n 0", 0},
		{"tail lobby --since 3", 2},
		{"tail lobby --since 5", 0},
		{"tail lobby --since 0", 5},
	}
	for _, tt := range tests {
		if out := alice.must(t, tt.line); strings.Count(out, "\n") != tt.lines {
			t.Errorf("%s = %q, want %d lines", tt.line, out, tt.lines)
		}
	}
}

// A following is a tail -f that runs.
type following struct {
	lines  *bufio.Scanner
	input  *io.PipeWriter
	output *io.PipeReader
	status chan int
	stderr *strings.Builder
}

func (p *person) follow(t *testing.T, ctx context.Context, line string) *following {
	t.Helper()
	stdin, input := io.Pipe()
	stdout, out := io.Pipe()
	f := &following{lines: bufio.NewScanner(stdout), input: input, output: stdout, status: make(chan int, 1), stderr: new(strings.Builder)}
	var wg sync.WaitGroup
	wg.Go(func() {
		f.status <- p.Run(ctx, command.Call{
			Line: line, Front: command.Exec, Who: p.who, Key: p.key,
			Stdin: stdin, Stdout: out, Stderr: f.stderr,
		})
		out.Close()
	})
	t.Cleanup(func() {
		input.Close()
		stdout.Close()
		wg.Wait()
	})
	return f
}

// next returns the number of the next message.
func (f *following) next(t *testing.T) uint64 {
	t.Helper()
	if !f.lines.Scan() {
		t.Fatalf("the tail ended: %s", f.stderr)
	}
	var m struct{ Seq uint64 }
	if err := json.Unmarshal(f.lines.Bytes(), &m); err != nil {
		t.Fatal(err)
	}
	return m.Seq
}

// cut ends it as a connection does that breaks.
func (f *following) cut() {
	f.output.Close()
	f.input.CloseWithError(errors.New("cut"))
}

// end waits for the exit status.
func (f *following) end(t *testing.T) int {
	t.Helper()
	select {
	case s := <-f.status:
		return s
	case <-time.After(patience):
		t.Fatal("the tail does not end")
		return 0
	}
}

// TestFollowJoinsPastAndPresent follows while others talk as fast as they can:
// nothing may come twice, nothing may be missing.
func TestFollowJoinsPastAndPresent(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	const before, during = 30, 300
	for range before {
		alice.must(t, "send lobby early")
	}
	var talk sync.WaitGroup
	defer talk.Wait()
	for range 3 {
		talk.Go(func() {
			for range during / 3 {
				alice.exec("send lobby late")
			}
		})
	}
	bob := w.member(t, "bob")
	f := bob.follow(t, t.Context(), "tail lobby -f --since 0 --json")
	for want := uint64(1); want <= before+during; want++ {
		if got := f.next(t); got != want {
			t.Fatalf("message %d came, want %d", got, want)
		}
	}
	f.input.CloseWithError(errors.New("^C"))
	if s := f.end(t); s != 0 {
		t.Errorf("status %d after an interruption: %s", s, f.stderr)
	}
}

// TestFollowCatchesUp lets a reader fall behind by more than the room's memory
// holds.
func TestFollowCatchesUp(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	f := alice.follow(t, t.Context(), "tail lobby --since 0 -f --json")
	alice.must(t, "send lobby first")
	if got := f.next(t); got != 1 {
		t.Fatalf("first message %d", got)
	}
	// The pipe takes nothing while nobody reads it, so the tail stands still.
	const many = 2000
	var talk sync.WaitGroup
	for range 8 {
		talk.Go(func() {
			for range many / 8 {
				alice.exec("send lobby more")
			}
		})
	}
	talk.Wait()
	for want := uint64(2); want <= many+1; want++ {
		if got := f.next(t); got != want {
			t.Fatalf("message %d came, want %d", got, want)
		}
	}
}

func TestFollowTellsWhatHappensToMessages(t *testing.T) {
	w := newWorld(t)
	alice, bob, eve := w.member(t, "alice"), w.member(t, "bob"), w.member(t, "eve")
	alice.must(t, "room create books")
	bob.must(t, "join books")
	id := alice.send(t, "books", "one")
	f := bob.follow(t, t.Context(), "tail books -f --json")
	f.next(t)
	for _, step := range []struct{ line, want string }{
		{"edit " + id + " two", "edit two"},
		{"react " + id + " tada", "reaction two"},
		{"pin " + id, "pin two"},
		{"reply " + id + " three", "message three"},
		{"delete --yes " + id, "delete "},
	} {
		eve.exec(step.line) // is heard by nobody
		alice.must(t, step.line)
		if !f.lines.Scan() {
			t.Fatalf("the tail ended: %s", f.stderr)
		}
		var e struct {
			Type, ID, User, Text string
			Message              said
		}
		if err := json.Unmarshal(f.lines.Bytes(), &e); err != nil {
			t.Fatal(err)
		}
		if got := e.Type + " " + e.Text + e.Message.Text; got != step.want || e.User != "alice" || e.Type != "message" && (e.ID != id || e.Message.ID != id) {
			t.Errorf("heard %s, want %q by alice", f.lines.Text(), step.want)
		}
	}
}

func TestFollowTellsPeopleWhatHappens(t *testing.T) {
	alice := newWorld(t).member(t, "alice")
	alice.send(t, "lobby", "one")
	f := alice.follow(t, t.Context(), "tail lobby -f -n 1")
	if f.lines.Scan(); !strings.HasSuffix(f.lines.Text(), "#1  alice: one") {
		t.Fatalf("heard %q", f.lines.Text())
	}
	alice.must(t, "edit lobby#1 -", "two\n2026-11-22 09:15:03Z  #2  bob: forged")
	for _, want := range []string{"  -- alice has edited #1", "    two", "    2026-11-22 09:15:03Z  #2  bob: forged"} {
		if f.lines.Scan(); !strings.HasSuffix(f.lines.Text(), want) {
			t.Errorf("heard %q, want %q", f.lines.Text(), want)
		}
	}
}

func TestFollowIsNotPresence(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	f := alice.follow(t, t.Context(), "tail lobby -f -n 5 --json")
	alice.must(t, "send lobby now")
	f.next(t)
	if out := alice.must(t, "who"); out != "" {
		t.Errorf("who = %q, want nobody", out)
	}
}

func TestFollowEnds(t *testing.T) {
	stopping := &room.Refusal{Kind: room.ErrUnavailable, Text: lang.S("the server is stopping")}
	tests := []struct {
		name   string
		end    func(f *following, cancel context.CancelCauseFunc, alice *person, t *testing.T)
		status command.Status
		says   string
	}{
		{"with an interruption", func(f *following, _ context.CancelCauseFunc, _ *person, _ *testing.T) {
			f.input.CloseWithError(errors.New("^C"))
		}, command.OK, ""},
		{"with the connection", func(_ *following, cancel context.CancelCauseFunc, _ *person, _ *testing.T) { cancel(nil) }, command.OK, ""},
		{"with the server", func(_ *following, cancel context.CancelCauseFunc, _ *person, _ *testing.T) { cancel(stopping) }, command.Unavailable, "stopping"},
		{"with the membership", func(_ *following, _ context.CancelCauseFunc, alice *person, t *testing.T) {
			alice.must(t, "leave books")
		}, command.Denied, "no longer"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			alice := newWorld(t).member(t, "alice")
			alice.must(t, "room create books")
			ctx, cancel := context.WithCancelCause(t.Context())
			defer cancel(nil)
			f := alice.follow(t, ctx, "tail books -f --json")
			alice.must(t, "send books now")
			f.next(t)
			tt.end(f, cancel, alice, t)
			if s := f.end(t); s != int(tt.status) || !strings.Contains(f.stderr.String(), tt.says) {
				t.Errorf("status %d %q, want %d and %q", s, f.stderr, tt.status, tt.says)
			}
		})
	}
}

// Whoever is put out of a room reads nothing more of it, and learns by whom.
func TestFollowEndsWithWhoIsPutOut(t *testing.T) {
	for line, says := range map[string]string{
		"kick books bob --reason noise":          "alice has put you out of #books, reason: noise; ask",
		"kick books bob":                         "reason: none given; ask",
		"ban books bob --reason noise":           "alice has banned you from #books until ",
		"ban books bob --for perm":               "until somebody lifts it, reason: none given; ask",
		"room ban books bob --for 1h --reason a": "UTC, reason: a; ask who moderates the room",
	} {
		t.Run(line, func(t *testing.T) {
			w := newWorld(t)
			alice, bob := w.member(t, "alice"), w.member(t, "bob")
			alice.must(t, "room create books")
			bob.must(t, "join books")
			f := bob.follow(t, t.Context(), "tail books -f --json")
			alice.must(t, "send books now")
			f.next(t)
			alice.must(t, line)
			alice.must(t, "send books when they have gone")
			if s := f.end(t); s != int(command.Denied) || !strings.Contains(f.stderr.String(), says) {
				t.Errorf("status %d %q, want %d and %q", s, f.stderr, command.Denied, says)
			}
			if f.lines.Scan() {
				t.Errorf("heard %s behind it", f.lines.Text())
			}
		})
	}
}

// TestFollowNeedsNoStdin follows as a program in the background does.
func TestFollowNeedsNoStdin(t *testing.T) {
	alice := newWorld(t).member(t, "alice")
	f := alice.follow(t, t.Context(), "tail lobby -f --json")
	f.input.Close()
	for range 3 {
		alice.must(t, "send lobby now")
		f.next(t)
	}
}

// broken is an output whose reader has gone.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("gone") }

func TestAGoneReaderIsNoError(t *testing.T) {
	alice := newWorld(t).member(t, "alice")
	alice.must(t, "send lobby hi")
	for _, line := range []string{"rooms", "tail lobby", "tail lobby -f", "history lobby --json"} {
		var stderr strings.Builder
		status := alice.Run(t.Context(), command.Call{
			Line: line, Front: command.Exec, Who: alice.who, Key: alice.key,
			Stdin: io.NopCloser(strings.NewReader("")), Stdout: broken{}, Stderr: &stderr,
		})
		if status != 0 || stderr.Len() > 0 {
			t.Errorf("%s = %d %q, want a quiet end", line, status, stderr.String())
		}
	}
}
