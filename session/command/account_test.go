package command_test

import (
	"fmt"
	"strings"
	"testing"

	"snug/keys"
	"snug/session/command"
	"snug/session/live"
)

func TestMeShow(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	alice.must(t, "me set display 爱丽丝")
	alice.must(t, "me bio -", "I read.\nI write, too.")
	alice.must(t, "set clock 12h")
	w.guest(t).must(t, "key recover alice --note 'my laptop was stolen'")
	out := alice.must(t, "me show")
	for _, want := range []string{"alice", "爱丽丝", "I read.", "I write, too.", "set clock", "keys in all", "my laptop was stolen", "recovery refuse 1"} {
		if !strings.Contains(out, want) {
			t.Errorf("me show = %q, want %q in it", out, want)
		}
	}
	var p struct {
		User, Name, Role, Bio string
		Keys                  int
		Settings              map[string]string
		Recoveries            []struct{ ID uint64 }
	}
	alice.ask(t, "me show", &p)
	if p.User != "alice" || p.Name != "爱丽丝" || p.Role != "member" || p.Bio != "I read.\nI write, too." ||
		p.Keys != 1 || p.Settings["clock"] != "12h" || len(p.Recoveries) != 1 {
		t.Errorf("me show --json = %+v", p)
	}
}

func TestBio(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	tests := []struct {
		name, line, input string
		status            command.Status
		says              string
	}{
		{"none yet", "me bio", "", command.OK, "nothing about yourself"},
		{"on the line", "me bio can't stop reading", "", command.OK, "can't stop reading"},
		{"it stays", "bio", "", command.OK, "can't stop reading"},
		{"from stdin", "me bio -", "one\ntwo\n", command.OK, "one\ntwo\n"},
		{"as a setting", "me set bio three", "", command.OK, "three"},
		{"that is shown", "set bio", "", command.OK, "three"},
		{"what a terminal would act on", "me bio -", "a\x1b]0;owned\x07b", command.OK, "a]0;ownedb"},
		{"too many lines", "me bio -", "1\n2\n3\n4\n5\n", command.Usage, "4"},
		{"too long", "me bio -", strings.Repeat("x", 301), command.Usage, "300"},
		{"away again", "me bio default", "", command.OK, "nothing about yourself"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := alice.exec(tt.line, tt.input)
			if a.status != int(tt.status) || !strings.Contains(a.out+a.err, tt.says) {
				t.Errorf("%s = %+v, want %d and %q", tt.line, a, tt.status, tt.says)
			}
		})
	}
}

func TestANewUsernameIsKnownEverywhere(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	alice.must(t, "send lobby hello")
	screen := alice.opens(t)
	if out := alice.must(t, "me rename alicia"); !strings.Contains(out, "alicia") {
		t.Errorf("me rename = %q", out)
	}
	if n := screen.told(t); n.About != live.Changed || n.Account.Name != "alicia" {
		t.Errorf("the screen is told %+v", n)
	}
	if out := bob.must(t, "history lobby"); !strings.Contains(out, "alicia: hello") {
		t.Errorf("history = %q", out)
	}
	if out := bob.must(t, "whois alicia --json"); !strings.Contains(out, `"alicia"`) {
		t.Errorf("whois = %q", out)
	}
	alice.must(t, "username alice") // it stayed hers
	try(t, []attempt{
		{"a name that somebody has", "me rename bob", alice, command.Conflict},
		{"one that looks like it", "me rename b0b", alice, command.Conflict},
		{"one that breaks the policy", "me rename x", alice, command.Usage},
		{"a reserved one", "me rename admin", alice, command.Usage},
		{"none", "me rename", alice, command.Usage},
		{"another's former name", "me rename alicia", bob, command.Conflict},
		{"of a newcomer", "register alicia", w.guest(t), command.Conflict},
		{"a display name like it", "display Alicia", bob, command.Conflict},
	})
	alice.must(t, "me rename alina")
	if a := alice.exec("me rename alisa"); a.status != int(command.Limited) {
		t.Errorf("a fourth name = %+v, want %d", a, command.Limited)
	}
}

func TestDeletingAnAccount(t *testing.T) {
	for _, erase := range []bool{false, true} {
		w := newWorld(t)
		w.services.EraseDeleted = erase
		w.serve(t)
		alice, bob := w.member(t, "alice"), w.member(t, "bob")
		alice.must(t, "room create books")
		bob.must(t, "join books")
		alice.send(t, "books", "what I said")
		mine, other := alice.opens(t), alice.opens(t)

		a := alice.exec("me delete")
		if a.status != int(command.Unconfirmed) || !strings.Contains(a.err, "--yes") || !strings.Contains(a.err, "me export") {
			t.Errorf("me delete = %+v, want it to ask", a)
		}
		if a, _ := alice.slash(1, "delete-account"); a.status != int(command.Unconfirmed) {
			t.Errorf("/delete-account = %+v, want it to ask", a)
		}
		if out := alice.from(mine).must(t, "me delete --yes"); !strings.Contains(out, "The account alice is deleted") {
			t.Errorf("me delete --yes = %q", out)
		}
		for _, s := range []*open{mine, other} {
			if why := s.why(); !strings.Contains(why, "the account alice was deleted") {
				t.Errorf("a session ends because of %q", why)
			}
		}
		if a := alice.exec("rooms"); a.status != int(command.NoAccount) {
			t.Errorf("rooms with a key of the account = %+v, want 3", a)
		}
		if out := bob.must(t, "history books"); strings.Contains(out, "alice") || strings.Contains(out, "what I said") == erase {
			t.Errorf("erase %t: history = %q", erase, out)
		}
		if a := bob.exec("whois alice"); a.status != int(command.NotFound) {
			t.Errorf("whois alice = %+v, want 5", a)
		}
		if a := w.guest(t).exec("register alice"); a.status != int(command.Conflict) {
			t.Errorf("register alice = %+v, want 7", a)
		}
		alice.must(t, "register alina") // the key is free
		if out := bob.must(t, "room show books --json"); !strings.Contains(out, `"owner":"bob"`) {
			t.Errorf("books has passed to nobody: %s", out)
		}
	}
}

func TestAnOwnerByConfigurationStays(t *testing.T) {
	w := newWorld(t)
	owner := w.holder(t, w.owner).signedUp(t, "olga")
	if a := owner.exec("me delete --yes"); a.status != int(command.Conflict) {
		t.Errorf("me delete --yes = %+v, want 7", a)
	}
	if a := owner.exec("key remove " + owner.print()); a.status != int(command.Conflict) {
		t.Errorf("key remove = %+v, want 7", a)
	}
}

func TestSessionsOfOthers(t *testing.T) {
	w := newWorld(t)
	owner := w.holder(t, w.owner).signedUp(t, "olga")
	alice, mod, other := w.member(t, "alice"), w.member(t, "mod-one"), w.member(t, "mod-two")
	owner.must(t, "user role mod-one moderator")
	owner.must(t, "user role mod-two moderator")
	of := map[string]*open{"alice": alice.opens(t), "mod-two": other.opens(t), "olga": owner.opens(t)}
	tests := []struct {
		name string
		by   *person
		whom string
		ok   bool
	}{
		{"a member, another's", alice, "mod-two", false},
		{"a moderator, another moderator's", mod, "mod-two", false},
		{"a moderator, an owner's", mod, "olga", false},
		{"a moderator, a member's", mod, "alice", true},
		{"an owner, a moderator's", owner, "mod-two", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			id := of[tt.whom].ID
			list, end := tt.by.exec("session list --user "+tt.whom), tt.by.exec("session end "+id)
			none := tt.by.exec("session end s999")
			switch why := of[tt.whom].why(); {
			case tt.ok && (list.status != 0 || !strings.Contains(list.out, id) || end.status != 0 || !strings.Contains(why, "ended by "+tt.by.who.Account.Name)):
				t.Errorf("list %+v, end %+v because of %q", list, end, why)
			case !tt.ok && (list.status != int(command.Denied) || end.status != int(command.NotFound) || why != ""):
				t.Errorf("list %+v, end %+v because of %q; want both refused", list, end, why)
			case !tt.ok && strings.ReplaceAll(end.err, id, "") != strings.ReplaceAll(none.err, "s999", ""):
				t.Errorf("a session answers %q, none %q", end.err, none.err)
			}
		})
	}
	for _, line := range []string{"session end", "session end s1 s2", "session list alice", "session list --user"} {
		if a := mod.exec(line); a.status != int(command.Usage) {
			t.Errorf("%s = %+v, want 2", line, a)
		}
	}
	if a := mod.exec("session list --user nobody-here"); a.status != int(command.NotFound) {
		t.Errorf("the sessions of nobody = %+v", a)
	}
}

// The shell that starts ssh eats the quotes around a name of several words.
func TestADisplayNameOfSeveralWordsNeedsNoQuotes(t *testing.T) {
	w := newWorld(t)
	for line, want := range map[string]string{
		"register bob Bob Miller":   "Welcome, Bob Miller.",
		`register cyd "Cyd Miller"`: "Welcome, Cyd Miller.",
		"register dan":              "Welcome, dan.",
	} {
		if out := w.guest(t).must(t, line); !strings.Contains(out, want) {
			t.Errorf("%s = %q, want %q", line, out, want)
		}
	}
}

func TestAChangeThatIsNotConfirmedMayBeDone(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	w.accounts.fails = fmt.Errorf("commit: %w", keys.ErrUnknownOutcome)
	a := alice.exec("display Ann")
	if a.status != int(command.Unavailable) || !strings.Contains(a.err, "look before you do it again") {
		t.Errorf("display = %+v, want status 9 and to look first", a)
	}
}
