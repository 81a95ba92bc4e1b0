package command_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"snug/session/command"
)

func TestGivingSomebodyAnotherUsername(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	bob := w.member(t, "bob")
	w.member(t, "ann")
	bob.send(t, "lobby", "hello")
	screen := bob.opens(t)
	if out := s.admin.must(t, "user rename bob robert --reason 'bob is our founder'"); !has(out, "bob is called robert now") {
		t.Errorf("user rename = %q", out)
	}
	if said := screen.said(); !has(said, "robert", "adam-one", "bob is our founder") {
		t.Errorf("the screen is told %q", said)
	}
	if out := s.mod.must(t, "history lobby"); !has(out, "robert: hello") {
		t.Errorf("history = %q", out)
	}
	try(t, []attempt{
		{"by a moderator", "user rename robert rob", s.mod, command.Denied},
		{"a superior", "user rename olga olgaa", s.admin, command.Denied},
		{"nobody", "user rename nobody-here rob", s.admin, command.NotFound},
		{"a name that is taken", "user rename robert ann", s.admin, command.Conflict},
		{"a name that is none", "user rename robert 'a b'", s.admin, command.Usage},
		{"a long name", "user rename robert " + strings.Repeat("x", 3000), s.admin, command.Usage},
		{"no name", "user rename robert", s.admin, command.Usage},
	})
}

func TestDeletingSomebodysAccount(t *testing.T) {
	for _, verb := range []string{"delete", "erase"} {
		t.Run(verb, func(t *testing.T) {
			w := newWorld(t)
			s := w.staff(t)
			bob := w.member(t, "bob")
			bob.send(t, "lobby", "my secret")
			screen := bob.opens(t)
			line := "user " + verb + " bob --reason 'asked for it'"
			if a := s.admin.exec(line); a.status != int(command.Unconfirmed) || !has(a.err, line+" --yes") || screen.why() != "" {
				t.Errorf("%s = %+v, want %d", line, a, command.Unconfirmed)
			}
			bob.must(t, "rooms")
			if out := s.admin.must(t, line+" --yes"); !has(out, "bob is deleted") {
				t.Errorf("%s --yes = %q", line, out)
			}
			if why := screen.why(); !has(why, "deleted by adam-one", "asked for it") {
				t.Errorf("the session ends because of %q", why)
			}
			if a := bob.exec("rooms"); a.status != int(command.NoAccount) {
				t.Errorf("rooms = %+v, want %d", a, command.NoAccount)
			}
			out := s.mod.must(t, "history lobby")
			if gone := !strings.Contains(out, "my secret"); gone != (verb == "erase") || strings.Contains(out, "bob") {
				t.Errorf("history = %q", out)
			}
			try(t, []attempt{
				{"again", line + " --yes", s.admin, command.NotFound},
				{"by a moderator", "user " + verb + " adam-one --yes", s.mod, command.Denied},
				{"oneself", "user " + verb + " adam-one --yes", s.admin, command.Conflict},
				{"a superior", "user " + verb + " olga --yes", s.admin, command.Denied},
				{"the last owner", "user " + verb + " olga --yes", s.owner, command.Conflict},
				{"nobody", "user " + verb + " nobody-here --yes", s.admin, command.NotFound},
				{"no name", "user " + verb + " --yes", s.admin, command.Usage},
			})
		})
	}
}

// TestABanOutlivesItsAccount is mallory, whose account an admin deletes.
func TestABanOutlivesItsAccount(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	mallory := w.member(t, "mallory")
	s.mod.must(t, "ban add mallory --for 2d --reason spam")
	s.admin.must(t, "user delete mallory --yes")
	if a := mallory.exec("register innocent"); a.status != int(command.Denied) || !has(a.err, "spam") {
		t.Errorf("register = %+v, want %d", a, command.Denied)
	}
}

func TestKickingEndsSessionsAndIsWrittenDown(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	bob := w.member(t, "bob")
	one, two := bob.opens(t), bob.opens(t)
	if out := s.mod.must(t, "user kick bob --reason 'your client floods'"); !has(out, "2 sessions of bob have ended") {
		t.Errorf("user kick = %q", out)
	}
	for _, o := range []*open{one, two} {
		if why := o.why(); !has(why, "mod-one", "your client floods") {
			t.Errorf("a session ends because of %q", why)
		}
	}
	bob.must(t, "rooms") // he may come back
	three := bob.opens(t)
	s.mod.must(t, "session end "+three.ID+" --user bob --reason 'and again'")
	if why := three.why(); !has(why, "mod-one", "and again") {
		t.Errorf("the session ends because of %q", why)
	}
	admins := s.admin.opens(t)
	try(t, []attempt{
		{"who is not there", "user kick bob", s.mod, command.NotFound},
		{"oneself", "user kick mod-one", s.mod, command.Conflict},
		{"a superior", "user kick adam-one", s.mod, command.Denied},
		{"a superior's session", "session end " + admins.ID, s.mod, command.NotFound},
		{"somebody else's session", "session end " + admins.ID + " --user bob", s.owner, command.NotFound},
		{"by a member", "user kick mod-one", bob, command.Denied},
		{"nobody", "user kick nobody-here", s.mod, command.NotFound},
	})
	if admins.why() != "" {
		t.Error("a superior's session has ended")
	}
	log := strings.Join(s.admin.entries(t, 20), "\n")
	for _, want := range []string{
		fmt.Sprintf("mod-one: user kick bob [%s %s>] (your client floods) ok", one.ID, two.ID),
		fmt.Sprintf("mod-one: session end bob [%s>] (and again) ok", three.ID),
		"mod-one: user kick adam-one [>] () you are not above adam-one",
		"mod-one: session end adam-one [>] () there is no session " + admins.ID,
	} {
		if !strings.Contains(log, want) {
			t.Errorf("the log lacks %q:\n%s", want, log)
		}
	}
}

func TestKeysOfOthers(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	bob, phone := w.member(t, "bob"), w.guest(t)
	phone.must(t, "key join "+bob.link(t))
	phone.identify(t)
	here, there := bob.opens(t), phone.opens(t)
	if out := s.admin.must(t, "user key list bob"); !has(out, bob.print(), phone.print()) {
		t.Errorf("user key list = %q", out)
	}
	if out := s.admin.must(t, "user show bob"); !has(out, phone.print()) {
		t.Errorf("user show of an admin = %q", out)
	}
	if out := s.admin.must(t, "user key remove bob "+phone.print()+" --reason 'it was stolen'"); !has(out, "1 session with "+phone.print()) {
		t.Errorf("user key remove = %q", out)
	}
	if why := there.why(); !has(why, "taken out of the account bob") {
		t.Errorf("the session with the key ends because of %q", why)
	}
	if said := here.said(); !has(said, phone.print(), "adam-one", "it was stolen") {
		t.Errorf("the other session is told %q", said)
	}
	try(t, []attempt{
		{"by a moderator", "user key list bob", s.mod, command.Denied},
		{"removed by a moderator", "user key remove bob " + bob.print(), s.mod, command.Denied},
		{"of a superior", "user key list olga", s.admin, command.Denied},
		{"removed from a superior", "user key remove olga " + s.owner.print(), s.admin, command.Denied},
		{"the last one", "user key remove bob " + bob.print(), s.admin, command.Conflict},
		{"one that is none", "user key remove bob SHA256:none", s.admin, command.NotFound},
		{"no key", "user key remove bob", s.admin, command.Usage},
		{"of nobody", "user key list nobody-here", s.admin, command.NotFound},
	})
}

func TestAccountsAreListed(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	for i := range 7 {
		w.member(t, fmt.Sprintf("bee%d", i))
	}
	ann := w.member(t, "ann")
	ann.must(t, "display Busy_Bee")
	names := func(line string) string {
		t.Helper()
		var all []string
		for cursor := ""; ; {
			var page struct {
				Items []struct{ User string }
				Next  *string
			}
			s.mod.ask(t, line+cursor, &page)
			for _, i := range page.Items {
				all = append(all, i.User)
			}
			if page.Next == nil || len(all) > 20 {
				return strings.Join(all, " ")
			}
			cursor = " --after " + *page.Next
		}
	}
	for line, want := range map[string]string{
		"user list --limit 3":          "olga adam-one mod-one bee0 bee1 bee2 bee3 bee4 bee5 bee6 ann",
		"users --match BEE --limit 2":  "bee0 bee1 bee2 bee3 bee4 bee5 bee6 ann",
		"user list --role moderator":   "mod-one",
		"user list --role Owner":       "olga",
		"user list --suspended":        "",
		"user list --muted":            "",
		"user list --pending":          "",
		"user list --match nobody-is":  "",
		"user list --role admin --new": "",
	} {
		if got := names(line); got != want {
			t.Errorf("%s = %q, want %q", line, got, want)
		}
	}
	a := s.mod.exec("user list --limit 2")
	if !has(a.out, "olga", "owner", "adam-one") || !has(a.err, "--after u_2") {
		t.Errorf("user list = %+v", a)
	}
	try(t, []attempt{
		{"by a member", "user list", ann, command.Denied},
		{"by a guest", "user list", w.guest(t), command.NoAccount},
		{"none", "user list --limit 0", s.mod, command.Usage},
		{"too many", "user list --limit 1001", s.mod, command.Usage},
		{"a role that is none", "user list --role king", s.mod, command.Usage},
		{"a cursor that is none", "user list --after ann", s.mod, command.Usage},
		{"an argument", "user list ann", s.mod, command.Usage},
		{"sessions of all by a member", "session list --all", ann, command.Denied},
		{"sessions of all and of one", "session list --all --user ann", s.mod, command.Usage},
	})
}

func TestSessionsOfAllAreThoseBelow(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	bob := w.member(t, "bob").opensFrom(t, "198.51.100.1")
	admins, guests := s.admin.opensFrom(t, "198.51.100.2"), w.guest(t).opensFrom(t, "198.51.100.3")
	mine := s.mod.opensFrom(t, "198.51.100.4")
	out := s.mod.must(t, "session list --all")
	if !has(out, "bob", bob.ID, "198.51.100.1", guests.ID, "(no account)", mine.ID) || strings.Contains(out, "198.51.100.2") || regexp.MustCompile(`(?m)^`+admins.ID+`\b`).MatchString(out) {
		t.Errorf("session list --all = %q", out)
	}
	s.mod.must(t, "session end "+guests.ID)
	if guests.why() == "" {
		t.Error("the session of a guest goes on")
	}
}
