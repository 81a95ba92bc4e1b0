package command_test

import (
	"strings"
	"testing"

	"snug/room"
)

func TestSlashAndExecGiveTheSameData(t *testing.T) {
	alice := newWorld(t).member(t, "alice")
	alice.must(t, "room create books --topic 'what we read'")
	alice.must(t, "send books first")
	lobby := alice.room(t, "lobby")
	for _, line := range []string{"rooms", "room show books", "who lobby", "history books", "whoami", "version", "rooms --json", "history books --json"} {
		want := alice.must(t, line)
		if got, _ := alice.slash(lobby, line); got.out != want || got.status != 0 {
			t.Errorf("/%s = %q (%s), want %q", line, got.out, got.err, want)
		}
	}
}

func TestSlashLinesMeanTheRoomOnTheScreen(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	alice.must(t, "room create books")
	lobby := alice.room(t, "lobby")

	steps := []struct {
		in    string
		line  string
		says  string
		enter string // the room that the screen is asked to go to
	}{
		{"lobby", "join books", "You are in #books", "books"},
		{"lobby", "join #books", "", "books"},
		{"books", "join #books", "already", "books"},
		{"books", "room show", "books", ""},
		{"books", "leave", "left #books", "lobby"},
		{"lobby", "create films --topic Films", "#films is yours now", "films"},
	}
	for _, s := range steps {
		a, entered := bob.slash(bob.room(t, s.in), s.line)
		if a.status != 0 || !strings.Contains(a.out+a.err, s.says) {
			t.Errorf("/%s = %d %q %q, want %q", s.line, a.status, a.out, a.err, s.says)
		}
		var want room.ID
		if s.enter != "" {
			want = bob.room(t, s.enter)
		}
		if entered != want {
			t.Errorf("/%s enters %d, want %d", s.line, entered, want)
		}
	}
	if a, _ := bob.slash(lobby, "tail lobby"); a.status == 0 {
		t.Error("/tail ran, and it is for the command line")
	}
	if a, _ := bob.slash(lobby, "jion books"); !strings.Contains(a.err, "/join") {
		t.Errorf("/jion says %q, want /join", a.err)
	}
}

func TestJoiningTwiceIsFine(t *testing.T) {
	w := newWorld(t)
	w.member(t, "alice").must(t, "room create books")
	bob := w.member(t, "bob")
	bob.must(t, "join books")
	if a := bob.exec("join books"); a.status != 0 || !strings.Contains(a.err, "already") {
		t.Errorf("second join = %d %q, want 0 and a notice", a.status, a.err)
	}
}
