package command_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
)

// varying is what differs from run to run: ids, times and keys.
var varying = regexp.MustCompile(`m_[0-9A-Z]{26}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z|SHA256:[A-Za-z0-9+/]{43}`)

func TestJSON(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	alice.must(t, "room create books --topic 'what we read'")
	bob := w.member(t, "bob")
	bob.must(t, "join books")
	bob.must(t, "room create cellar --private")
	bob.must(t, "invite cellar alice")
	var b strings.Builder
	for _, line := range []string{
		"whoami", "rooms", "room show books", "who lobby", "send books one", "send --me books waves",
		"react books#1 +1", "pin books#1", "reply books#1 two", "edit books#1 '@bob, one'", "show books#1", "thread books#1", "pins books",
		"delete --yes books#2", "search one", "notify books all", "display 爱丽丝", "me show", "lang zh", "set width",
		"ignore bob", "ignored", "unignore bob", "whois bob",
		"describe books second hand", "role books bob moderator", "room set books slow 10s", "room set books", "members books", "room show books",
		"invitations", "room show cellar", "decline cellar", "room create films --private --topic silent", "invite films bob --expires 24h", "invitations films",
		"uninvite films bob", "room rename films movies", "archive movies", "room delete movies --yes",
		"msg bob hello", "dm open bob", "dm list", "dm read bob", "history @bob", "block bob", "blocks", "unblock bob", "transfer books bob --yes", "delete --yes books#1",
		"history books --limit 1", "history books --after 1", "tail books", "version", "help send", "join books", "leave books",
	} {
		a := alice.exec(line + " --json")
		fmt.Fprintf(&b, "$ %s --json\n%s%s", line, a.out, a.err)
		for l := range strings.Lines(a.out) {
			if !json.Valid([]byte(l)) {
				t.Errorf("%s: %q is no JSON", line, l)
			}
		}
	}
	golden.RequireEqual(t, []byte(varying.ReplaceAllString(b.String(), "<varies>")))
}

// page is the JSON of a history.
type page struct {
	V     int
	Items []struct{ Seq uint64 }
	Next  *string
}

func TestHistoryPagesBothWays(t *testing.T) {
	alice := newWorld(t).member(t, "alice")
	const total = 7
	for i := range total {
		alice.must(t, fmt.Sprintf("send lobby message %d", i+1))
	}
	tests := []struct {
		name, flag, from string
		want             []uint64
	}{
		{"back from the newest", "--before", "", []uint64{6, 7, 4, 5, 2, 3, 1}},
		{"forward from the first", "--after", "0", []uint64{1, 2, 3, 4, 5, 6, 7}},
		{"forward from a number as people say it", "--after", "'#5'", []uint64{6, 7}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []uint64
			for cursor := &tt.from; cursor != nil; {
				line := "history lobby --limit 2 --json"
				if *cursor != "" {
					line += " " + tt.flag + " " + *cursor
				}
				var p page
				if err := json.Unmarshal([]byte(alice.must(t, line)), &p); err != nil {
					t.Fatal(err)
				}
				for _, m := range p.Items {
					got = append(got, m.Seq)
				}
				if len(p.Items) == 0 || len(got) > total {
					break
				}
				cursor = p.Next
			}
			if fmt.Sprint(got) != fmt.Sprint(tt.want) {
				t.Errorf("pages = %v, want %v", got, tt.want)
			}
		})
	}
}

func TestHistoryAroundAndAt(t *testing.T) {
	alice := newWorld(t).member(t, "alice")
	for i := range 9 {
		alice.send(t, "lobby", fmt.Sprintf("message %d", i+1))
	}
	for line, want := range map[string]string{
		"--around 5 --limit 3":      "[4 5 6]",
		"--around 1 --limit 4":      "[1 2 3 4]",
		"--around 9 --limit 4":      "[7 8 9]",
		"--at today --limit 2":      "[1 2]",
		"--at 2h":                   "[1 2 3 4 5 6 7 8 9]",
		"--at 2001-02-03 --limit 1": "[1]",
		"--before 3":                "[1 2]",
		"--after 3 --before 6":      "[4 5]",
		"--around '#5' --limit 1":   "[5]",
	} {
		var p page
		alice.ask(t, "history lobby "+line, &p)
		var got []uint64
		for _, m := range p.Items {
			got = append(got, m.Seq)
		}
		if fmt.Sprint(got) != want {
			t.Errorf("history %s = %v, want %s", line, got, want)
		}
	}
	for _, line := range []string{"--around 5 --after 3", "--at today --before 3", "--around x", "--at someday"} {
		if a := alice.exec("history lobby " + line); a.status != 2 {
			t.Errorf("history %s = %d %q, want 2", line, a.status, a.err)
		}
	}
}
