package command_test

import (
	"strings"
	"testing"

	"snug/keys"
	"snug/room"
	"snug/session/command"
	"snug/session/live"
)

func TestRolesAreBoundedByRank(t *testing.T) {
	w := newWorld(t)
	owner := w.holder(t, w.owner).signedUp(t, "olga")
	alice, mod, admin := w.member(t, "alice"), w.member(t, "mod-one"), w.member(t, "adam-one")
	screen := mod.opens(t)
	owner.must(t, "user role mod-one moderator --reason 'knows everybody'")
	owner.must(t, "user role adam-one admin")
	if n := screen.told(t); n.About != live.Changed || n.Account.Role.String() != "moderator" {
		t.Errorf("the screen is told %+v", n)
	}
	try(t, []attempt{
		{"a member raises themselves", "user role alice moderator", alice, command.Denied},
		{"a moderator raises themselves", "user role mod-one admin", mod, command.Denied},
		{"a moderator makes a moderator", "user role alice moderator", mod, command.Denied},
		{"an admin raises themselves", "user role adam-one owner", admin, command.Denied},
		{"an admin makes an admin", "user role alice admin", admin, command.Denied},
		{"an admin demotes an owner", "user role olga member", admin, command.Denied},
		{"an admin makes a moderator", "user role alice moderator", admin, command.OK},
		{"and takes that back", "user role ALICE Member", admin, command.OK},
		{"the last owner steps down", "user role olga member", owner, command.Denied},
		{"a role that is none", "user role alice king", owner, command.Usage},
		{"a guest", "user role alice guest", owner, command.Usage},
		{"somebody who is not there", "user role nobody-here moderator", owner, command.NotFound},
		{"no role", "user role alice", owner, command.Usage},
	})
	// A role counts at the next line, of a screen that is open, too.
	if a, _ := mod.slash(1, "recovery approve 7"); a.status != int(command.NotFound) {
		t.Errorf("/recovery approve of a moderator = %+v, want 5", a)
	}
	mod.must(t, "user role mod-one member") // anybody may step down
	if a, _ := mod.slash(1, "recovery approve 7"); a.status != int(command.Denied) {
		t.Errorf("/recovery approve of who was a moderator = %+v, want 4", a)
	}
}

func TestTheAuditLogIsListed(t *testing.T) {
	w := newWorld(t)
	owner := w.holder(t, w.owner).signedUp(t, "olga")
	alice := w.member(t, "alice")
	admin := w.member(t, "adam-one")
	owner.must(t, "user role adam-one admin --reason trusted")
	alice.exec("key add " + w.guest(t).line(""))
	admin.exec("user role olga member")

	type entry struct {
		Seq                                           uint64
		Action, Object, Before, After, Reason, Result string
		By                                            struct{ User, Key, Via string }
	}
	var page struct {
		Items []entry
		Next  *string
	}
	owner.ask(t, "audit list", &page)
	found := make(map[string]entry)
	for i, e := range page.Items {
		if i > 0 && e.Seq != page.Items[i-1].Seq-1 {
			t.Errorf("entry %d follows %d", e.Seq, page.Items[i-1].Seq)
		}
		if _, newer := found[e.Action+" "+e.Object]; !newer {
			found[e.Action+" "+e.Object] = e
		}
	}
	granted := found["user role adam-one"]
	if granted.Before != "member" || granted.After != "admin" || granted.Reason != "trusted" || granted.Result != "ok" ||
		granted.By.User != "olga" || granted.By.Key != owner.print() || granted.By.Via != "exec" {
		t.Errorf("the entry of a role = %+v", granted)
	}
	if denied := found["user role olga"]; denied.By.User != "adam-one" || denied.Result == "ok" {
		t.Errorf("the entry of what was denied = %+v", denied)
	}

	all := len(page.Items)
	owner.ask(t, "audit list --limit 1", &page)
	if len(page.Items) != 1 || page.Next == nil {
		t.Fatalf("a page of one = %+v", page)
	}
	rest := owner.must(t, "audit list --before "+*page.Next)
	if n := strings.Count(rest, "\n"); n != all-1 {
		t.Errorf("the rest has %d entries, want %d:\n%s", n, all-1, rest)
	}
	for line, by := range map[string]*person{"audit list": alice, "audit": w.guest(t)} {
		if a := by.exec(line); a.status == 0 || strings.Contains(a.out, "#") {
			t.Errorf("%s = %+v", line, a)
		}
	}
	for _, line := range []string{"audit --limit 0", "audit --limit 1001", "audit --before x", "audit 3"} {
		if a := admin.exec(line); a.status != int(command.Usage) {
			t.Errorf("%s = %+v, want 2", line, a)
		}
	}
}

func TestRecoveringAnAccount(t *testing.T) {
	w := newWorld(t)
	owner := w.holder(t, w.owner).signedUp(t, "olga")
	alice, mod := w.member(t, "alice"), w.member(t, "mod-one")
	owner.must(t, "user role mod-one moderator")
	screen := alice.opens(t)
	fresh := w.guest(t)
	if out := fresh.must(t, "key recover alice --note 'it fell into the sea'"); !strings.Contains(out, "number 1") {
		t.Errorf("key recover = %q", out)
	}
	if n := screen.told(t); n.About != live.Asked || n.Request != 1 {
		t.Errorf("alice's screen is told %+v", n)
	}
	if out := mod.must(t, "recovery list"); !strings.Contains(out, "alice") || !strings.Contains(out, "it fell into the sea") {
		t.Errorf("recovery list = %q", out)
	}
	mod.must(t, "recovery approve 1 --drop-keys --reason 'called her'")
	if why := screen.why(); !strings.Contains(why, "replaced the keys of the account alice") {
		t.Errorf("the session with the lost key ends because of %q", why)
	}
	if a := alice.exec("rooms"); a.status != int(command.NoAccount) {
		t.Errorf("rooms with the lost key = %+v, want 3", a)
	}
	if out := fresh.must(t, "whoami --json"); !strings.Contains(out, `"user":"alice"`) {
		t.Errorf("whoami = %s", out)
	}
	if out := mod.must(t, "recovery list --json"); !strings.Contains(out, `"items":[]`) {
		t.Errorf("what is decided is still listed: %s", out)
	}
}

func TestRecoveriesAreNotForEverybodyToDecide(t *testing.T) {
	w := newWorld(t)
	owner := w.holder(t, w.owner).signedUp(t, "olga")
	alice, bob, mod := w.member(t, "alice"), w.member(t, "bob"), w.member(t, "mod-one")
	owner.must(t, "user role mod-one moderator")
	mallory := w.guest(t)
	mallory.must(t, "key recover alice")
	forMod := w.guest(t)
	forMod.must(t, "key recover mod-one")
	try(t, []attempt{
		{"an owner's account", "key recover olga", w.guest(t), command.Denied},
		{"an account that is none", "key recover nobody-here", w.guest(t), command.NotFound},
		{"by who has an account", "key recover alice", bob, command.Conflict},
		{"approved by the one who asks", "recovery approve 1", mallory, command.NoAccount},
		{"approved by a member", "recovery approve 1", bob, command.Denied},
		{"refused by another member", "recovery refuse 1", bob, command.NotFound},
		{"approved by oneself", "recovery approve 2", mod, command.Denied},
		{"a number that is none", "recovery approve x", mod, command.Usage},
		{"none of that number", "recovery approve 99", mod, command.NotFound},
		{"no number", "recovery refuse", mod, command.Usage},
		{"refused by the account", "recovery refuse '#1' --reason 'that is not me'", alice, command.OK},
		{"approved by an owner", "recovery approve 2", owner, command.OK},
	})
	if a := bob.exec("recovery list --json"); !strings.Contains(a.out, `"items":[]`) {
		t.Errorf("a member sees the requests of others: %+v", a)
	}
	if a := mallory.exec("rooms"); a.status != int(command.NoAccount) {
		t.Errorf("who was refused is in: %+v", a)
	}
	if out := mod.must(t, "whoami --json"); !strings.Contains(out, "mod-one") { // no keys were dropped
		t.Errorf("whoami = %s", out)
	}
}

// TestAskingAgainIsNoNews keeps a stranger from covering a screen with notices.
func TestAskingAgainIsNoNews(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	screen := alice.opens(t)
	mallory := w.guest(t)
	for range 3 {
		mallory.must(t, "key recover alice")
	}
	screen.told(t)
	if n := len(screen.notices); n > 0 {
		t.Errorf("the screen was told %d times more", n)
	}
}

// TestAChangeThatIsToldLateBringsNothingBack takes a role from mallory while a
// change of theirs is on disk and has not been told yet.
func TestAChangeThatIsToldLateBringsNothingBack(t *testing.T) {
	w := newWorld(t)
	owner, mallory := w.holder(t, w.owner).signedUp(t, "olga"), w.member(t, "mallory")
	owner.must(t, "user role mallory moderator")
	me := room.UserID(mallory.who.Account.ID)
	seat, err := w.broker.Sit(room.Person{ID: me}, room.SitOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer seat.Close()
	screen := mallory.opens(t)
	w.accounts.after = func(c keys.Command) {
		if _, display := c.(keys.SetDisplay); display {
			owner.must(t, "user role mallory member")
		}
	}
	mallory.must(t, "display Innocent")
	if s, err := w.broker.Standing(me, mallory.room(t, "lobby")); err != nil || s.Moderates() {
		t.Errorf("mallory stands as %+v, %v; and is no moderator any more", s, err)
	}
	var last keys.Account
	for len(screen.notices) > 0 {
		last = screen.told(t).Account
	}
	if last.Role != keys.Member || last.Display != "Innocent" {
		t.Errorf("mallory's screen was told at last %+v", last)
	}
}

// Whoever asked to recover an account has to wait for the operator when it has
// become an owner's meanwhile: nobody else ranks above it.
func TestTheOperatorDecidesRecoveriesOfOwners(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	w.member(t, "alice")
	lost := w.guest(t)
	lost.must(t, "key recover alice")
	s.owner.must(t, "user role alice owner")
	if a := s.owner.exec("recovery approve 1"); a.status != int(command.Denied) {
		t.Errorf("an owner of the same rank = %+v", a)
	}
	if a := w.operator("recovery approve 1"); a.status != 0 {
		t.Fatalf("the operator = %+v", a)
	}
	if out := lost.must(t, "whoami"); !strings.Contains(out, "alice") {
		t.Errorf("whoami = %q", out)
	}
}
