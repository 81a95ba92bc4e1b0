package command_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"snug/keys"
	"snug/keys/keystest"
	"snug/session/command"
	"snug/session/live"
)

// at returns the person as somebody who comes from an address.
func (p *person) at(address string) *person {
	there := *p
	there.session = live.Session{ID: "s0", Address: address}
	return &there
}

// Somebody is called as the ban of somebody else is, so that whoever lifts theirs
// lifts the other.
func TestAUsernameIsNotTakenForTheNumberOfABan(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	w.member(t, "mallory")
	w.member(t, "b01")
	s.mod.must(t, "ban add mallory")
	if out := s.mod.must(t, "ban show b01"); !has(out, "mallory") {
		t.Errorf("while b01 is not banned, ban show b01 = %q", out)
	}
	s.mod.must(t, "ban add b01")
	for _, line := range []string{"ban remove b01", "ban show b01"} {
		if a := s.mod.exec(line); a.status != int(command.Conflict) || !has(a.err, "write 1 for the ban, or @b01 for the person") {
			t.Errorf("%s = %+v", line, a)
		}
	}
	s.mod.must(t, "ban remove @b01")
	if out := s.mod.must(t, "ban list"); !has(out, "mallory") || has(out, "b01") {
		t.Errorf("left are %q", out)
	}
	s.mod.must(t, "ban remove 1")
	if a := s.mod.exec("ban list"); a.out != "" {
		t.Errorf("left are %+v", a)
	}
}

func TestABanIsOfWhatItSays(t *testing.T) {
	tests := []struct {
		name   string
		target func(bob, phone *person) string
		out    string // who is out: bob, his phone, ann from his address, a stranger from there
	}{
		{"an account", func(_, _ *person) string { return "bob" }, "bob phone"},
		{"an account by its display name", func(_, _ *person) string { return "Bobby" }, "bob phone"},
		{"a key", func(bob, _ *person) string { return bob.print() }, "bob"},
		{"a key with its word", func(_, phone *person) string { return "key:" + phone.print() }, "phone"},
		{"an address", func(_, _ *person) string { return "192.0.2.7" }, "bob phone ann stranger"},
		{"an address with its word", func(_, _ *person) string { return "ip:192.0.2.7" }, "bob phone ann stranger"},
		{"an address as IPv6 has it", func(_, _ *person) string { return "::ffff:192.0.2.7" }, "bob phone ann stranger"},
		{"a range", func(_, _ *person) string { return "cidr:192.0.2.0/24" }, "bob phone ann stranger"},
		{"a range that does not begin at its beginning", func(_, _ *person) string { return "192.0.2.99/24" }, "bob phone ann stranger"},
		{"a range for newcomers", func(_, _ *person) string { return "192.0.2.0/24 --require-account" }, "stranger"},
		{"another address", func(_, _ *person) string { return "192.0.2.8" }, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			s := w.staff(t)
			bob, phone, ann, stranger := w.member(t, "bob"), w.guest(t), w.member(t, "ann"), w.guest(t)
			bob.must(t, "display Bobby")
			phone.must(t, "key join "+bob.link(t))
			phone.identify(t)
			s.mod.must(t, "ban add "+tt.target(bob, phone)+" --for 1h --reason 'see rule 3'")
			var out []string
			for _, p := range []struct {
				name string
				*person
			}{{"bob", bob}, {"phone", phone}, {"ann", ann}, {"stranger", stranger}} {
				a := p.at("192.0.2.7").exec("whoami")
				if a.status == int(command.Denied) {
					out = append(out, p.name)
				}
				if a.status != 0 && !has(a.err, "until", "see rule 3", "ask the people who run this server") {
					t.Errorf("%s is told %q", p.name, a.err)
				}
			}
			if got := strings.Join(out, " "); got != tt.out {
				t.Errorf("out are %q, want %q", got, tt.out)
			}
			if a := s.mod.at("192.0.2.9").exec("whoami"); a.status != 0 {
				t.Errorf("the moderator = %+v", a)
			}
			s.mod.must(t, "ban remove b1 --reason 'we talked'")
			bob.at("192.0.2.7").must(t, "rooms")
		})
	}
}

// TestABanEndsSessions bans mallory, who has other keys and other names.
func TestABanEndsSessions(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	mallory, phone := w.member(t, "mallory"), w.guest(t)
	phone.must(t, "key join "+mallory.link(t))
	phone.identify(t)
	there, hers := mallory.opens(t), phone.opensFrom(t, "198.51.100.3")
	ann := w.member(t, "ann").opensFrom(t, "192.0.2.7")
	out := s.mod.must(t, "ban add mallory --for 2d --reason spam")
	if !has(out, "mallory is banned until", "ban b1", "2 sessions have ended") {
		t.Errorf("ban add = %q", out)
	}
	for _, o := range []*open{there, hers} {
		if why := o.why(); !has(why, "this account is banned", "until", "spam", "ask the people who run this server") {
			t.Errorf("a session ends because of %q", why)
		}
	}
	if ann.why() != "" {
		t.Error("somebody else's session has ended, too")
	}
	if a := mallory.exec("register innocent"); a.status != int(command.Denied) {
		t.Errorf("another name = %+v, want %d", a, command.Denied)
	}
	if a := phone.exec("me rename innocent"); a.status != int(command.Denied) {
		t.Errorf("another key = %+v, want %d", a, command.Denied)
	}
	if a, _ := mallory.slash(1, "send lobby hello"); a.status != int(command.Denied) {
		t.Errorf("a session from before = %+v, want %d", a, command.Denied)
	}
}

// TestACrowdIsNotBannedBySlip bans an address range that a thousand people share.
func TestACrowdIsNotBannedBySlip(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	const crowd = 1000
	ended := make(chan error, crowd)
	for i := range crowd {
		_, gone := w.sessions.Add(live.Session{
			Key: keys.FingerprintOf(keystest.NewKey(t)), Kind: "screen", Address: fmt.Sprintf("198.51.%d.%d", 100+i/250, i%250),
		}, &open{ended: ended})
		defer gone()
	}
	const line = "ban add 198.51.0.0/16 --for 1h --reason raid"
	a := s.mod.exec(line)
	if a.status != int(command.Unconfirmed) || !has(a.err, "1000 sessions", "+995", line+" --yes") || len(ended) > 0 {
		t.Fatalf("ban add = %+v and %d sessions have ended, want %d and the number", a, len(ended), command.Unconfirmed)
	}
	if out := s.mod.must(t, "bans --json"); !strings.Contains(out, `"items":[]`) {
		t.Errorf("the ban is there unconfirmed: %s", out)
	}
	if out := s.mod.must(t, line+" --yes"); !has(out, "1000 sessions have ended") || len(ended) != crowd {
		t.Errorf("ban add --yes = %q and %d sessions have ended", out, len(ended))
	}
}

func TestAFewSessionsOfOnePersonNeedNoWarning(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	bob, ann := w.member(t, "bob"), w.member(t, "ann")
	for range 4 {
		bob.opens(t)
	}
	if a := s.mod.exec("ban add bob"); a.status != int(command.Unconfirmed) || !has(a.err, "4 sessions", "bob") {
		t.Errorf("many sessions = %+v, want %d", a, command.Unconfirmed)
	}
	carol := w.member(t, "carol")
	carol.opensFrom(t, "198.51.100.1")
	ann.opensFrom(t, "198.51.100.1")
	if a := s.mod.exec("ban add 198.51.100.1"); a.status != int(command.Unconfirmed) || !has(a.err, "2 sessions", "ann, carol") {
		t.Errorf("two people = %+v, want %d", a, command.Unconfirmed)
	}
	s.mod.must(t, "ban add carol")
}

func TestBansAreBoundedByRankAndSense(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	bob := w.member(t, "bob")
	modFromHome := s.mod.at("192.0.2.7")
	try(t, []attempt{
		{"a member", "ban add mod-one", bob, command.Denied},
		{"a guest", "ban add bob", w.guest(t), command.NoAccount},
		{"a superior", "ban add adam-one", s.mod, command.Denied},
		{"a superior's key", "ban add " + s.admin.print(), s.mod, command.Denied},
		{"the last owner", "ban add olga", s.owner, command.Conflict},
		{"oneself", "ban add mod-one", s.mod, command.Conflict},
		{"one's own key", "ban add " + s.mod.print(), s.mod, command.Conflict},
		{"one's own address", "ban add 192.0.2.7", modFromHome, command.Conflict},
		{"one's own network", "ban add 192.0.2.0/24 --yes", modFromHome, command.Conflict},
		{"everybody", "ban add 0.0.0.0/0 --yes", s.mod, command.Usage},
		{"nearly everybody", "ban add ::/16 --yes", s.mod, command.Usage},
		{"nobody", "ban add nobody-here", s.mod, command.NotFound},
		{"an address that is none", "ban add 192.0.2.999", s.mod, command.Usage},
		{"a range that is none", "ban add 192.0.2.0/33", s.mod, command.Usage},
		{"a key that is none", "ban add SHA256:nonsense", s.mod, command.Usage},
		{"nothing", "ban add", s.mod, command.Usage},
		{"two at once", "ban add bob ann", s.mod, command.Usage},
		{"an account for newcomers only", "ban add bob --require-account", s.mod, command.Usage},
		{"the past", "ban add bob --until 2001-02-03", s.mod, command.Usage},
		{"a negative time", "ban add bob --for -2d", s.mod, command.Usage},
		{"nothing to lift", "ban remove bob", s.mod, command.NotFound},
		{"no such ban", "ban remove b77", s.mod, command.NotFound},
		{"no ban to show", "ban show 192.0.2.7", s.mod, command.NotFound},
		{"what would hit nobody", "ban test nobody-here", s.mod, command.NotFound},
		{"suggestions about a superior", "ban suggest adam-one", s.mod, command.Denied},
		{"suggestions about oneself", "ban suggest mod-one", s.mod, command.Denied},
	})
	if out := s.mod.must(t, "ban list --ended --json"); !strings.Contains(out, `"items":[]`) {
		t.Errorf("something is banned: %s", out)
	}
	s.admin.must(t, "ban add bob --for 1h")
	try(t, []attempt{
		{"another takes its place", "ban add bob --for perm --reason 'once more'", s.mod, command.OK},
		{"it is lifted", "ban remove bob", s.mod, command.OK},
		{"twice", "ban remove bob", s.mod, command.NotFound},
	})
	s.mod.must(t, "ban add 192.0.2.7 --for 1h --yes") // by who comes from elsewhere
	if a := modFromHome.exec("whoami"); a.status != 0 {
		t.Errorf("a moderator who comes from a banned address = %+v", a)
	}
}

func TestWhatABanWouldHit(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	bob, ann := w.member(t, "bob"), w.member(t, "ann")
	there := bob.opensFrom(t, "198.51.100.1")
	bob.opensFrom(t, "2001:db8::7")
	ann.opensFrom(t, "198.51.100.1")
	guest := w.guest(t)
	guest.opensFrom(t, "198.51.100.1")
	s.admin.opensFrom(t, "198.51.100.1") // staff is not hit by bans of addresses

	var suggested struct {
		Items []struct {
			Target, Command string
			Sessions        int
			Others          []string
		}
	}
	s.mod.ask(t, "ban suggest bob", &suggested)
	want := []string{
		"ban add bob 2 []",
		"ban add " + bob.print() + " 2 []",
		"ban add 198.51.100.1 3 [ann " + guest.print()[:19] + "]",
		"ban add 2001:db8::/64 1 []",
	}
	var got []string
	for _, i := range suggested.Items {
		got = append(got, fmt.Sprint(noWord.Replace(i.Command), " ", i.Sessions, " ", i.Others))
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("suggested is\n%q, want\n%q", got, want)
	}
	for _, i := range suggested.Items {
		if a := s.mod.exec(strings.Replace(i.Command, "ban add", "ban test", 1)); a.status != 0 || !strings.Contains(a.out, there.ID) && i.Sessions > 1 {
			t.Errorf("%s: ban test = %+v", i.Command, a)
		}
	}
	var tested struct {
		Bans     []struct{ ID string }
		Sessions []struct{ User string }
		Users    []string
	}
	s.mod.ask(t, "ban test 198.51.100.0/24 --require-account", &tested)
	if len(tested.Bans) != 0 || len(tested.Sessions) != 1 || tested.Sessions[0].User != "" {
		t.Errorf("newcomers of a range = %+v", tested)
	}
	if there.why() != "" {
		t.Error("looking has ended a session")
	}
	s.mod.must(t, "ban add 198.51.0.0/16 --yes --for 1h")
	s.mod.must(t, "ban add bob --for 1h")
	for target, n := range map[string]int{"bob": 1, "198.51.100.1": 1, "198.51.0.0/16": 1, "198.0.0.0/8": 0, "ann": 0, bob.print(): 0} {
		s.mod.ask(t, "ban test "+target, &tested)
		if len(tested.Bans) != n {
			t.Errorf("ban test %s = %+v, want %d bans", target, tested, n)
		}
	}
}

// noWord takes away what says which kind of target something is.
var noWord = strings.NewReplacer("key:", "", "ip:", "", "cidr:", "")

func TestBansAreShown(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	w.member(t, "bob")
	s.mod.must(t, "ban add bob --for 2d --reason 'sells watches'")
	s.admin.must(t, "ban add 192.0.2.0/24 --for perm --require-account")
	list := s.mod.must(t, "bans")
	if !has(list, "b1", "bob", "mod-one", "sells watches", "b2", "192.0.2.0/24", "(without an account)", "no end", "adam-one") {
		t.Errorf("bans = %q", list)
	}
	for _, line := range []string{"ban show b1", "ban show bob", "ban show B1"} {
		if out := s.mod.must(t, line); !has(out, "b1", "bob", "sells watches", "counts") {
			t.Errorf("%s = %q", line, out)
		}
	}
	s.mod.must(t, "ban remove 192.0.2.0/24")
	if out := s.mod.must(t, "ban list --json"); strings.Contains(out, "b2") {
		t.Errorf("a ban that was lifted is listed: %s", out)
	}
	var b struct {
		ID, Kind, Target, By, Reason string
		User                         *string
		Until                        *string
		RequireAccount               bool `json:"require_account"`
		InEffect                     bool `json:"in_effect"`
	}
	if err := json.Unmarshal([]byte(s.mod.must(t, "ban show bob --json")), &b); err != nil {
		t.Fatal(err)
	}
	if b.ID != "b1" || b.Kind != "account" || b.User == nil || *b.User != "bob" || b.Until == nil || b.By != "mod-one" || !b.InEffect {
		t.Errorf("ban show --json = %+v", b)
	}
}
