package command_test

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"snug/session/command"
	"snug/text/lang"
)

// A failed is the JSON of an error.
type failed struct {
	Error struct {
		Code, Message string
		Exit          int
		After         *int64 `json:"retry_after_ms"`
	}
}

func TestErrorsInJSON(t *testing.T) {
	w := newWorld(t)
	ann, bob := w.member(t, "ann"), w.member(t, "bob")
	ann.must(t, "room create books")
	ann.must(t, "room set books slow 1h")
	bob.must(t, "join books")
	bob.send(t, "books", "once")
	for _, tt := range []struct {
		line, input string
		status      command.Status
		waits       bool
	}{
		{"history nowhere --json", "", command.NotFound, false},
		{"--json", "", command.Usage, false},
		{"no such command --json", "", command.Usage, false},
		{"send books twice --json", "", command.Limited, true},
		{"send books --lines --json", "twice\n", command.Limited, true},
		{"room rename books novels --json", "", command.Denied, false},
		{"history lobby --limit 99999999999999999999 --json", "", command.Usage, false},
		{"history lobby --limit 1001 --json", "", command.Usage, false},
		{"history lobby --limit -1 --json", "", command.Usage, false},
		{"rooms --limit 0 --json", "", command.Usage, false},
		{"who lobby --limit 1001 --json", "", command.Usage, false},
		{"history 'lobby --json", "", command.Usage, false}, // a quote that is not closed
		{"history lobby --json=maybe", "", command.Usage, false},
		{"history \xff\x00 --json", "", command.NotFound, false},
		{"history " + strings.Repeat("a", 8<<10) + " --json", "", command.Usage, false},
	} {
		a := bob.exec(tt.line, tt.input)
		var f failed
		if tt.line == "history lobby --json=maybe" { // which is no wish for JSON
			if a.status != int(tt.status) || !strings.HasPrefix(a.err, "error: ") {
				t.Errorf("%s = %+v", tt.line, a)
			}
			continue
		}
		if err := json.Unmarshal([]byte(a.err), &f); err != nil {
			t.Errorf("%.60q is told %q: %v", tt.line, a.err, err)
			continue
		}
		e := f.Error
		if a.status != int(tt.status) || e.Exit != a.status || e.Code != tt.status.String() || e.Message == "" || a.out != "" {
			t.Errorf("%.60q = %+v, want %v", tt.line, a, tt.status)
		}
		if (e.After != nil) != tt.waits || tt.waits && (*e.After < 3_500_000 || *e.After > 3_600_000) {
			t.Errorf("%.60q says to try again in %v ms", tt.line, e.After)
		}
	}
	if a := bob.exec("history nowhere -- --json"); !strings.HasPrefix(a.err, "error: ") {
		t.Errorf("--json behind -- = %+v", a)
	}
	bob.lang = lang.Chinese
	if a := bob.exec("history nowhere --json"); !strings.Contains(a.err, `"code":"not_found"`) || !strings.Contains(a.err, `"message":"there is no room`) {
		t.Errorf("in another language an error in JSON is %q", a.err)
	}
}

func TestHurryTellsWhenToTryAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		bob := newWorld(t).member(t, "bob-bob")
		for i := range 200 {
			bob.must(t, fmt.Sprintf("me bio hello %d", i))
		}
		var f failed
		a := bob.exec("me bio hello --json")
		if err := json.Unmarshal([]byte(a.err), &f); err != nil || f.Error.After == nil || *f.Error.After != 1000 {
			t.Errorf("too many changes = %+v, want a second", a)
		}
	})
}

// TestOnlyWhatReadsStdinWaitsForIt gives every command an input that never ends.
func TestOnlyWhatReadsStdinWaitsForIt(t *testing.T) {
	for _, line := range []string{"whoami", "rooms", "history lobby", "tail lobby", "send lobby hi", "who", "read lobby", "search hi", "topic books", "no such command"} {
		w := newWorld(t)
		ann := w.member(t, "ann")
		ann.must(t, "room create books")
		ann.Run(t.Context(), command.Call{
			Line: line, Front: command.Exec, Who: ann.who, Key: ann.key,
			Stdin: unread{t, line}, Stdout: io.Discard, Stderr: io.Discard,
		})
	}
}

// An unread is an input that nobody may read.
type unread struct {
	t    *testing.T
	line string
}

func (u unread) Read([]byte) (int, error) {
	u.t.Errorf("%s reads stdin", u.line)
	return 0, io.EOF
}

func (u unread) Close() error { return nil }

func TestListsGoOn(t *testing.T) {
	w := newWorld(t)
	ann := w.member(t, "ann")
	for _, name := range []string{"zebra", "Books", "films", "attic"} {
		ann.must(t, "room create "+name)
	}
	for _, name := range []string{"dan", "Carl", "bob"} {
		w.member(t, name).sit(t)
	}
	ann.sit(t)
	for _, tt := range []struct{ line, want string }{
		{"rooms", "[lobby attic Books films zebra]"},
		{"who lobby", "[ann bob Carl dan]"},
	} {
		for limit := 1; limit < 7; limit++ {
			var got []string
			for cursor := ""; ; {
				line := fmt.Sprintf("%s --limit %d", tt.line, limit)
				if cursor != "" {
					line += " --after " + cursor
				}
				var list struct {
					Items []struct{ Type, Name, User string }
					Next  *string
				}
				ann.ask(t, line, &list)
				for _, i := range list.Items {
					got = append(got, map[string]string{"room": i.Name, "person": i.User}[i.Type])
				}
				if list.Next == nil || len(got) > 9 {
					break
				}
				cursor = *list.Next
			}
			if fmt.Sprint(got) != tt.want {
				t.Errorf("%s in parts of %d = %v, want %s", tt.line, limit, got, tt.want)
			}
		}
	}
	if a := ann.exec("rooms --limit 2"); !strings.Contains(a.err, "--after r_") {
		t.Errorf("people are told %q", a.err)
	}
	bob := w.member(t, "bo-bo")
	bob.must(t, "room create cellar --private")
	try(t, []attempt{
		{"a cursor that is none", "rooms --after books", ann, command.Usage},
		{"a cursor of another list", "rooms --after u_1", ann, command.Usage},
		{"a room of another server", "rooms --after r_999", ann, command.NotFound},
		{"a room that is hidden", fmt.Sprintf("rooms --after r_%d", bob.room(t, "cellar")), ann, command.NotFound},
		{"a cursor that is far too big", "rooms --after r_99999999999999999999", ann, command.Usage},
	})
}

func TestReadMarksWhatWasSaid(t *testing.T) {
	w := newWorld(t)
	ann, bob := w.member(t, "ann"), w.member(t, "bob")
	ann.must(t, "room create books")
	bob.must(t, "join books")
	var ids []string
	for range 5 {
		ids = append(ids, ann.send(t, "books", "@bob look"))
	}
	unread := func(line string) (is struct{ Unread, Mentions int }) {
		bob.ask(t, line, &is)
		return is
	}
	for _, tt := range []struct {
		line string
		left int
	}{
		{"read books 2", 3},
		{"read books 1", 3}, // it never moves back
		{"read books " + ids[2], 2},
		{"room read books books#4", 1},
		{"read books", 0},
		{"read books", 0},
	} {
		if is := unread(tt.line); is.Unread != tt.left || is.Mentions != tt.left {
			t.Errorf("%s leaves %+v, want %d", tt.line, is, tt.left)
		}
		if is := unread("room show books"); is.Unread != tt.left {
			t.Errorf("after %s %+v are new, want %d", tt.line, is, tt.left)
		}
	}
	if out := bob.must(t, "read books"); out != "0 new messages are left in #books.\n" {
		t.Errorf("people are told %q", out)
	}
	lobby := ann.send(t, "lobby", "hi")
	try(t, []attempt{
		{"the future", "read books 6", bob, command.Usage},
		{"another room's", "read books " + lobby, bob, command.NotFound},
		{"somebody who is not there", "read books", w.member(t, "eve"), command.Denied},
	})
	if out := ann.must(t, "who lobby"); slices.Contains(strings.Fields(out), "bob") {
		t.Errorf("whoever reads from a script is there: %q", out)
	}
}
