package command_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"snug/room"
	"snug/session/command"
)

// A said is the JSON of a message, as far as tests look at it.
type said struct {
	Type, ID, Room, User, Text string
	Seq                        uint64
	ReplyTo                    *uint64 `json:"reply_to"`
	Root                       *uint64
	Mentions                   []string
	Edited, Deleted, Pinned    bool
	Reactions                  []struct {
		Emoji string
		Users []string
	}
	Versions []struct{ Text string }
	Seen     []string
}

// ask runs a command line that has to work, and reads its JSON.
func (p *person) ask(t *testing.T, line string, into any) {
	t.Helper()
	out := p.must(t, line+" --json")
	if err := json.Unmarshal([]byte(out), into); err != nil {
		t.Fatalf("%s: %q: %v", line, out, err)
	}
}

// message returns a message as somebody sees it.
func (p *person) message(t *testing.T, id string) said {
	t.Helper()
	var m said
	p.ask(t, "message show "+id, &m)
	return m
}

// send says something and returns its id.
func (p *person) send(t *testing.T, name, text string) string {
	t.Helper()
	return strings.TrimSpace(p.must(t, "send "+name+" -", text))
}

// onMessages are the commands on a message; %s stands for it.
var onMessages = []string{
	"message show %s", "message thread %s", "message edit %s changed", "message delete %s --yes",
	"message react %s +1", "message react %s +1 --off", "message pin %s", "message unpin %s", "message reply %s hello",
	"message report %s spam",
}

func TestForeignMessagesAreUnknown(t *testing.T) {
	w := newWorld(t)
	alice, eve := w.member(t, "alice"), w.member(t, "eve")
	alice.must(t, "room create books")
	id := alice.send(t, "books", "between us")
	before := alice.must(t, "history books --json")
	for _, line := range onMessages {
		for _, target := range []string{
			id, strings.ToLower(id), "books#1", "BOOKS/1", "'#books/1'", "books＃１", // there, and not for eve
			"m_00000000000000000000000000", "lobby#1", "lobby#0", "nowhere#1", // not there
		} {
			a := eve.exec(fmt.Sprintf(line, target))
			if want := "error: there is no message " + strings.Trim(target, "'") + " that you can read\n"; a.status != int(command.NotFound) || a.err != want || a.out != "" {
				t.Errorf("%s = %d %q %q, want %d and %q", fmt.Sprintf(line, target), a.status, a.out, a.err, command.NotFound, want)
			}
		}
		if a, _ := eve.slash(alice.room(t, "books"), fmt.Sprintf(line, "1")); a.status != int(command.NotFound) {
			t.Errorf("/%s in a room that eve is not in = %d %q, want %d", line, a.status, a.err, command.NotFound)
		}
	}
	if after := alice.must(t, "history books --json"); after != before {
		t.Errorf("eve has changed the room:\n%s%s", before, after)
	}
}

func TestOnlyAuthorsChangeWhatTheySaid(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	id := alice.send(t, "lobby", "first")
	alice.must(t, "edit "+id+" second")
	for _, line := range []string{"edit " + id + " mine now", "delete --yes " + id} {
		if a := bob.exec(line); a.status != int(command.Denied) || a.out != "" {
			t.Errorf("%s by another = %d %q, want %d", line, a.status, a.out, command.Denied)
		}
	}
	if m := bob.message(t, id); m.Text != "second" || !m.Edited || len(m.Versions) > 0 {
		t.Errorf("others see %+v; want the new text and nothing that was before", m)
	}
	if out := bob.must(t, "show "+id); strings.Contains(out, "first") {
		t.Errorf("others see %q, and the author took it back", out)
	}
	if m := alice.message(t, id); len(m.Versions) != 1 || m.Versions[0].Text != "first" {
		t.Errorf("the author sees the versions %+v, want the first text", m.Versions)
	}
	alice.must(t, "delete --yes "+id)
	if m := alice.message(t, id); m.Text != "" || !m.Deleted || len(m.Versions) > 0 {
		t.Errorf("deleted = %+v; want nothing left of the text", m)
	}
	if a := alice.exec("edit " + id + " third"); a.status == 0 {
		t.Error("a deleted message was edited")
	}
}

func TestEditTakesTheTextAsMeant(t *testing.T) {
	tests := []struct{ name, line, input, want string }{
		{"words", "edit %s deploy  done", "", "deploy  done"},
		{"an apostrophe", "edit %s it's done", "", "it's done"},
		{"quoted words", `edit %s "it's" 'done now'`, "", "it's done now"},
		{"from stdin", "edit %s -", "a\nb\n", "a\nb"},
		{"from stdin, not asked for", "edit %s", "from far\n", "from far"},
		{"by its long name", "message edit %s x", "", "x"},
		{"in Chinese", "编辑 %s 好的", "", "好的"},
	}
	alice := newWorld(t).member(t, "alice")
	id := alice.send(t, "lobby", "before")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if out := alice.must(t, fmt.Sprintf(tt.line, id), tt.input); strings.TrimSpace(out) != id {
				t.Errorf("printed %q, want the id", out)
			}
			if got := alice.message(t, id).Text; got != tt.want {
				t.Errorf("text = %q, want %q", got, tt.want)
			}
		})
	}
	if a := alice.exec("edit "+id, ""); a.status != int(command.Usage) {
		t.Errorf("edit to nothing = %d %q, want %d", a.status, a.err, command.Usage)
	}
}

func TestDeletingAsksOnTheCommandLine(t *testing.T) {
	alice := newWorld(t).member(t, "alice")
	id := alice.send(t, "lobby", "oops")
	a := alice.exec("delete " + id)
	if a.status != int(command.Unconfirmed) || !strings.Contains(a.err, "--yes") || alice.message(t, id).Deleted {
		t.Errorf("delete without --yes = %d %q, want %d and the message still there", a.status, a.err, command.Unconfirmed)
	}
	if a, _ := alice.slash(alice.room(t, "lobby"), "delete #1"); a.status != 0 || !alice.message(t, id).Deleted {
		t.Errorf("/delete #1 = %d %q, want it gone", a.status, a.err)
	}
}

func TestNumbersMeanTheRoomOnTheScreen(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	alice.must(t, "room create books")
	alice.send(t, "lobby", "in the lobby")
	alice.send(t, "books", "in the books")
	for target, want := range map[string]string{
		"1": "in the books", "#1": "in the books", "＃１": "in the books", "books#1": "in the books",
		"lobby#1": "in the lobby", "#lobby#1": "in the lobby", "lobby/1": "in the lobby",
	} {
		a, _ := alice.slash(alice.room(t, "books"), "message show "+target)
		if a.status != 0 || !strings.Contains(a.out, want) {
			t.Errorf("/message show %s = %q %q, want %q", target, a.out, a.err, want)
		}
	}
	for _, target := range []string{"1", "m_1", "books#x", "books#", "''", "books#-1", "books#18446744073709551617"} {
		if a := alice.exec("message show " + target); a.status != int(command.Usage) {
			t.Errorf("message show %s = %d %q, want %d", target, a.status, a.err, command.Usage)
		}
	}
}

func TestReactions(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	id := alice.send(t, "lobby", "done")
	for _, emoji := range []string{"👍", "-1", ":tada:"} {
		bob.must(t, "react "+id+" "+emoji)
	}
	for _, emoji := range []string{"👍", "+1", ":+1:", "：thumbsup："} {
		if a := bob.exec("react " + id + " " + emoji); a.status != int(command.Conflict) {
			t.Errorf("react %s twice = %d %q, want %d", emoji, a.status, a.err, command.Conflict)
		}
	}
	alice.must(t, "react "+id+" thumbsup")
	if got := fmt.Sprint(alice.message(t, id).Reactions); got != "[{+1 [bob alice]} {-1 [bob]} {tada [bob]}]" {
		t.Errorf("reactions = %s", got)
	}
	bob.must(t, "react "+id+" -1 --off")
	bob.must(t, "react "+id+" --off +1")
	if got := fmt.Sprint(alice.message(t, id).Reactions); got != "[{+1 [alice]} {tada [bob]}]" {
		t.Errorf("reactions = %s, want bob's taken away and nobody else's", got)
	}
	for _, emoji := range []string{"nonsense", "x\x1b[2J", strings.Repeat("👍", 40), "''"} {
		a := bob.exec("react " + id + " " + emoji)
		if a.status != int(command.Usage) || strings.Contains(a.err, "\x1b") {
			t.Errorf("react %q = %d %q, want %d", emoji, a.status, a.err, command.Usage)
		}
	}
}

func TestPins(t *testing.T) {
	w := newWorld(t)
	alice, bob, eve := w.member(t, "alice"), w.member(t, "bob"), w.member(t, "eve")
	alice.must(t, "room create books")
	bob.must(t, "join books")
	alice.send(t, "books", "one")
	alice.send(t, "books", "two")
	if a := bob.exec("pin books#2"); a.status != int(command.Denied) {
		t.Errorf("a pin by a member = %d %q, want %d", a.status, a.err, command.Denied)
	}
	alice.must(t, "pin books#2")
	var pins struct{ Items []said }
	alice.ask(t, "pins books", &pins)
	if len(pins.Items) != 1 || pins.Items[0].Seq != 2 || !pins.Items[0].Pinned {
		t.Errorf("pins = %+v, want the second message", pins.Items)
	}
	if a := eve.exec("pins books"); a.status != int(command.Denied) || a.out != "" {
		t.Errorf("pins of a room that one is not in = %d %q, want %d", a.status, a.out, command.Denied)
	}
	if a, _ := alice.slash(alice.room(t, "books"), "unpin 2"); a.status != 0 || a.out != "" {
		t.Errorf("/unpin 2 = %d %q %q, want it done without a word", a.status, a.out, a.err)
	}
	if a := alice.exec("置顶列表 books"); a.out != "" || !strings.Contains(a.err, "Nothing is pinned") {
		t.Errorf("no pins = %q %q", a.out, a.err)
	}
}

func TestRepliesMakeThreads(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	root := alice.send(t, "lobby", "who comes?")
	bob.send(t, "lobby", "beside it")
	first := strings.TrimSpace(bob.must(t, "reply "+root+" I do, and it's early"))
	alice.must(t, "reply lobby#3 -", "good\nvery")
	m := alice.message(t, first)
	if m.Text != "I do, and it's early" || m.ReplyTo == nil || *m.ReplyTo != 1 || m.Root == nil || *m.Root != 1 {
		t.Errorf("reply = %+v, want an answer to 1", m)
	}
	for _, target := range []string{root, "lobby#3", "lobby#4"} {
		var thread struct{ Items []said }
		bob.ask(t, "thread "+target, &thread)
		var got []uint64
		for _, m := range thread.Items {
			got = append(got, m.Seq)
		}
		if fmt.Sprint(got) != "[1 3 4]" {
			t.Errorf("thread %s = %v, want 1, 3 and 4", target, got)
		}
	}
	out := bob.must(t, "history lobby")
	for _, want := range []string{"#1  alice (2 replies): who comes?", "#3  bob (to #1): I do", "#4  alice (to #3): good\n    very"} {
		if !strings.Contains(out, want) {
			t.Errorf("history has no %q:\n%s", want, out)
		}
	}
	if a, _ := bob.slash(room.ID(1), "r 1 can't, \"sorry"); a.status != 0 {
		t.Errorf("/r = %d %q", a.status, a.err)
	}
	if text, _ := bob.newest(t, "lobby"); text != `can't, "sorry` {
		t.Errorf("/r said %q", text)
	}
}
