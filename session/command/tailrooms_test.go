package command_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"snug/session/command"
)

// A happening is an object of a tail, as far as these tests look at it.
type happening struct {
	Type, Room, Text, Why string
	Seq, From, To         uint64
}

// String writes it short: "lobby#3", or "gap lobby#1-5 trimmed".
func (h happening) String() string {
	switch h.Type {
	case "message":
		return fmt.Sprintf("%s#%d", h.Room, h.Seq)
	case "gap":
		return fmt.Sprintf("gap %s#%d-%d %s", h.Room, h.From, h.To, h.Why)
	}
	return fmt.Sprintf("%s %s#%d", h.Type, h.Room, h.Seq)
}

// heard returns what a tail printed.
func heard(t *testing.T, out string) (all []string) {
	t.Helper()
	for l := range strings.Lines(out) {
		var h happening
		if err := json.Unmarshal([]byte(l), &h); err != nil {
			t.Fatal(err)
		}
		all = append(all, h.String())
	}
	return all
}

// upcoming returns the next n objects of a tail that runs.
func (f *following) upcoming(t *testing.T, n int) string {
	t.Helper()
	var out strings.Builder
	for range n {
		if !f.lines.Scan() {
			t.Fatalf("the tail ended: %s", f.stderr)
		}
		out.WriteString(f.lines.Text() + "\n")
	}
	return strings.Join(heard(t, out.String()), " ")
}

func TestTailOfSeveralRooms(t *testing.T) {
	w := newWorld(t)
	ann, bob := w.member(t, "ann"), w.member(t, "bob")
	ann.must(t, "room create books")
	ann.must(t, "room create films")
	bob.must(t, "join books")
	for i := range 3 {
		ann.send(t, "lobby", fmt.Sprintf("hello %d", i))
		ann.send(t, "books", fmt.Sprintf("hello @bob %d", i))
	}
	ann.send(t, "films", "hello")
	for line, want := range map[string]string{
		"tail lobby books -n 1":                         "lobby#3 books#3",
		"tail books lobby -n 1":                         "books#3 lobby#3",
		"tail lobby LOBBY '#lobby' -n 1":                "lobby#3",
		"tail lobby books -n 0":                         "",
		"tail lobby books --since lobby#2,books#3":      "lobby#3",
		"tail lobby books --since books#1 -n 0":         "books#2 books#3",
		"tail lobby books --since books#0 -n 1":         "lobby#3 books#1 books#2 books#3",
		"tail lobby --since lobby#0":                    "lobby#1 lobby#2 lobby#3",
		"tail lobby --since lobby#1":                    "lobby#2 lobby#3",
		"tail lobby books -n 2 --count 3":               "lobby#2 lobby#3 books#2",
		"tail books -f --since 1 --count 2":             "books#2 books#3",
		"tail lobby -f -n 1 --count 1":                  "lobby#3",
		"tail lobby --count 9":                          "lobby#1 lobby#2 lobby#3",
		"tail --mentions":                               "books#1 books#2 books#3",
		"tail --mentions -n 2":                          "books#2 books#3",
		"tail lobby --mentions":                         "",
		"tail books lobby --mentions --since books#2":   "books#3",
		"tail lobby --since 1 --since 2 -n 5 --lines 4": "lobby#3",
	} {
		a := bob.exec(line + " --json")
		if got := strings.Join(heard(t, a.out), " "); got != want || a.status != 0 {
			t.Errorf("%s = %q %+v, want %q", line, got, a.err, want)
		}
	}
	if out := bob.must(t, "tail lobby books -n 1"); !strings.Contains(out, "  lobby#3  ann: hello 2\n") || !strings.Contains(out, "  books#3  ann: hello @bob 2\n") {
		t.Errorf("people are told %q, want the room of each", out)
	}
	try(t, []attempt{
		{"no room", "tail -f", bob, command.Usage},
		{"a room that is not theirs", "tail lobby films", bob, command.Denied},
		{"a room that is not there", "tail lobby nowhere -f", bob, command.NotFound},
		{"a number that is of which room?", "tail lobby books --since 3", bob, command.Usage},
		{"a message of another room", "tail lobby books --since films#1", bob, command.Usage},
		{"a message of another room, of one", "tail lobby --since books#1", bob, command.NotFound},
		{"a message of the future", "tail lobby --since 4", bob, command.Usage},
		{"a message of the future, of several", "tail lobby books --since lobby#4", bob, command.Usage},
		{"a message of another server", "tail lobby --since m_00000000000000000000000000", bob, command.NotFound},
		{"no message", "tail lobby --since yesterday", bob, command.Usage},
		{"none at all", "tail lobby --count 0", bob, command.Usage},
		{"fewer than none", "tail lobby --count -1", bob, command.Usage},
		{"far too many", "tail lobby -n 1001", bob, command.Usage},
		{"a flag behind --, where all are rooms", "tail lobby -- -n", bob, command.NotFound},
		{"more than a number holds", "tail lobby -n 99999999999999999999", bob, command.Usage},
		{"a future of the history", "history lobby --after 4", bob, command.Usage},
	})
}

func TestFollowSeveralRooms(t *testing.T) {
	w := newWorld(t)
	ann, bob := w.member(t, "ann"), w.member(t, "bob")
	ann.must(t, "room create books")
	bob.must(t, "join books")
	f := bob.follow(t, t.Context(), "tail lobby books -f --json")
	for _, name := range []string{"books", "lobby", "books"} {
		ann.send(t, name, "now")
	}
	got := strings.Fields(f.upcoming(t, 3))
	slices.Sort(got) // each room has its own order
	if fmt.Sprint(got) != "[books#1 books#2 lobby#1]" {
		t.Errorf("heard %v", got)
	}
	ann.must(t, "kick books bob --reason noise")
	ann.send(t, "books", "when he has gone")
	ann.send(t, "lobby", "and here")
	if got := f.upcoming(t, 1); got != "lobby#2" {
		t.Errorf("heard %s behind the end of one room, want what is said in the other", got)
	}
	f.input.CloseWithError(errors.New("^C"))
	if s := f.end(t); s != 0 || !strings.Contains(f.stderr.String(), `"denied"`) || !strings.Contains(f.stderr.String(), "put you out of #books") {
		t.Errorf("status %d, told %q", s, f.stderr)
	}
}

func TestFollowWhatNamesOne(t *testing.T) {
	w := newWorld(t)
	ann, bob := w.member(t, "ann"), w.member(t, "bob")
	ann.must(t, "room create books")
	bob.must(t, "join books")
	ann.send(t, "books", "early @bob")
	f := bob.follow(t, t.Context(), "tail --mentions -f --json -n 1")
	if got := f.upcoming(t, 1); got != "books#1" {
		t.Fatalf("heard %s first", got)
	}
	for _, line := range []string{"send books nobody", "send lobby @bob", "react lobby#1 +1", "topic books hush", "edit books#2 still nobody", "send books @bob"} {
		ann.must(t, line)
	}
	if got := f.upcoming(t, 3); !strings.Contains(got, "lobby#1") || !strings.Contains(got, "reaction lobby#1") || !strings.Contains(got, "books#3") {
		t.Errorf("heard %s, want what names bob alone", got)
	}
}

func TestFollowUntilEnoughWasSaid(t *testing.T) {
	w := newWorld(t)
	ann, bob := w.member(t, "ann"), w.member(t, "bob")
	ann.send(t, "lobby", "early")
	f := bob.follow(t, t.Context(), "tail lobby -f --json --count 3")
	if got := f.upcoming(t, 1); got != "lobby#1" {
		t.Fatalf("heard %s first", got)
	}
	for _, line := range []string{"react lobby#1 +1", "send lobby two", "send lobby three", "send lobby four"} {
		ann.must(t, line)
	}
	if got := f.upcoming(t, 3); got != "reaction lobby#1 lobby#2 lobby#3" {
		t.Errorf("heard %s", got)
	}
	if s := f.end(t); s != 0 || f.lines.Scan() || f.stderr.Len() > 0 {
		t.Errorf("it ends with %d, %q and %q", s, f.lines.Text(), f.stderr)
	}
}

// TestResumeBehindWhatIsGone begins behind messages that the room does not keep.
func TestResumeBehindWhatIsGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		ann, eve := w.member(t, "ann"), w.member(t, "eve")
		ann.must(t, "room create books")
		var ids []string
		for i := range 9 {
			ids = append(ids, ann.send(t, "books", fmt.Sprintf("message %d", i+1)))
		}
		ann.must(t, "room set books retention 3")
		ann.must(t, "room set books history joined")
		time.Sleep(3 * time.Minute) // until the janitor has come
		eve.must(t, "join books")
		ann.send(t, "books", "message 10")
		time.Sleep(3 * time.Minute)
		for _, tt := range []struct {
			by   *person
			line string
			want string
		}{
			{ann, "tail books --since 2", "gap books#3-7 trimmed books#8 books#9 books#10"},
			{ann, "tail books --since 7", "books#8 books#9 books#10"},
			{ann, "tail books --since 0", "books#8 books#9 books#10"},
			{ann, "tail books -n 5", "books#8 books#9 books#10"},
			{ann, "tail books --mentions --since 2", "gap books#3-7 trimmed"},
			{eve, "tail books --since 8", "gap books#9-9 hidden books#10"},
			{eve, "tail books", "books#10"},
		} {
			if got := strings.Join(heard(t, tt.by.must(t, tt.line+" --json")), " "); got != tt.want {
				t.Errorf("%s = %q, want %q", tt.line, got, tt.want)
			}
		}
		if a := ann.exec("tail books --since " + ids[1]); a.status != int(command.NotFound) {
			t.Errorf("a message that is gone = %+v, want %d", a, command.NotFound)
		}
		if a := ann.exec("tail books --since 2"); !strings.Contains(a.err, "#3 to #7 of #books are gone") {
			t.Errorf("people are told %q", a.err)
		}
	})
}

// TestResumeAfterCuts cuts a tail again and again while others talk, and begins
// behind what came: nothing twice, nothing missing.
func TestResumeAfterCuts(t *testing.T) {
	w := newWorld(t)
	ann, bob := w.member(t, "ann"), w.member(t, "bob")
	const total = 400
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range total {
			ann.exec("send lobby more")
		}
	}()
	defer func() { <-done }()
	last := uint64(0)
	for cut := 1; last < total; cut++ {
		f := bob.follow(t, t.Context(), fmt.Sprintf("tail lobby -f --json --since %d", last))
		for range min(cut%37+1, total-int(last)) {
			seq := f.next(t)
			if seq != last+1 {
				t.Fatalf("message %d came behind %d", seq, last)
			}
			last = seq
		}
		f.cut()
	}
}
