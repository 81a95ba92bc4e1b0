package command_test

import (
	"strings"
	"testing"

	"snug/room"
	"snug/session/command"
)

func TestNotify(t *testing.T) {
	w := newWorld(t)
	alice, eve := w.member(t, "alice"), w.member(t, "eve")
	alice.must(t, "room create books")
	level := func() string {
		t.Helper()
		var r struct{ Notify string }
		alice.ask(t, "room show books", &r)
		return r.Notify
	}
	if got := level(); got != "mentions" {
		t.Errorf("at first: %q, want mentions", got)
	}
	steps := []struct{ front, line, want string }{
		{"exec", "notify books all", "all"},
		{"exec", "room notify '#books' NONE", "none"},
		{"slash", "notify all", "all"},
		{"slash", "notify books none", "none"},
		{"slash", "unquiet", "mentions"},
		{"slash", "quiet", "none"},
		{"exec", "取消静音 books", "mentions"},
		{"exec", "quiet books", "none"},
	}
	for _, s := range steps {
		a := answer{}
		if s.front == "slash" {
			a, _ = alice.slash(alice.room(t, "books"), s.line)
		} else {
			a = alice.exec(s.line)
		}
		if got := level(); a.status != 0 || got != s.want {
			t.Errorf("%s %s = %d %q and level %q, want %q", s.front, s.line, a.status, a.err, got, s.want)
		}
	}
	for _, line := range []string{"notify books", "room notify '#books'"} {
		if out := alice.must(t, line); out != "#books tells you: nothing.\n" {
			t.Errorf("%s = %q, want what it is", line, out)
		}
	}
	if a, _ := alice.slash(alice.room(t, "books"), "notify"); a.out != "#books tells you: nothing.\n" || level() != "none" {
		t.Errorf("/notify = %+v, want what it is", a)
	}
	if a := alice.exec("notify books loud"); a.status != int(command.Usage) || !strings.Contains(a.err, "all, mentions, none") {
		t.Errorf("no such level = %d %q", a.status, a.err)
	}
	for _, line := range []string{"notify books", "notify books all", "quiet books", "unquiet books"} {
		if a := eve.exec(line); a.status != int(command.Denied) {
			t.Errorf("%s by an outsider = %d %q, want %d", line, a.status, a.err, command.Denied)
		}
	}
	alice.must(t, "room create secret --private")
	hidden, missing := eve.exec("notify secret"), eve.exec("notify nowhere9")
	if hidden.status != int(command.NotFound) || strings.ReplaceAll(missing.err, "nowhere9", "secret") != hidden.err {
		t.Errorf("of a hidden room %+v, and of none %+v", hidden, missing)
	}
	if a := eve.exec("quiet nowhere"); a.status != int(command.NotFound) {
		t.Errorf("no such room = %d %q, want %d", a.status, a.err, command.NotFound)
	}
}

func TestIgnoring(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	bob.must(t, "display 王 小明")
	alice.must(t, "ignore bob")
	if out := alice.must(t, "ignored"); out != "bob  王 小明\n" {
		t.Errorf("ignored = %q", out)
	}
	if a := bob.exec("ignored"); a.out != "" || a.status != 0 {
		t.Errorf("bob is shown %q, and ignores nobody", a.out)
	}
	alice.must(t, "取消忽略 @王 小明")
	if a := alice.exec("ignored"); a.out != "" {
		t.Errorf("ignored = %q after it was undone", a.out)
	}
	if a := alice.exec("ignore bbo"); a.status != int(command.NotFound) {
		t.Errorf("ignore nobody = %d %q, want %d", a.status, a.err, command.NotFound)
	}
	if a := alice.exec("ignore x\x1b[2J" + strings.Repeat("x", 5000)); a.status != int(command.NotFound) || strings.Contains(a.err, "\x1b") || len(a.err) > 6000 {
		t.Errorf("ignore what is hostile = %d %.200q, want %d", a.status, a.err, command.NotFound)
	}
}

func TestAwayAndWhois(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	seat, err := w.broker.Sit(room.Person{ID: room.UserID(bob.who.Account.ID), Name: "bob"}, room.SitOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer seat.Close()
	here := func() (p struct {
		Name, Why     string
		Present, Away bool
	},
	) {
		t.Helper()
		alice.ask(t, "user show bob", &p)
		return p
	}
	if p := here(); !p.Present || p.Away {
		t.Errorf("whois bob = %+v, want him here", p)
	}
	if a, _ := bob.slash(bob.room(t, "lobby"), "away can't, lunch --json"); a.status != 0 {
		t.Fatalf("/away = %d %q", a.status, a.err)
	}
	if p := here(); !p.Away || p.Why != "can't, lunch --json" {
		t.Errorf("whois bob = %+v, want him away", p)
	}
	if out := alice.must(t, "who"); !strings.Contains(out, "bob  away: can't, lunch") {
		t.Errorf("who = %q", out)
	}
	bob.must(t, "me back")
	if p := here(); !p.Present || p.Away {
		t.Errorf("whois bob = %+v, want him back", p)
	}
	if a := bob.exec("away " + strings.Repeat("长", 200)); a.status != int(command.Usage) {
		t.Errorf("a long reason = %d %q, want %d", a.status, a.err, command.Usage)
	}
	if a := bob.exec("whois nobody9"); a.status != int(command.NotFound) {
		t.Errorf("whois nobody = %d %q, want %d", a.status, a.err, command.NotFound)
	}
	if out := alice.must(t, "查看 alice"); !strings.Contains(out, "here now") || !strings.Contains(out, "no") {
		t.Errorf("whois of somebody who is not connected = %q", out)
	}
}
