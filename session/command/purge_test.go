package command_test

import (
	"fmt"
	"strings"
	"testing"

	"snug/session/command"
)

type purged struct {
	Messages, People, Spared int
	First, Last              *uint64
	More                     bool
	DryRun                   bool `json:"dry_run"`
}

// TestPurgeTakesWhatItSays floods a room and cleans it.
func TestPurgeTakesWhatItSays(t *testing.T) {
	w := newWorld(t)
	ann, mallory, bob := w.member(t, "ann"), w.member(t, "mallory"), w.member(t, "bob")
	ann.must(t, "room create books")
	mallory.must(t, "join books")
	bob.must(t, "join books")
	bob.send(t, "books", "a fine evening")
	for i := range 25 {
		mallory.must(t, fmt.Sprintf("send books buy coins %d", i))
	}
	bob.send(t, "books", "who is this?")
	before := ann.must(t, "history books --json")

	var p purged
	ann.ask(t, "purge books --user mallory --dry-run", &p)
	if p.Messages != 25 || p.People != 1 || *p.First != 2 || *p.Last != 26 || !p.DryRun {
		t.Errorf("a dry run = %+v, want 25 messages, 2 to 26", p)
	}
	if a, _ := ann.slash(ann.room(t, "books"), "purge --user mallory --dry-run"); a.status != 0 || !strings.Contains(a.out, "25 messages in #books would be deleted, #2 to #26.") {
		t.Errorf("/purge of the room on the screen = %+v", a)
	}
	a := ann.exec("purge books --user mallory --reason a raid")
	if a.status != int(command.Unconfirmed) || !strings.Contains(a.err, "25 messages") || !strings.Contains(a.err, "--yes") {
		t.Errorf("without --yes = %+v, want %d and how many", a, command.Unconfirmed)
	}
	if after := ann.must(t, "history books --json"); after != before {
		t.Errorf("counting has changed the room: %s", after)
	}
	ann.ask(t, "purge books --user mallory --yes --reason a raid", &p)
	if p.Messages != 25 || p.DryRun {
		t.Errorf("the purge = %+v", p)
	}
	for _, line := range []string{"history books", "tail books -n 50", "search coins in:books", "me export"} {
		for _, who := range []*person{ann, bob, mallory} {
			if out := who.must(t, line); strings.Contains(out, "buy coins") {
				t.Errorf("%s of %s still says it", line, who.who.Account.Name)
			}
		}
	}
	if out := ann.must(t, "history books"); !strings.Contains(out, "a fine evening") || !strings.Contains(out, "who is this?") {
		t.Errorf("history = %q, want what bob said", out)
	}
	e := w.lastEntry(t)
	if e.Action != "message purge" || !strings.Contains(e.After, "25 messages, 2-26, sha256:") || e.Reason != "a raid" || strings.Contains(fmt.Sprint(e), "coins") {
		t.Errorf("the entry is %+v", e)
	}
	if a := ann.exec("purge books --user mallory --yes"); a.status != 0 || !strings.Contains(a.out, "Nothing in #books fits") {
		t.Errorf("once more = %+v", a)
	}
}

func TestPurgeIsBounded(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	ann, bob := w.member(t, "ann"), w.member(t, "bob")
	ann.must(t, "room create books")
	for _, p := range []*person{bob, s.admin, s.mod} {
		p.must(t, "join books")
		p.send(t, "books", "said by "+p.who.Account.Name)
	}
	try(t, []attempt{
		{"by a member", "purge books --yes", bob, command.Denied},
		{"a limit of nothing", "purge books --limit 0", ann, command.Usage},
		{"a limit far off", "purge books --limit 100001", ann, command.Usage},
		{"nobody's", "purge books --user nobody", ann, command.NotFound},
		{"a time that is none", "purge books --since soon", ann, command.Usage},
		{"a negative time", "purge books --since=-10m", ann, command.Usage},
		{"a time to come", "purge books --since 2090-01-01", ann, command.Usage},
		{"an end before the beginning", "purge books --since 1h --until 2h", ann, command.Usage},
		{"a conversation", "purge @bob", ann, command.NotFound},
		{"nothing that is so old", "purge books --until 2020-01-01", ann, command.OK},
		{"all of a room, however little", "purge books", ann, command.Unconfirmed},
	})
	var p purged
	s.mod.ask(t, "purge books --yes", &p)
	if p.Messages != 2 || p.Spared != 1 {
		t.Errorf("a moderator purges %+v, want bob's and their own, and the admin's is spared", p)
	}
	if out := bob.must(t, "history books"); !strings.Contains(out, "said by adam-one") || strings.Contains(out, "said by bob") {
		t.Errorf("history = %q", out)
	}
	if a := w.operator("purge books --since 1h"); a.status != 0 || !strings.Contains(a.out, "1 message ") {
		t.Errorf("the operator purges %+v, want the admin's", a)
	}
}
