package command_test

import (
	"fmt"
	"strings"
	"testing"

	"snug/session/command"
)

func TestSearch(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	alice.must(t, "room create books")
	alice.send(t, "lobby", "the blue door is open")
	bob.send(t, "lobby", "which door, the Blue one?")
	alice.send(t, "books", "a door of blue glass")
	alice.send(t, "lobby", "迁移脚本写完了")

	tests := []struct {
		name, line string
		by         *person
		want       string // where, newest first
	}{
		{"words", "search blue door", alice, "[books#1 lobby#2 lobby#1]"},
		{"a phrase", `search "blue door"`, alice, "[lobby#1]"},
		{"a phrase and an operator", `search from:alice "blue door"`, alice, "[lobby#1]"},
		{"who said it", "search from:bob door", alice, "[lobby#2]"},
		{"in a room", "search in:books door", alice, "[books#1]"},
		{"Chinese", "搜索 迁移", alice, "[lobby#3]"},
		{"nothing", "search elephants", alice, "[]"},
		{"not what others say among themselves", "search glass", bob, "[]"},
		{"not there either when all is asked for", "search in:all --all door", bob, "[lobby#2 lobby#1]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var found struct{ Items []said }
			tt.by.ask(t, tt.line, &found)
			got := []string{}
			for _, m := range found.Items {
				got = append(got, fmt.Sprintf("%s#%d", m.Room, m.Seq))
			}
			if fmt.Sprint(got) != tt.want {
				t.Errorf("%s finds %v, want %s", tt.line, got, tt.want)
			}
		})
	}
	if out := alice.must(t, "search glass"); !strings.Contains(out, "books#1  alice: a door of blue glass") {
		t.Errorf("search prints %q, want the number by which it is found", out)
	}
	for line, want := range map[string]command.Status{
		"search":                 command.Usage,
		"search frm:bob x":       command.Usage,
		"search before:31-31 x":  command.Usage,
		"search in:nowhere door": command.NotFound,
		"search from:nobody9 x":  command.NotFound,
	} {
		if a := bob.exec(line); a.status != int(want) || a.out != "" {
			t.Errorf("%s = %d %q %q, want %d", line, a.status, a.out, a.err, want)
		}
	}
	if a := bob.exec("search in:books glass"); a.status == 0 || a.out != "" {
		t.Errorf("search of a room that one is not in = %d %q", a.status, a.out)
	}
}

func TestSearchGoesOn(t *testing.T) {
	alice := newWorld(t).member(t, "alice")
	const total = 70
	for i := range total {
		alice.send(t, "lobby", fmt.Sprintf("needle %d", i+1))
	}
	var first, rest, all struct {
		Items []said
		Next  *string
	}
	alice.ask(t, "search needle", &first)
	if len(first.Items) != 50 || first.Items[0].Seq != total || first.Next == nil {
		t.Fatalf("search finds %d, next %v; want the newest 50 and where to go on", len(first.Items), first.Next)
	}
	alice.ask(t, "search needle before:"+*first.Next, &rest)
	if len(rest.Items) != total-50 || rest.Items[0].Seq != total-50 || rest.Next != nil {
		t.Errorf("the rest has %d, next %v; want %d and the end", len(rest.Items), rest.Next, total-50)
	}
	alice.ask(t, "search --all needle", &all)
	if len(all.Items) != total || all.Next != nil {
		t.Errorf("--all finds %d, next %v; want %d and the end", len(all.Items), all.Next, total)
	}
}
