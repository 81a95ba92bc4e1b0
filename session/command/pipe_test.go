package command_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"snug/session/command"
)

// A program is at the other end of a pipe. Everything that it waits for has
// patience's time to come.
type program struct {
	t     *testing.T
	in    *io.PipeWriter
	lines chan string
	gate  *gate
	err   *strings.Builder // read after status
	ended chan int
}

// A piped is a line of a pipe.
type piped map[string]any

// pipe begins a pipe.
func (p *person) pipe(t *testing.T, flags string) *program {
	t.Helper()
	return p.pipeWithin(t, t.Context(), flags)
}

// pipeWithin is pipe for a session that ends with its context.
func (p *person) pipeWithin(t *testing.T, ctx context.Context, flags string) *program {
	t.Helper()
	in, w := io.Pipe()
	out, stdout := io.Pipe()
	r := &program{t: t, in: w, gate: newGate(stdout), lines: make(chan string, 10_000), err: new(strings.Builder), ended: make(chan int, 1)}
	var wg sync.WaitGroup
	wg.Go(func() {
		status := p.Run(ctx, command.Call{
			Line: strings.TrimSpace("pipe " + flags), Front: command.Exec, Who: p.who, Key: p.key, Session: p.session, Lang: p.lang,
			Stdin: in, Stdout: r.gate, Stderr: r.err,
		})
		_ = stdout.Close()
		r.ended <- status
	})
	wg.Go(func() {
		defer close(r.lines)
		s := bufio.NewScanner(out)
		s.Buffer(nil, 4<<20)
		for s.Scan() {
			r.lines <- s.Text()
		}
	})
	t.Cleanup(func() {
		_ = w.Close()
		_ = out.Close() // whoever writes to it now has nobody who reads
		r.gate.open()
		wg.Wait()
	})
	return r
}

// A gate lets writes through while it is open.
type gate struct {
	w     io.Writer
	token chan struct{} // capacity 1: in it while the gate is open
}

func newGate(w io.Writer) *gate {
	g := &gate{w: w, token: make(chan struct{}, 1)}
	g.open()
	return g
}

func (g *gate) open() {
	select {
	case g.token <- struct{}{}:
	default:
	}
}

func (g *gate) shut() { <-g.token }

// Write implements [io.Writer].
func (g *gate) Write(p []byte) (int, error) {
	<-g.token
	g.open()
	return g.w.Write(p)
}

// write writes lines.
func (r *program) write(lines ...string) {
	r.t.Helper()
	for _, l := range lines {
		if _, err := io.WriteString(r.in, l+"\n"); err != nil {
			r.t.Fatal(err)
		}
	}
}

// line returns the next line.
func (r *program) line() string {
	r.t.Helper()
	select {
	case line, ok := <-r.lines:
		if !ok {
			r.t.Fatal("the pipe has ended")
		}
		return line
	case <-time.After(patience):
		r.t.Fatal("nothing comes")
		return ""
	}
}

// next returns the next line, taken apart.
func (r *program) next() piped {
	r.t.Helper()
	line := r.line()
	var s piped
	if err := json.Unmarshal([]byte(line), &s); err != nil || strings.ContainsFunc(line, func(c rune) bool { return c < ' ' }) {
		r.t.Fatalf("%q is no line of JSON: %v", line, err)
	}
	if s["v"] != 1.0 {
		r.t.Errorf("%s has no version", line)
	}
	return s
}

// ask writes a command and returns its answer.
func (r *program) ask(line string) piped {
	r.t.Helper()
	r.write(line)
	for {
		s := r.next()
		if _, answers := s["re"]; answers {
			return s
		}
	}
}

// status waits for the end and returns the exit status.
func (r *program) status() int {
	r.t.Helper()
	select {
	case s := <-r.ended:
		return s
	case <-time.After(patience):
		r.t.Fatal("the pipe does not end")
		return 0
	}
}

// end ends the input and returns the exit status.
func (r *program) end() int {
	r.t.Helper()
	_ = r.in.Close()
	return r.status()
}

// is tells a line's fields apart, in the order of names.
func (s piped) is(names ...string) string {
	var out []string
	for _, n := range names {
		out = append(out, fmt.Sprint(s[n]))
	}
	return strings.Join(out, " ")
}

func TestPipeSaysWhoAndWhere(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	alice.send(t, "lobby", "one")
	p := alice.pipe(t, "--rooms lobby")
	hello := p.next()
	if got := hello.is("type", "user", "bot", "role", "server", "version"); got != "hello alice false member chat.example.com 1.2.3" {
		t.Errorf("hello says %s", got)
	}
	if got := fmt.Sprint(hello["rooms"]); got != "[map[cursor:r_1:1:0 last:1 room:lobby room_id:r_1]]" {
		t.Errorf("hello has the rooms %s", got)
	}
	if got := fmt.Sprint(hello["limits"]); got != "map[edit_seconds:900 idem_bytes:128 line_bytes:65536 rate_per_minute:<nil> rooms:64 text_bytes:4096 text_line_bytes:2048 text_lines:50 unanswered:64]" {
		t.Errorf("hello has the limits %s", got)
	}
	if s := p.end(); s != 0 {
		t.Errorf("the pipe ends with %d", s)
	}
	robot := alice.makes(t, "robot", "--rooms lobby --rate 7")
	hello = robot.pipe(t, "--rooms lobby").next()
	if limits, _ := hello["limits"].(map[string]any); hello["bot"] != true || limits["rate_per_minute"] != 7.0 {
		t.Errorf("to a bot it says %v", hello)
	}
}

// TestPipeIsListed looks at the session of a pipe.
func TestPipeIsListed(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	alice = alice.from(alice.opens(t))
	alice.pipe(t, "").next()
	if out := alice.must(t, "session list --json"); !strings.Contains(out, `"kind":"pipe"`) {
		t.Errorf("the sessions are %s", out)
	}
}

func TestPipeTellsWhatHappens(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	alice.must(t, "room create ops")
	bob.must(t, "join ops")
	p := bob.pipe(t, "--rooms lobby,ops")
	p.next()
	id := alice.send(t, "ops", "one")
	if s := p.next(); s.is("type", "room", "room_id", "user", "text", "seq", "cursor") != "message ops r_2 alice one 1 r_2:1:0" {
		t.Errorf("a message comes as %v", s)
	}
	for _, tt := range []struct{ line, want string }{
		{"edit " + id + " two", "edit ops r_2 alice two r_2:1:1"},
		{"react " + id + " tada", "reaction ops r_2 alice two r_2:1:2"},
		{"pin " + id, "pin ops r_2 alice two r_2:1:3"},
		{"delete --yes " + id, "delete ops r_2 alice  r_2:1:4"},
	} {
		alice.must(t, tt.line)
		s := p.next()
		m, _ := s["message"].(map[string]any)
		if got := s.is("type", "room", "room_id", "user") + " " + fmt.Sprint(m["text"], " ", s["cursor"]); got != tt.want {
			t.Errorf("%s comes as %s, want %s", tt.line, got, tt.want)
		}
	}
	carol := w.member(t, "carol")
	carol.must(t, "join ops")
	alice.must(t, "room mute ops carol --for 1h")
	alice.must(t, "room unmute ops carol")
	alice.must(t, "room role ops carol moderator")
	alice.must(t, "topic ops About ops")
	alice.must(t, "room kick ops carol")
	for _, want := range []string{
		"join ops carol <nil>", "mute ops carol alice", "unmute ops carol alice", "role ops carol alice", "room_change ops alice <nil>", "kick ops carol alice",
	} {
		if s := p.next(); s.is("type", "room", "user", "by") != want || !strings.HasPrefix(fmt.Sprint(s["cursor"]), "r_2:1:") {
			t.Errorf("%v has come, want %s", s, want)
		}
	}
	alice.must(t, "room kick ops bob --reason noise")
	if s := p.next(); s.is("type", "user") != "kick bob" {
		t.Errorf("%v has come", s)
	}
	if s := p.next(); s.is("type", "room_id", "code", "exit") != "room_gone r_2 denied 4" || !strings.Contains(fmt.Sprint(s["message"]), "noise") {
		t.Errorf("%v has come", s)
	}
	alice.send(t, "ops", "not for bob")
	alice.send(t, "lobby", "for all")
	if s := p.next(); s.is("type", "text") != "message for all" {
		t.Errorf("%v has come", s)
	}
	if s := p.end(); s != 0 {
		t.Errorf("the pipe ends with %d", s)
	}
}
