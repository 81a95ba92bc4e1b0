package command_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"snug/session/command"
)

// TestWhatWasSaidBeforeIsAsIfItWereNot asks as somebody who may see what was
// said since they joined: messages 1 to 3 are not for them, 4 to 7 are.
func TestWhatWasSaidBeforeIsAsIfItWereNot(t *testing.T) {
	w := newWorld(t)
	ann, bob := w.member(t, "ann"), w.member(t, "bob")
	ann.must(t, "room create books")
	ann.must(t, "room set books history joined")
	var ids []string
	for i := range 3 {
		ids = append(ids, ann.send(t, "books", fmt.Sprintf("early %d", i+1)))
	}
	ann.must(t, "pin books#2")
	bob.must(t, "join books")
	for i := range 4 {
		ids = append(ids, ann.send(t, "books", fmt.Sprintf("late %d", i+4)))
	}
	tests := []struct {
		line string
		want string
		next bool // there is more
	}{
		{"history books", "[4 5 6 7]", false},
		{"history books --limit 2", "[6 7]", true},
		{"history books --before 6", "[4 5]", false},
		{"history books --before 4", "[]", false},
		{"history books --after 0 --limit 2", "[4 5]", true},
		{"history books --after 5", "[6 7]", false},
		{"history books --around 2 --limit 4", "[4 5 6 7]", false},
		{"history books --at 2001-01-01 --limit 2", "[4 5]", true},
		{"pins books", "[]", false},
		{"search in:books early", "[]", false},
		{"search in:books late", "[7 6 5 4]", false},
	}
	for _, tt := range tests {
		var p page
		bob.ask(t, tt.line, &p)
		var got []uint64
		for _, m := range p.Items {
			got = append(got, m.Seq)
		}
		if fmt.Sprint(got) != tt.want || (p.Next != nil) != tt.next {
			t.Errorf("%s = %v, more %t; want %s, more %t", tt.line, got, p.Next != nil, tt.want, tt.next)
		}
	}
	for _, line := range []string{"tail books -n 99 --json", "tail books --since 0 --json"} {
		var got []uint64
		for l := range strings.Lines(bob.must(t, line)) {
			var m struct{ Seq uint64 }
			if err := json.Unmarshal([]byte(l), &m); err != nil {
				t.Fatal(err)
			}
			got = append(got, m.Seq)
		}
		if fmt.Sprint(got) != "[4 5 6 7]" {
			t.Errorf("%s = %v", line, got)
		}
	}
	for _, target := range []string{ids[0], "books#1", "books#3"} {
		for _, line := range onMessages {
			a := bob.exec(fmt.Sprintf(line, target))
			if want := "error: there is no message " + target + " that you can read\n"; a.status != int(command.NotFound) || a.err != want {
				t.Errorf(line+" = %+v, want %d", target, a, command.NotFound)
			}
		}
	}
	ann.must(t, "reply books#1 about that")
	if out := bob.must(t, "message show books#8"); strings.Contains(out, "early") {
		t.Errorf("a reply shows %q, and what it answers is not for bob", out)
	}
}
