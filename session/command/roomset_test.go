package command_test

import (
	"fmt"
	"strings"
	"testing"

	"snug/session/command"
)

func TestRoomSettings(t *testing.T) {
	w := newWorld(t)
	ann, bob := w.member(t, "ann"), w.member(t, "bob")
	ann.must(t, "room create books")
	bob.must(t, "join books")
	tests := []struct {
		name, line string
		status     command.Status
		says       string
	}{
		{"all of them", "room set books", command.OK, "max-members  off"},
		{"one", "room set books history", command.OK, "history = all"},
		{"private", "room set books private on", command.OK, "private = on"},
		{"and back", "room set books PRIVATE OFF", command.OK, "private = off"},
		{"by invitation", "room set books join invite", command.OK, "join = invite"},
		{"who writes", "room set books write moderators", command.OK, "write = moderators"},
		{"a topic for all", "room set books topic-lock off", command.OK, "topic-lock = off"},
		{"a slow room", "room set books slow 90s", command.OK, "slow = 90s"},
		{"in minutes", "slow books 120s", command.OK, "slow = 2m"},
		{"in Chinese units", "room set books slow ５分钟", command.OK, "slow = 5m"},
		{"not slow", "慢速 books off", command.OK, "slow = off"},
		{"a short past", "room set books history joined", command.OK, "history = joined"},
		{"retention by age", "room set books retention 720h", command.OK, "retention = 30d"},
		{"by number", "room set books retention 1000", command.OK, "retention = 1000"},
		{"by both", "room set books retention 1000,30d", command.OK, "retention = 30d,1000"},
		{"none", "room set books retention off", command.OK, "retention = off"},
		{"a small room", "room set books max-members 20", command.OK, "max-members = 20"},
		{"files by moderators", "room set books files moderators", command.OK, "files = moderators"},
		{"no files", "room set books files OFF", command.OK, "files = off"},
		{"files by all", "room set books files members", command.OK, "files = members"},
		{"how long files stay", "room set books file-keep 720h", command.OK, "file-keep = 30d"},
		{"as long as anywhere", "room set books file-keep off", command.OK, "file-keep = off"},

		{"files by nobody", "room set books files nobody", command.Usage, "members, moderators, off"},
		{"files that go at once", "room set books file-keep 1m", command.Usage, "an hour"},
		{"files that stay for nothing", "room set books file-keep 0s", command.Usage, "30d"},
		{"no such setting", "room set books colour red", command.Usage, "choose one of: private, join"},
		{"a slip", "room set books hsitory none", command.Usage, "did you mean history?"},
		{"no such value", "room set books history some", command.Usage, "all, joined, none"},
		{"neither on nor off", "room set books private yes", command.Usage, "off, on"},
		{"a time without a unit", "room set books slow 10", command.Usage, "10s"},
		{"a negative time", "slow books -- -10s", command.Usage, "10s"},
		{"no time at all", "slow books 0s", command.Usage, "10s"},
		{"too slow", "slow books 7h", command.Usage, ""},
		{"a time beyond all measure", "slow books 99999999999999999999d", command.Usage, "10s"},
		{"a time that overflows", "slow books 9999999d", command.Usage, "10s"},
		{"retention of nothing", "room set books retention 0", command.Usage, "30d,1000"},
		{"retention too short", "room set books retention 1m", command.Usage, ""},
		{"two ages", "room set books retention 1d,2d", command.Usage, "30d,1000"},
		{"an empty part", "room set books retention 1d,", command.Usage, "30d,1000"},
		{"no members", "room set books max-members 0", command.Usage, "number"},
		{"fewer than none", "room set books max-members -- -3", command.Usage, "number"},
		{"too many", "room set books max-members 99999999999", command.Usage, "number"},
		{"one word too many", "room set books slow 10 s", command.Usage, "room set ROOM"},
		{"what a terminal would act on", "room set books history x\x1b[2J", command.Usage, "history cannot be"},
		{"the lobby", "room set lobby private on", command.Denied, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := ann.exec(tt.line)
			if a.status != int(tt.status) || !strings.Contains(a.out+a.err, tt.says) || strings.Contains(a.err, "\x1b") {
				t.Errorf("%s = %d %q %q, want %d and %q", tt.line, a.status, a.out, a.err, tt.status, tt.says)
			}
		})
	}
	want := "map[file-keep:off files:members history:joined join:invite max-members:20 private:off retention:off slow:off topic-lock:off write:moderators]"
	if got := fmt.Sprint(bob.look(t, "books").Settings); got != want {
		t.Errorf("the settings are %s, want %s", got, want)
	}
	out := bob.must(t, "room show books")
	for _, words := range []string{"joining needs an invitation", "only moderators write", "since they joined", "at most 20 members", "members may change the topic"} {
		if !strings.Contains(out, words) {
			t.Errorf("room show = %q, want %q in it", out, words)
		}
	}
	for line, status := range map[string]command.Status{
		"room set books": command.OK, "room set books slow": command.OK, // to look is free
		"room set books slow 10s": command.Denied, "private books on": command.Denied,
	} {
		if a := bob.exec(line); a.status != int(status) {
			t.Errorf("%s by a member = %+v, want %d", line, a, status)
		}
	}
}

// TestWhatASettingSaysCanBeSet gives back to a room what it says of itself.
func TestWhatASettingSaysCanBeSet(t *testing.T) {
	ann := newWorld(t).member(t, "ann")
	ann.must(t, "room create books")
	ann.must(t, "room create films")
	for _, set := range []string{"slow 61s", "slow 6h", "retention 1d,5", "retention 25h", "max-members 1", "history none", "private on", "write moderators"} {
		key, _, _ := strings.Cut(set, " ")
		ann.must(t, "room set books "+set)
		said := ann.look(t, "books").Settings[key]
		ann.must(t, "room set films "+key+" "+said)
		if got := ann.look(t, "films").Settings[key]; got != said {
			t.Errorf("set to %s, it says %s; set to that, it says %s", set, said, got)
		}
	}
}

func TestSlowModeExitsAsLimited(t *testing.T) {
	w := newWorld(t)
	ann, bob := w.member(t, "ann"), w.member(t, "bob")
	ann.must(t, "room create books")
	bob.must(t, "join books")
	ann.must(t, "slow books 1h")
	bob.must(t, "send books one")
	if a := bob.exec("send books two"); a.status != int(command.Limited) || !strings.Contains(a.err, "#books") {
		t.Errorf("a second message = %+v, want %d", a, command.Limited)
	}
	ann.must(t, "send books one")
	ann.must(t, "send books two")
}
