package command_test

import (
	"strings"
	"testing"

	"snug/keys"
	"snug/keys/audit"
	"snug/room"
	"snug/session/command"
)

// lastEntry returns the newest entry of the audit log.
func (w *world) lastEntry(t *testing.T) audit.Entry {
	t.Helper()
	page, err := w.directory.Audit(0, 1)
	if err != nil || len(page) == 0 {
		t.Fatalf("the audit log has %v, %v", page, err)
	}
	return page[0]
}

// TestTheGateAsksForEveryLine changes what somebody may do between two lines of
// one session.
func TestTheGateAsksForEveryLine(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	tests := []struct {
		name, shut, open string
		status           command.Status
		says             string
	}{
		{"suspended", "user suspend NAME --reason spam", "user resume NAME", command.Denied, "spam"},
		{"banned", "ban add NAME --reason spam", "ban remove NAME", command.Denied, "spam"},
		{"their address", "ban add 198.51.100.0/24 --reason spam", "ban remove 198.51.100.0/24", command.Denied, "spam"},
		{"locked down", "lockdown set 4 --yes --reason fire", "", command.Limited, "fire"},
	}
	for i, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			name := "bob" + strings.Repeat("b", i)
			bob := w.member(t, name)
			bob = bob.from(bob.opensFrom(t, "198.51.100.9"))
			bob.must(t, "rooms")
			sighted := w.Identifier(bob.who, bob.key, "198.51.100.9")
			for range 2 {
				if who, err := sighted(); err != nil || who.Account.Name != name {
					t.Errorf("they are %q, %v", who.Account.Name, err)
				}
			}
			s.owner.must(t, strings.ReplaceAll(tt.shut, "NAME", name))
			if _, err := sighted(); err == nil {
				t.Error("who they were is not asked again")
			}
			for _, line := range []string{"rooms", "help", "send lobby hello", "whoami", "version"} {
				a := bob.exec(line)
				if a.status != int(tt.status) || !strings.Contains(a.err, tt.says) || a.out != "" {
					t.Errorf("%s = %+v, want %d and %q", line, a, tt.status, tt.says)
				}
				if a, _ := bob.slash(0, line); line != "send lobby hello" && a.status != int(tt.status) {
					t.Errorf("/%s = %+v, want %d", line, a, tt.status)
				}
			}
			if tt.open == "" {
				if a := s.owner.exec("lockdown set 0"); a.status == 0 {
					t.Errorf("somebody from the network opens the server: %+v", a)
				}
				if a := w.operator("lockdown set 0"); a.status != 0 {
					t.Errorf("the operator cannot open the server: %+v", a)
				}
			} else {
				s.owner.must(t, strings.ReplaceAll(tt.open, "NAME", name))
			}
			bob.must(t, "rooms")
			if _, err := sighted(); err != nil {
				t.Errorf("who was let in again is still shut out: %v", err)
			}
		})
	}
}

// TestABannedPersonCannotComeAsSomebodyElse tries the account's other key, and
// another account with the banned one.
func TestABannedPersonCannotComeAsSomebodyElse(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	bob, phone := w.member(t, "bob"), w.guest(t)
	phone.must(t, "key join "+bob.link(t))
	phone.identify(t)
	stranger := w.guest(t)
	s.mod.must(t, "ban add bob")
	s.mod.must(t, "ban add "+stranger.print())
	s.mod.must(t, "ban add 203.0.113.7")
	visitor := w.guest(t)
	visitor = visitor.from(visitor.opensFrom(t, "203.0.113.7"))
	for name, a := range map[string]answer{
		"the account": bob.exec("rooms"), "its other key": phone.exec("rooms"), "a key that signs up": stranger.exec("register other"),
		"an address that signs up": visitor.exec("register other"), "help": visitor.exec("help"),
	} {
		if a.status != int(command.Denied) {
			t.Errorf("%s: %+v, want %d", name, a, command.Denied)
		}
	}
	w.member(t, "other") // nobody has the name
}

func TestReasons(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	ann, bob := w.member(t, "ann"), w.member(t, "bob")
	ann.must(t, "room create books")
	tests := []struct {
		name, line string
		status     command.Status
		want       string
	}{
		{"several words", "room archive books --reason it is quiet here", command.OK, "it is quiet here"},
		{"what a terminal would act on", "room unarchive books --reason \x1b[31mred\u202e", command.OK, "[31mred"},
		{"behind a text", "room topic books New books --reason the old ones are read", command.OK, "the old ones are read"},
		{"before a text", `room topic books --reason "spring is here" Newer books`, command.OK, "spring is here"},
		{"the longest", "room archive books --reason " + strings.Repeat("x", 300), command.OK, strings.Repeat("x", 300)},
		{"too long", "room unarchive books --reason " + strings.Repeat("x", 301), command.Usage, ""},
		{"none behind the flag", "room unarchive books --reason", command.Usage, ""},
		{"of what changes nothing", "rooms --reason why", command.Usage, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			was := w.lastEntry(t)
			if a := ann.exec(tt.line); a.status != int(tt.status) {
				t.Fatalf("%.90s = %+v, want %d", tt.line, a, tt.status)
			}
			switch is := w.lastEntry(t); {
			case tt.status != command.OK && is.Seq != was.Seq:
				t.Errorf("it left %+v", is)
			case tt.status == command.OK && is.Reason != tt.want:
				t.Errorf("the reason is %q, want %q", is.Reason, tt.want)
			}
		})
	}
	if out := ann.must(t, "room show books --json"); !strings.Contains(out, `"topic":"Newer books"`) {
		t.Errorf("the room is %s, want its topic without the reason", out)
	}
	s.owner.must(t, "user role bob moderator")
	if a, _ := bob.slash(0, "user mute ann --for 5m --reason a word"); a.status != 0 {
		t.Fatalf("/user mute = %+v", a)
	}
	if e := w.lastEntry(t); e.Reason != "a word" || e.By.Via != audit.Screen || e.By.Name != "bob" {
		t.Errorf("the entry of a slash line is %+v", e)
	}
}

// TestRefusalsAreNoted looks at what the log says of who tried what they may not.
func TestRefusalsAreNoted(t *testing.T) {
	w := newWorld(t)
	eve := w.member(t, "eve")
	eve = eve.from(eve.opensFrom(t, "198.51.100.9"))
	if a := eve.exec("ban add olga --reason 'a secret of hers'"); a.status != int(command.Denied) {
		t.Fatalf("ban add = %+v", a)
	}
	e := w.lastEntry(t)
	if e.Action != "ban add" || e.By.Name != "eve" || e.By.Address != "198.51.100.9" || e.By.Session != eve.session.ID ||
		!strings.Contains(e.Result, "only the role moderator may do that") || strings.Contains(e.Result+e.Reason+e.Object, "secret") {
		t.Errorf("the entry is %+v, want that eve tried, and not what she wrote", e)
	}
	for range 100 {
		eve.exec("ban list")
	}
	if n := w.lastEntry(t).Seq - e.Seq; n > 30 {
		t.Errorf("a hundred tries leave %d entries, and anybody can try", n)
	}
	if a := eve.exec("room create books"); a.status != 0 {
		t.Errorf("after that, what she may do = %+v", a)
	}
}

// TestAnApplicantWaits tries what somebody can do whom nobody has let in.
func TestAnApplicantWaits(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	s.owner.must(t, "setting set sign-up approval")
	carl := w.guest(t)
	if out := carl.must(t, "register carl --note I know ann, it's true"); !strings.Contains(out, "waits for a moderator") {
		t.Errorf("register = %q, want that it waits", out)
	}
	for _, line := range []string{"rooms", "whoami", "help", "me delete --yes", "register other", "key list"} {
		if a := carl.exec(line); a.status != int(command.NoAccount) || !strings.Contains(a.err, "your account carl waits") {
			t.Errorf("%s = %+v, want %d", line, a, command.NoAccount)
		}
	}
	var list struct {
		Items []struct{ User, Note, Fingerprint string }
	}
	s.mod.ask(t, "approve list", &list)
	if len(list.Items) != 1 || list.Items[0].User != "carl" || list.Items[0].Note != "I know ann, it's true" || list.Items[0].Fingerprint != carl.print() {
		t.Errorf("approve list = %+v", list)
	}
	if a := s.mod.exec("approve accept carl nobody"); a.status != int(command.NotFound) {
		t.Errorf("approving one who waits and one who does not = %+v, want %d and nothing done", a, command.NotFound)
	}
	o := carl.opens(t)
	w.sessions.SetAccount(o.ID, carl.mustBe(t).Account)
	s.mod.must(t, "approve accept CARL")
	if a := s.mod.exec("approve accept carl"); a.status != int(command.NotFound) {
		t.Errorf("once more = %+v, want %d", a, command.NotFound)
	}
	if n := o.told(t); n.Account.Pending || n.Account.Name != "carl" {
		t.Errorf("the open session is told %+v", n)
	}
	carl.must(t, "rooms")
}

// user returns the person as rooms know them.
func (p *person) user() room.UserID { return room.UserID(p.who.Account.ID) }

// mustBe returns who has the person's key now.
func (p *person) mustBe(t *testing.T) (who keys.Identity) {
	t.Helper()
	p.identify(t)
	return p.who
}

func TestARejectedNameIsFree(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	s.owner.must(t, "setting set sign-up approval")
	carl, dora := w.member(t, "carl"), w.member(t, "dora")
	o := carl.opens(t)
	s.mod.must(t, "approve reject carl dora --reason strangers")
	select {
	case why := <-o.ended:
		if !strings.Contains(why.Error(), "turned down") {
			t.Errorf("the open session ends with %v", why)
		}
	default:
		t.Error("the open session of somebody who was turned down goes on")
	}
	s.owner.must(t, "setting set sign-up open")
	dora.must(t, "register carl")
	carl.must(t, "register dora")
}
