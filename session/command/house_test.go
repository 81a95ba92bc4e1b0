package command_test

import (
	"errors"
	"strings"
	"testing"

	"snug/keys"
	"snug/session/command"
	"snug/session/live"
)

func TestAnnouncements(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	bob := w.member(t, "bob")
	o := bob.opens(t)
	s.admin.must(t, "announce The server restarts at ten, it's short --level critical --for 2h")
	if n := o.told(t); n.About != live.Announced || n.Tone != keys.Critical || !strings.HasSuffix(n.Text.String(), ": The server restarts at ten, it's short") {
		t.Errorf("bob is told %+v", n)
	}
	if a, err := w.directory.Announced(); err != nil || a.Text == "" || a.By != "adam-one" {
		t.Errorf("who comes is told %+v, %v", a, err)
	}
	if a, _ := s.admin.slash(0, "announce --level warning 10 o'clock"); a.status != 0 {
		t.Errorf("/announce = %+v", a)
	}
	if n := o.told(t); n.Tone != keys.Warning || !strings.HasSuffix(n.Text.String(), ": 10 o'clock") {
		t.Errorf("bob is told %+v", n)
	}
	if a, _ := s.admin.slash(0, "unannounce"); a.status != 0 {
		t.Errorf("/unannounce = %+v", a)
	}
	try(t, []attempt{
		{"nothing to take back", "announce clear", s.admin, command.NotFound},
		{"nothing to say", "announce ' '", s.admin, command.Usage},
		{"too much to say", "announce " + strings.Repeat("x", 501), s.admin, command.Usage},
		{"no level", "announce hello --level loud", s.admin, command.Usage},
		{"no time", "announce hello --for ever", s.admin, command.Usage},
		{"a negative time", "announce hello --for=-1h", s.admin, command.Usage},
		{"too long", "announce hello --for 90d", s.admin, command.Usage},
		{"by a moderator", "announce hello", s.mod, command.Denied},
	})
	select {
	case n := <-o.notices:
		t.Errorf("bob is told %+v, which was refused", n)
	default:
	}
}

func TestTheWordOfWelcome(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	guest := w.guest(t)
	if a := guest.exec("motd"); a.status != 0 || a.out != "" {
		t.Errorf("motd = %+v, want none", a)
	}
	s.admin.must(t, "motd set -", "Be kind.\nThe rules are in #rules.\n")
	if out := guest.must(t, "motd"); out != "Be kind.\nThe rules are in #rules.\n" {
		t.Errorf("motd = %q", out)
	}
	s.admin.must(t, "motd clear")
	try(t, []attempt{
		{"nothing", "motd set ''", s.admin, command.Usage},
		{"too much", "motd set " + strings.Repeat("x", 2001), s.admin, command.Usage},
		{"by a moderator", "motd set hello", s.mod, command.Denied},
	})
	if a := guest.exec("motd --json"); a.out != `{"v":1,"type":"motd","text":""}`+"\n" {
		t.Errorf("motd = %+v", a)
	}
}

func TestSettingsOfTheServer(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	if err := w.directory.Fix(t.Context(), map[string]string{keys.HouseContact: "hostmaster@example.com"}); err != nil {
		t.Fatal(err)
	}
	s.owner.must(t, "setting set sign-up invite")
	if a := w.guest(t).exec("register eve"); a.status != int(command.Denied) {
		t.Errorf("signing up without an invitation = %+v, want %d", a, command.Denied)
	}
	s.owner.must(t, "setting set sign-up default")
	w.member(t, "eve")
	if out := s.owner.must(t, "settings"); !strings.Contains(out, "hostmaster@example.com") || !strings.Contains(out, "set by the configuration file") {
		t.Errorf("settings = %q", out)
	}
	if out := s.owner.must(t, "setting get probation"); !strings.HasPrefix(out, "probation  0s  ") {
		t.Errorf("setting get = %q", out)
	}
	try(t, []attempt{
		{"fixed by the configuration file", "setting set contact me", s.owner, command.NotFound},
		{"a slip", "setting get sing-up", s.owner, command.NotFound},
		{"no such value", "setting set sign-up sometimes", s.owner, command.Usage},
		{"a negative time", "setting set probation -- -1h", s.owner, command.Usage},
		{"no number", "setting set probation-rate many", s.owner, command.Usage},
		{"by an admin", "setting set sign-up closed", s.admin, command.Denied},
		{"looked at by an admin", "setting list", s.admin, command.Denied},
	})
	if a := s.owner.exec("setting set contact me"); !strings.Contains(a.err, "the configuration file sets contact") {
		t.Errorf("a fixed setting = %+v, want who sets it", a)
	}
}

// TestLockdown closes the server step by step.
func TestLockdown(t *testing.T) {
	w := newWorld(t)
	s := w.staff(t)
	bob := w.member(t, "bob")
	o := bob.opens(t)
	s.admin.must(t, "lockdown set 1 --for 1h --reason a raid")
	if a := w.guest(t).exec("register eve"); a.status != int(command.Limited) {
		t.Errorf("signing up = %+v, want %d", a, command.Limited)
	}
	s.admin.must(t, "lockdown set read-only --reason a raid")
	if n := o.told(t); n.About != live.Announced || !has(n.Text.String(), "adam-one", "a raid", "only the trusted") {
		t.Errorf("bob is told %+v", n)
	}
	if a := bob.exec("send lobby hello"); a.status != int(command.Limited) {
		t.Errorf("writing = %+v, want %d", a, command.Limited)
	}
	s.mod.must(t, "send lobby quiet, please")
	s.mod.must(t, "user trust bob")
	bob.must(t, "send lobby I am trusted")
	for _, level := range []string{"3", "4"} {
		if a := s.admin.exec("lockdown set " + level); a.status != int(command.Unconfirmed) || !strings.Contains(a.err, "--yes") {
			t.Errorf("level %s without --yes = %+v, want %d", level, a, command.Unconfirmed)
		}
	}
	s.admin.must(t, "lockdown set 3 --yes")
	bob.must(t, "rooms") // who is here stays
	if err := w.Admit(bob.who, "192.0.2.7"); !isStatus(err, command.Limited) {
		t.Errorf("a new session of bob = %v, want %d", err, command.Limited)
	}
	if err := w.Admit(s.mod.who, "192.0.2.7"); err != nil {
		t.Errorf("a new session of a moderator = %v", err)
	}
	mine := s.admin.opens(t)
	s.admin.must(t, "lockdown set 4 --yes --reason fire")
	for name, one := range map[string]*open{"bob's": o, "the admin's own": mine} {
		select {
		case why := <-one.ended:
			if !strings.Contains(why.Error(), "fire") {
				t.Errorf("%s session ends with %v", name, why)
			}
		default:
			t.Errorf("%s session goes on", name)
		}
	}
	if a := w.operator("lockdown"); a.status != 0 || !has(a.out, "4", "nobody can be here", "fire", "adam-one") {
		t.Errorf("lockdown show = %+v", a)
	}
	if a := w.operator("lockdown set 0"); a.status != 0 {
		t.Fatalf("opening = %+v", a)
	}
	try(t, []attempt{
		{"nothing to lift", "lockdown set 0", s.admin, command.Conflict},
		{"no level", "lockdown set 5", s.admin, command.Usage},
		{"no level by name", "lockdown set shut", s.admin, command.Usage},
		{"a past date", "lockdown set 2 --until 2020-01-01", s.admin, command.Usage},
		{"a negative time", "lockdown set 2 --for=-1h", s.admin, command.Usage},
		{"no time", "lockdown set 2 --for 0h", s.admin, command.Usage},
		{"by a moderator", "lockdown set 2", s.mod, command.Denied},
	})
	if out := s.admin.must(t, "lockdown show --json"); !strings.Contains(out, `"level":0,"name":"normal","since":null,"until":null`) {
		t.Errorf("lockdown show = %s", out)
	}
}

func isStatus(err error, want command.Status) bool {
	var f *command.Failure
	return errors.As(err, &f) && f.Status == want
}

func TestHealth(t *testing.T) {
	tests := []struct {
		name   string
		change func(*command.Vitals)
		err    error
		status command.Status
		says   string
	}{
		{"well", func(*command.Vitals) {}, nil, command.OK, "well"},
		{"a full disk", func(v *command.Vitals) { v.DiskFree = 1 << 20 }, nil, command.Unavailable, "disk   not well  1.0 MiB free"},
		{"a disk that says nothing", func(v *command.Vitals) { v.DiskFree = -1 }, nil, command.OK, "not known free"},
		{"a slow disk", func(v *command.Vitals) { v.Slowest = 2e9 }, nil, command.Unavailable, "within 2s"},
		{"a long queue", func(v *command.Vitals) { v.Waiting = 1001 }, nil, command.Unavailable, "1001 commands wait"},
		{"no store", func(*command.Vitals) {}, errors.New("closed"), command.Unavailable, "it does not answer"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			v := vitals
			tt.change(&v)
			w.services.Vitals = func() (command.Vitals, error) { return v, tt.err }
			w.serve(t)
			a := w.operator("server health")
			if a.status != int(tt.status) || !strings.Contains(a.out, tt.says) {
				t.Errorf("server health = %+v, want %d and %q", a, tt.status, tt.says)
			}
		})
	}
}
