package session_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/session"
	"snug/session/live"
)

// A listed is a session as the list of sessions has it.
type listed struct {
	ID, User, Kind, Fingerprint, Address, Client string
	Current                                      bool
}

// sessionsOf lists the sessions of who holds a connection's key.
func sessionsOf(t *testing.T, c *ssh.Client, line string) []listed {
	t.Helper()
	a := run(t, c, line+" --json")
	var got struct{ Items []listed }
	if err := json.Unmarshal([]byte(a.out), &got); err != nil {
		t.Fatalf("%s: %d %q %q", line, a.status, a.out, a.err)
	}
	return got.Items
}

// screenOf returns the ID of the one screen that is listed.
func screenOf(t *testing.T, c *ssh.Client, line string) string {
	t.Helper()
	for _, s := range sessionsOf(t, c, line) {
		if s.Kind == "screen" {
			return s.ID
		}
	}
	t.Fatal("no screen is listed")
	return ""
}

func TestSessionsAreListed(t *testing.T) {
	w := newWorld(t, session.Limits{})
	key := w.member(t, "alice")
	w.member(t, "bob")
	c := w.as(t, key)
	open(t, c).out.shows(t, "#lobby")
	got := sessionsOf(t, c, "session list")
	if len(got) != 2 {
		t.Fatalf("sessions = %+v, want the screen and the command", got)
	}
	for i, s := range got {
		want := listed{s.ID, "alice", "screen", ssh.FingerprintSHA256(key.PublicKey()), "127.0.0.1", "Go", false}
		if i == 1 {
			want.Kind, want.Current = "exec", true
		}
		if s != want {
			t.Errorf("session %d = %+v, want %+v", i, s, want)
		}
	}
}

func TestAClientCannotDrawWithItsName(t *testing.T) {
	w := newWorld(t, session.Limits{})
	key := w.member(t, "alice")
	c, err := ssh.Dial("tcp", w.addr, &ssh.ClientConfig{
		User: "x", Auth: []ssh.AuthMethod{ssh.PublicKeys(key)}, HostKeyCallback: ssh.FixedHostKey(w.host), Timeout: patience,
		ClientVersion: "SSH-2.0-evil\u202e\u009b31m" + strings.Repeat("x", 200) + " and a comment",
	})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	got := sessionsOf(t, c, "sessions")
	if len(got) != 1 || got[0].Client != "evil31m"+strings.Repeat("x", 32)+"~" {
		t.Errorf("sessions = %+v, want a name of 40 columns without what a terminal acts on", got)
	}
}

func TestEndingASessionLeavesTheOthers(t *testing.T) {
	w := newWorld(t, session.Limits{})
	c := w.as(t, w.member(t, "alice"))
	one := open(t, c)
	one.out.shows(t, "#lobby")
	id := screenOf(t, c, "sessions")
	other := open(t, c)
	other.out.shows(t, "#lobby")

	if a := run(t, c, "session end "+strings.ToUpper(id)); a.status != 0 || !strings.Contains(a.out, id) {
		t.Errorf("session end = %+v", a)
	}
	one.out.shows(t, "-- this session was ended from another one of yours --")
	if s := status(t, one.Wait()); s != 4 {
		t.Errorf("the screen ends with status %d, want 4", s)
	}
	other.types(t, "still here\r")
	other.out.shows(t, "still here")
	if a := run(t, c, "session end "+id); a.status != 5 {
		t.Errorf("once more = %+v, want 5", a)
	}
}

func TestACommandThatIsEndedSaysWhy(t *testing.T) {
	w := newWorld(t, session.Limits{})
	c := w.as(t, w.member(t, "alice"))
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	out, errs := newWatched(), newWatched()
	s.Stdout, s.Stderr = out, errs
	if err := s.Start("tail -f lobby"); err != nil {
		t.Fatal(err)
	}
	if a := run(t, c, "send lobby hello"); a.status != 0 {
		t.Fatal(a.err)
	}
	out.shows(t, "hello")
	for _, one := range sessionsOf(t, c, "sessions") {
		if !one.Current {
			run(t, c, "session end "+one.ID)
		}
	}
	if got := status(t, s.Wait()); got != 4 {
		t.Errorf("tail -f ends with status %d, want 4", got)
	}
	errs.shows(t, "this session was ended from another one of yours")
}

// TestOthersSessionsAreNotThere is mallory, who knows the id of a session.
func TestOthersSessionsAreNotThere(t *testing.T) {
	w := newWorld(t, session.Limits{})
	alice, mallory := w.as(t, w.member(t, "alice")), w.as(t, w.member(t, "mallory"))
	screen := open(t, alice)
	screen.out.shows(t, "#lobby")
	id := screenOf(t, alice, "sessions")
	there, not := run(t, mallory, "session end "+id), run(t, mallory, "session end s987")
	if there.status != 5 || strings.ReplaceAll(there.err, id, "") != strings.ReplaceAll(not.err, "s987", "") {
		t.Errorf("another's session answers %+v, none %+v", there, not)
	}
	if a := run(t, mallory, "session list --user alice"); a.status != 4 || strings.Contains(a.out, id) {
		t.Errorf("session list --user alice = %+v, want it denied", a)
	}
	screen.types(t, "undisturbed\r")
	screen.out.shows(t, "undisturbed")
}

// TestAnEndedClientThatReadsNothingIsCut ends the session of a client whose
// window is full: its connection is all that can be taken from it.
func TestAnEndedClientThatReadsNothingIsCut(t *testing.T) {
	w := newWorld(t, session.Limits{WriteStall: time.Minute}, flood)
	key := w.member(t, "alice")
	stuck, c := w.as(t, key), w.as(t, key)
	ch := raw(t, stuck)
	asks(t, ch, "exec", struct{ S string }{"flood"})
	first := make([]byte, 1)
	if _, err := ch.Read(first); err != nil { // it is at work; no more is read
		t.Fatal(err)
	}
	for _, one := range sessionsOf(t, c, "sessions") {
		if !one.Current {
			run(t, c, "session end "+one.ID)
		}
	}
	w.log.shows(t, "it did not take the end of its session")
	ends(t, stuck)
}

func TestANewRoleReachesTheScreen(t *testing.T) {
	w := newWorld(t, session.Limits{})
	key := w.member(t, "alice")
	screen := open(t, w.as(t, key))
	screen.out.shows(t, "#lobby")
	who, err := w.Directory.Identify(key.PublicKey())
	if err != nil {
		t.Fatal(err)
	}
	who.Account.Role = keys.Admin
	w.Sessions.Tell(live.Notice{About: live.Changed, Account: who.Account})
	screen.out.shows(t, "Your role on this server is admin now.")
	screen.types(t, "/audi")
	screen.out.shows(t, "/audit")
}

// A bot that is made while the screen is open can be completed on it, and somebody
// else's is not offered.
func TestBotsOfOnesOwnAreCompleted(t *testing.T) {
	w := newWorld(t, session.Limits{})
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	make := func(by ssh.Signer, name string) {
		t.Helper()
		line := strings.TrimSpace(string(ssh.MarshalAuthorizedKey(newSigner(t).PublicKey())))
		if a := run(t, w.as(t, by), "bot create "+name+" "+line); a.status != 0 {
			t.Fatalf("bot create %s: %s", name, a.err)
		}
	}
	make(bob, "bagger")
	screen := open(t, w.as(t, alice))
	screen.out.shows(t, "#lobby")
	make(alice, "builder")
	screen.types(t, "/bot show b\t")
	screen.out.shows(t, "/bot show builder")
}
