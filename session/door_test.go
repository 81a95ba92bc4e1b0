package session_test

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/keys/audit"
	"snug/session"
	"snug/session/command"
	"snug/session/live"
)

// ctl runs a command as the operator of the server.
func (w *world) ctl(t *testing.T, line string) answer {
	t.Helper()
	var out, errs bytes.Buffer
	got := w.Table.Run(t.Context(), command.Call{
		Line: line, Front: command.Exec, Operator: true, Session: live.Session{Address: "uid 0"}, Stdout: &out, Stderr: &errs,
	})
	return answer{got, out.String(), errs.String()}
}

// rules is ctl for what has to work.
func (w *world) rules(t *testing.T, line string) {
	t.Helper()
	if a := w.ctl(t, line); a.status != 0 {
		t.Fatalf("%s: %+v", line, a)
	}
}

// plain opens a screen and returns what somebody sees who gets none, and how
// the session ends. Nothing of it is drawn.
func plain(t *testing.T, c *ssh.Client, environ map[string]string) (string, int) {
	t.Helper()
	term := openWith(t, c, environ)
	got := status(t, term.Wait())
	if out := term.out.String(); strings.ContainsRune(out, '\x1b') {
		t.Errorf("a screen was begun: %q", out)
	}
	return term.out.String(), got
}

// operatorOf is who does what is done at the machine.
var operatorOf = audit.Actor{Name: "operator", Via: audit.Socket}

// TestA6WhoeverIsShutOutIsRefusedEverywhere has people with an open screen, a
// command that goes on for ever and a second key shut out in every way there is.
func TestA6WhoeverIsShutOutIsRefusedEverywhere(t *testing.T) {
	tests := []struct {
		name   string
		line   string // with FP for the fingerprint of the key in use
		status int
		why    string
		other  int // the status with another key of the account
	}{
		{"an account is banned", "ban add alice --for 2d --reason spam", 4, "this account is banned from the server", 4},
		{"a key is banned", "ban add FP --for 2d --reason spam", 4, "this key is banned from the server", 0},
		{"an address is banned", "ban add 127.0.0.1 --for 2d --reason spam --yes", 4, "your address is banned from the server", 4},
		{"a range is banned", "ban add 127.0.0.0/8 --for perm --reason spam --yes", 4, "your address is banned from the server", 4},
		{"an account is suspended", "user suspend alice --for 2d --reason spam", 4, "this account is suspended", 4},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, session.Limits{})
			key := w.member(t, "alice")
			second := w.joined(t, key)
			c := w.as(t, key)
			screen := open(t, c)
			screen.out.shows(t, "#lobby")
			tail, errs := follows(t, c)

			w.rules(t, strings.ReplaceAll(tt.line, "FP", ssh.FingerprintSHA256(key.PublicKey())))
			screen.out.shows(t, tt.why)
			if got := status(t, screen.Wait()); got != tt.status {
				t.Errorf("the open screen ends with %d, want %d", got, tt.status)
			}
			errs.shows(t, tt.why)
			if got := status(t, tail.Wait()); got != tt.status {
				t.Errorf("the command that runs ends with %d, want %d", got, tt.status)
			}
			for _, conn := range []struct {
				name string
				*ssh.Client
			}{{"the connection from before", c}, {"a new connection", w.as(t, key)}, {"another name", w.named(t, "boss", key)}} {
				a := run(t, conn.Client, "send lobby it is me")
				if a.status != tt.status || a.out != "" || !strings.Contains(a.err, tt.why) || !strings.Contains(a.err, "because: spam; ask the people who run this server") {
					t.Errorf("%s: a command is answered with %+v", conn.name, a)
				}
				for _, line := range []string{"whoami --json", "pipe"} {
					if a := run(t, conn.Client, line); a.status != tt.status || a.out != "" || !strings.HasPrefix(a.err, `{"error":{"code":"denied","message":"`+tt.why) || strings.Count(a.err, "\n") != 1 {
						t.Errorf("%s: %s is answered with %+v, want one object", conn.name, line, a)
					}
				}
				if a := runSFTP(t, conn.Client); a.status != tt.status || a.out != "" || !strings.Contains(a.err, tt.why) {
					t.Errorf("%s: sftp is answered with %+v", conn.name, a)
				}
				if said, got := plain(t, conn.Client, nil); got != tt.status || !strings.Contains(said, tt.why) {
					t.Errorf("%s: a screen is answered with %d, %q", conn.name, got, said)
				}
			}
			if a := run(t, w.as(t, second), "whoami"); a.status != tt.other {
				t.Errorf("another key of the account: %+v, want %d", a, tt.other)
			}
			if said, got := plain(t, w.as(t, key), map[string]string{"LANG": "zh_CN.UTF-8"}); got != tt.status || !strings.Contains(said, "spam") || strings.Contains(said, "server") {
				t.Errorf("in Chinese a screen is answered with %d, %q", got, said)
			}
		})
	}
}

// named is as, with a name for the SSH user.
func (w *world) named(t *testing.T, user string, key ssh.Signer) *ssh.Client {
	t.Helper()
	c, err := w.dial(user, ssh.PublicKeys(key))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// TestALiftedBanLetsPeopleInAgain is also about one that ends by itself.
func TestALiftedBanLetsPeopleInAgain(t *testing.T) {
	w := newWorld(t, session.Limits{})
	c := w.as(t, w.member(t, "alice"))
	for _, lines := range [][2]string{
		{"ban add alice --for 2d", "ban remove alice"},
		{"user suspend alice --for 2d", "user resume alice"},
	} {
		w.rules(t, lines[0])
		if a := run(t, c, "whoami"); a.status != 4 {
			t.Errorf("after %s: %+v", lines[0], a)
		}
		w.rules(t, lines[1])
		if a := run(t, c, "whoami"); a.status != 0 {
			t.Errorf("after %s: %+v", lines[1], a)
		}
	}
}

// TestABanWhileSessionsBegin bans somebody who opens many sessions meanwhile:
// none of them may go on, whichever came first.
func TestABanWhileSessionsBegin(t *testing.T) {
	w := newWorld(t, session.Limits{})
	key := w.member(t, "mallory")
	conns := make([]*ssh.Client, 12)
	for i := range conns {
		conns[i] = w.as(t, key)
	}
	var sessions []*ssh.Session
	for i, c := range conns {
		s, err := c.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		if i%2 == 0 {
			if err := s.RequestPty("xterm-256color", 24, 80, nil); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := s.StdinPipe(); err != nil { // else the input ends at once
			t.Fatal(err)
		}
		sessions = append(sessions, s)
	}
	var starts sync.WaitGroup
	for i, s := range sessions {
		starts.Go(func() {
			start := func() error { return s.Start("tail -f lobby") }
			if i%2 == 0 {
				start = s.Shell
			}
			if err := start(); err != nil {
				t.Error(err)
			}
		})
	}
	w.rules(t, "ban add mallory --for 1h --yes")
	starts.Wait()
	for i, s := range sessions {
		if got := status(t, s.Wait()); got != 4 {
			t.Errorf("session %d ends with %d, want 4", i, got)
		}
	}
	if open := w.Sessions.Where(func(live.Session) bool { return true }); len(open) > 0 {
		t.Errorf("still open: %+v", open)
	}
}

func TestStaffComesInFromABannedAddress(t *testing.T) {
	w := newWorld(t, session.Limits{})
	w.signUp(t, w.owner, "boss")
	mod := w.member(t, "moira")
	w.rules(t, "user role moira moderator")
	boss := open(t, w.as(t, w.owner))
	boss.out.shows(t, "#lobby")
	w.rules(t, "ban add 127.0.0.1 --yes")
	for name, key := range map[string]ssh.Signer{"an owner": w.owner, "a moderator": mod} {
		if a := run(t, w.as(t, key), "whoami"); a.status != 0 {
			t.Errorf("%s: %+v", name, a)
		}
	}
	boss.types(t, "undisturbed\r")
	boss.out.shows(t, "undisturbed")

	// Whoever is staff no more is out.
	w.rules(t, "user role moira member")
	if a := run(t, w.as(t, mod), "whoami"); a.status != 4 {
		t.Errorf("who was a moderator: %+v, want 4", a)
	}
}

// TestNobodySignsUpFromWhereTheyAreBanned is about keys without an account: the
// form is not even shown.
func TestNobodySignsUpFromWhereTheyAreBanned(t *testing.T) {
	w := newWorld(t, session.Limits{})
	member, banned, stranger := w.as(t, w.member(t, "alice")), newSigner(t), newSigner(t)
	refused := func(what string, key ssh.Signer) {
		t.Helper()
		c := w.as(t, key)
		if a := run(t, c, "register mallory"); a.status != 4 {
			t.Errorf("%s: register = %+v, want 4", what, a)
		}
		if said, got := plain(t, c, nil); got != 4 || strings.Contains(said, "username") {
			t.Errorf("%s: the screen is answered with %d, %q", what, got, said)
		}
	}
	form := open(t, w.as(t, banned))
	form.out.shows(t, "username")
	w.rules(t, "ban add "+ssh.FingerprintSHA256(banned.PublicKey()))
	if got := status(t, form.Wait()); got != 4 {
		t.Errorf("the open form ends with %d, want 4", got)
	}
	refused("a banned key", banned)

	w.rules(t, "ban add 127.0.0.1 --require-account --yes")
	refused("a stranger at an address for members", stranger)
	if a := run(t, member, "whoami"); a.status != 0 {
		t.Errorf("a member at that address: %+v", a)
	}
	if a := run(t, w.as(t, w.owner), "register boss"); a.status != 0 {
		t.Errorf("the owner of the server cannot sign up there: %+v", a)
	}
}

// TestASuspendedAccountIsNotJoined has another key, to which the account once
// offered a place, accept it on the screen.
func TestASuspendedAccountIsNotJoined(t *testing.T) {
	w := newWorld(t, session.Limits{})
	key, other := w.member(t, "alice"), newSigner(t)
	if a := run(t, w.as(t, key), "key add "+strings.TrimSpace(string(ssh.MarshalAuthorizedKey(other.PublicKey())))); a.status != 0 {
		t.Fatal(a.err)
	}
	form := open(t, w.as(t, other))
	form.out.shows(t, "alice")
	w.rules(t, "user suspend alice --for 2d --reason spam")
	form.types(t, "\ry") // joins, and is asked
	form.out.shows(t, "suspended")
	if a := run(t, w.as(t, other), "history lobby"); a.status == 0 {
		t.Errorf("the key reads the lobby: %+v", a)
	}
}

func TestLockdown(t *testing.T) {
	w := newWorld(t, session.Limits{})
	w.signUp(t, w.owner, "boss")
	alice := w.as(t, w.member(t, "alice"))
	screen := open(t, alice)
	screen.out.shows(t, "#lobby")
	set := func(l keys.Level) {
		t.Helper()
		if _, err := w.Directory.SetLockdown(t.Context(), operatorOf, l, time.Time{}, "a raid"); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		name                   string
		level                  keys.Level
		member, staff, newcome int // statuses of what begins now
	}{
		{"nobody signs up", keys.NoSignUp, 0, 0, 6},
		{"only the staff comes in", keys.StaffOnly, 6, 0, 6},
		{"nobody comes in", keys.LocalOnly, 6, 6, 6},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			set(tt.level)
			for _, one := range []struct {
				name, line string
				key        ssh.Signer
				want       int
			}{{"the staff", "whoami", w.owner, tt.staff}, {"a stranger", "register mallory", newSigner(t), tt.newcome}} {
				if a := run(t, w.as(t, one.key), one.line); a.status != one.want {
					t.Errorf("%s: %+v, want %d", one.name, a, one.want)
				}
			}
			if a := run(t, alice, "whoami"); a.status != tt.member || tt.member != 0 && !strings.Contains(a.err, "a raid") {
				t.Errorf("a member: %+v, want %d", a, tt.member)
			}
		})
	}
	set(keys.Normal)
	screen.types(t, "still here\r") // the command that locks down ends sessions; the door does not
	screen.out.shows(t, "still here")
}

func TestWhoWaitsForApproval(t *testing.T) {
	w := newWorld(t, session.Limits{})
	if _, err := w.Directory.SetHouse(t.Context(), operatorOf, keys.HouseSignUp, string(keys.Approval), ""); err != nil {
		t.Fatal(err)
	}
	key := newSigner(t)
	form := open(t, w.as(t, key))
	form.out.shows(t, "username")
	form.types(t, "newbie\r")
	form.out.shows(t, "has to let you in")
	who, err := w.Directory.Identify(key.PublicKey())
	if err != nil || !who.Account.Pending {
		t.Fatalf("the account is %+v, %v, want that it waits", who.Account, err)
	}
	c := w.as(t, key)
	for _, line := range []string{"whoami", "history lobby", "key link", "help"} {
		if a := run(t, c, line); a.status != 3 || a.out != "" || !strings.Contains(a.err, "your account newbie waits for a moderator") {
			t.Errorf("%s = %+v, want 3", line, a)
		}
	}
	if said, got := plain(t, c, nil); got != 3 || !strings.Contains(said, "your account newbie waits for a moderator") {
		t.Errorf("the screen is answered with %d, %q", got, said)
	}
	w.rules(t, "approve accept newbie")
	form.out.shows(t, "a moderator has let you in, newbie; connect again")
	if got := status(t, form.Wait()); got != 0 {
		t.Errorf("the screen that waits ends with %d, want 0", got)
	}
	open(t, c).out.shows(t, "#lobby")
}

// TestOwnersSignUpWhateverTheMode is the first day of a closed server.
func TestOwnersSignUpWhateverTheMode(t *testing.T) {
	w := newWorld(t, session.Limits{})
	if _, err := w.Directory.SetHouse(t.Context(), operatorOf, keys.HouseSignUp, string(keys.Closed), ""); err != nil {
		t.Fatal(err)
	}
	form := open(t, w.as(t, w.owner))
	form.out.shows(t, "username")
	form.types(t, "boss\r")
	form.out.shows(t, "#lobby")
	if a := run(t, w.as(t, newSigner(t)), "register mallory"); a.status != 4 {
		t.Errorf("somebody else signs up: %+v", a)
	}
}
