package command_test

import (
	"strings"
	"testing"
)

func TestWhois(t *testing.T) {
	w := newWorld(t)
	ann, bob := w.member(t, "ann"), w.member(t, "bob")
	olga := w.holder(t, w.owner).signedUp(t, "olga")
	bob.must(t, "display 王 小明")
	bob.must(t, "bio I read.\nA lot.")
	olga.must(t, "user role bob moderator --reason trust")
	for _, line := range []string{"room create books", "room create cellar --private", "room create films", "invite cellar ann"} {
		bob.must(t, line)
	}
	ann.must(t, "join books")
	type who struct {
		User, Name, Bio, Role string
		Zone                  *string `json:"tz"`
		LocalTime             *string `json:"local_time"`
		LastSeen              *string `json:"last_seen"`
		Shared                []string
		Keys                  []struct{ Fingerprint string }
	}
	var seen who
	ann.ask(t, "whois 王 小明", &seen)
	if seen.User != "bob" || seen.Name != "王 小明" || seen.Bio != "I read.\nA lot." || seen.Role != "moderator" {
		t.Errorf("bob is %+v", seen)
	}
	if seen.Zone != nil || seen.LocalTime != nil || seen.LastSeen != nil || seen.Keys != nil {
		t.Errorf("bob has not chosen to tell %+v", seen)
	}
	if len(seen.Shared) != 1 || seen.Shared[0] != "books" {
		t.Errorf("ann and bob share %v, want the one room that both are in", seen.Shared)
	}
	bob.must(t, "tz Asia/Shanghai")
	ann.ask(t, "whois bob", &seen)
	if name(seen.Zone) != "Asia/Shanghai" || !strings.HasSuffix(name(seen.LocalTime), "+08:00") {
		t.Errorf("bob's time is %s in %s", name(seen.LocalTime), name(seen.Zone))
	}
	out := ann.must(t, "whois bob")
	for _, want := range []string{"moderator", "I read.", "A lot.", "books", "Asia/Shanghai"} {
		if !strings.Contains(out, want) {
			t.Errorf("whois bob = %q, want %q in it", out, want)
		}
	}
	for _, hidden := range []string{"cellar", "films", "SHA256"} {
		if strings.Contains(out, hidden) {
			t.Errorf("whois bob = %q, and tells of %s", out, hidden)
		}
	}
	if out := bob.must(t, "whois bob"); !strings.Contains(out, bob.who.Fingerprint.String()) {
		t.Errorf("whois of oneself = %q, want the key", out)
	}
	// Admins and owners see the keys of those below them, and no more of where they are.
	if out := olga.must(t, "whois bob"); !strings.Contains(out, bob.who.Fingerprint.String()) || strings.Contains(out, "cellar") {
		t.Errorf("the owner of the server is told %q", out)
	}
}
