package session_test

import (
	"context"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/keys/audit"
	"snug/session"
)

// joined returns another key that has joined the account of one.
func (w *world) joined(t *testing.T, key ssh.Signer) ssh.Signer {
	t.Helper()
	link := run(t, w.as(t, key), "key link")
	if link.status != 0 {
		t.Fatal(link.err)
	}
	other := newSigner(t)
	if a := run(t, w.as(t, other), "key join "+link.out); a.status != 0 {
		t.Fatal(a.err)
	}
	return other
}

// follows starts tail -f of the lobby and waits until it is at work.
func follows(t *testing.T, c *ssh.Client) (s *ssh.Session, errs *watched) {
	t.Helper()
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	out, errs := newWatched(), newWatched()
	s.Stdout, s.Stderr = out, errs
	if err := s.Start("tail -f lobby"); err != nil {
		t.Fatal(err)
	}
	if a := run(t, c, "send lobby are you there?"); a.status != 0 {
		t.Fatal(a.err)
	}
	out.shows(t, "are you there?")
	return s, errs
}

// TestA10ARemovedKeyOpensNothing removes a key while its connection has a screen
// and a command that goes on for ever.
func TestA10ARemovedKeyOpensNothing(t *testing.T) {
	w := newWorld(t, session.Limits{})
	laptop := w.member(t, "alice")
	phone := w.joined(t, laptop)
	here, there := w.as(t, laptop), w.as(t, phone)
	mine, theirs := open(t, here), open(t, there)
	mine.out.shows(t, "#lobby")
	theirs.out.shows(t, "#lobby")
	tail, errs := follows(t, there)

	if a := run(t, here, "key remove "+ssh.FingerprintSHA256(phone.PublicKey())); a.status != 0 || !strings.Contains(a.out, "2 sessions") {
		t.Errorf("key remove = %+v", a)
	}
	const why = "the key of this session was taken out of the account alice; connect with another one"
	theirs.out.shows(t, "-- "+why+" --")
	if s := status(t, theirs.Wait()); s != 4 {
		t.Errorf("the screen ends with status %d, want 4", s)
	}
	if s := status(t, tail.Wait()); s != 4 {
		t.Errorf("tail -f ends with status %d, want 4", s)
	}
	errs.shows(t, why)

	// The connection is still there, and is a stranger's.
	if a := run(t, there, "whoami --json"); !strings.Contains(a.out, `"user":null`) {
		t.Errorf("whoami on the old connection = %+v", a)
	}
	if a := run(t, there, "send lobby it is me"); a.status != 3 {
		t.Errorf("send on the old connection = %+v, want 3", a)
	}
	open(t, there).out.shows(t, "username") // the sign-up form
	mine.types(t, "undisturbed\r")
	mine.out.shows(t, "undisturbed")
}

// TestARemovedKeyLeavesNoDraft is mallory at a phone that was stolen: what they
// have typed must not wait in alice's composer.
func TestARemovedKeyLeavesNoDraft(t *testing.T) {
	w := newWorld(t, session.Limits{})
	laptop := w.member(t, "alice")
	phone := w.joined(t, laptop)
	here := w.as(t, laptop)
	stolen := open(t, w.as(t, phone))
	stolen.out.shows(t, "#lobby")
	stolen.types(t, "I owe mallory")
	stolen.out.shows(t, "I owe mallory")
	if a := run(t, here, "key remove "+ssh.FingerprintSHA256(phone.PublicKey())); a.status != 0 {
		t.Fatal(a.err)
	}
	if s := status(t, stolen.Wait()); s != 4 {
		t.Errorf("the screen ends with status %d, want 4", s)
	}
	if a := run(t, here, "export"); a.status != 0 || strings.Contains(a.out, "I owe mallory") {
		t.Errorf("alice has %s", a.out)
	}
}

// TestAScreenThatJoinedIsOneOfTheAccount begins as a stranger's: the key is
// offered a place, and the form takes it.
func TestAScreenThatJoinedIsOneOfTheAccount(t *testing.T) {
	w := newWorld(t, session.Limits{})
	laptop, phone := w.member(t, "alice"), newSigner(t)
	c := w.as(t, laptop)
	line := strings.TrimSpace(string(ssh.MarshalAuthorizedKey(phone.PublicKey())))
	if a := run(t, c, "key add "+line); a.status != 0 {
		t.Fatal(a.err)
	}
	here := open(t, c)
	here.out.shows(t, "#lobby")
	there := open(t, w.as(t, phone))
	there.out.shows(t, "Join alice")
	there.types(t, "\r")
	there.out.shows(t, "y yes")
	there.types(t, "y")
	there.out.shows(t, "#lobby")
	here.out.shows(t, "A key has joined your account")
	if got := sessionsOf(t, c, "sessions"); len(got) != 3 || got[1].User != "alice" || got[1].Kind != "screen" {
		t.Errorf("sessions = %+v, want both screens and the command", got)
	}
	if a := run(t, c, "key remove "+ssh.FingerprintSHA256(phone.PublicKey())); a.status != 0 {
		t.Fatal(a.err)
	}
	there.out.shows(t, "-- the key of this session was taken out of the account alice")
}

// TestAnAccountThatGoesWhileAKeyJoins deletes the account at the moment when the
// form has joined the key to it, and the session is not yet noted as one of it.
func TestAnAccountThatGoesWhileAKeyJoins(t *testing.T) {
	w := newWorld(t, session.Limits{})
	laptop, phone := w.member(t, "alice"), newSigner(t)
	line := strings.TrimSpace(string(ssh.MarshalAuthorizedKey(phone.PublicKey())))
	if a := run(t, w.as(t, laptop), "key add "+line); a.status != 0 {
		t.Fatal(a.err)
	}
	there := open(t, w.as(t, phone))
	there.out.shows(t, "Join alice")
	who, err := w.Directory.Identify(laptop.PublicKey())
	if err != nil {
		t.Fatal(err)
	}
	deletes := func(c keys.Command) {
		if _, joins := c.(keys.Accept); !joins {
			return
		}
		alice := audit.Actor{Account: uint64(who.Account.ID), Key: who.Fingerprint.String()}
		if err := w.Directory.Delete(context.Background(), alice, who.Account.ID, false); err != nil {
			t.Error(err)
		}
	}
	w.accounts.after.Store(&deletes)
	there.types(t, "\ry")
	there.out.shows(t, "this key was taken out of the account alice again")
	there.types(t, "\x0f") // the form is still there
	there.out.shows(t, "Code")
}

func TestRemovingOnesOwnKeyIsAnswered(t *testing.T) {
	w := newWorld(t, session.Limits{})
	laptop := w.member(t, "alice")
	phone := w.joined(t, laptop)
	if a := run(t, w.as(t, phone), "key remove "+ssh.FingerprintSHA256(phone.PublicKey())); a.status != 0 || a.out == "" {
		t.Errorf("key remove of the key itself = %+v, want the answer before the end", a)
	}
	if a := run(t, w.as(t, laptop), "key remove "+ssh.FingerprintSHA256(laptop.PublicKey())); a.status != 7 {
		t.Errorf("key remove of the last key = %+v, want 7", a)
	}
}

func TestADeletedAccountEndsItsSessions(t *testing.T) {
	w := newWorld(t, session.Limits{})
	key := w.member(t, "alice")
	bob := w.as(t, w.member(t, "bob"))
	c := w.as(t, key)
	one, other := open(t, c), open(t, w.as(t, key))
	one.out.shows(t, "#lobby")
	other.out.shows(t, "#lobby")
	other.types(t, "half a sentence")
	other.out.shows(t, "half a sentence")
	one.types(t, "/delete-account\r")
	one.out.shows(t, "if you mean it: ")
	one.types(t, " --yes\r")
	for _, term := range []*terminal{one, other} {
		term.out.shows(t, "-- the account alice was deleted, and this session ends with it; its keys can make a new one --")
		if s := status(t, term.Wait()); s != 4 {
			t.Errorf("a screen ends with status %d, want 4", s)
		}
	}
	if strings.Contains(w.log.String(), "a draft is lost") {
		t.Error("the draft of who is gone makes noise in the log")
	}
	if a := run(t, c, "rooms"); a.status != 3 {
		t.Errorf("rooms on the old connection = %+v, want 3", a)
	}
	if a := run(t, bob, "whois alice"); a.status != 5 {
		t.Errorf("whois alice = %+v, want 5", a)
	}
	if a := run(t, bob, "who"); strings.Contains(a.out, "alice") {
		t.Errorf("who = %s", a.out)
	}
}

func TestDeletingOnTheCommandLineIsAnswered(t *testing.T) {
	w := newWorld(t, session.Limits{})
	c := w.as(t, w.member(t, "alice"))
	if a := run(t, c, "me delete"); a.status != 8 {
		t.Errorf("me delete = %+v, want 8", a)
	}
	if a := run(t, c, "me delete --yes"); a.status != 0 || !strings.Contains(a.out, "The account alice is deleted") {
		t.Errorf("me delete --yes = %+v", a)
	}
}

func TestTheScreenTellsOfNewKeysAndRequests(t *testing.T) {
	w := newWorld(t, session.Limits{})
	key := w.member(t, "alice")
	term := open(t, w.as(t, key))
	term.out.shows(t, "#lobby")
	w.joined(t, key)
	term.out.shows(t, "A key has joined your account")
	run(t, w.as(t, newSigner(t)), "key recover alice --note please")
	term.out.shows(t, "lost your keys")
}

// TestA10StaffLosesItsCommandsAtOnce takes a role from somebody whose screen and
// connection are open.
func TestA10StaffLosesItsCommandsAtOnce(t *testing.T) {
	w := newWorld(t, session.Limits{})
	w.signUp(t, w.owner, "olga")
	owner, c := w.as(t, w.owner), w.as(t, w.member(t, "alice"))
	term := open(t, c)
	term.out.shows(t, "#lobby")
	if a := run(t, owner, "user role alice admin"); a.status != 0 {
		t.Fatal(a.err)
	}
	term.out.shows(t, "Your role on this server is admin now.")
	term.types(t, "/audit --limit 1\r")
	term.out.shows(t, "user role")
	if a := run(t, owner, "user role alice member"); a.status != 0 {
		t.Fatal(a.err)
	}
	term.out.shows(t, "Your role on this server is member now.")
	term.types(t, "/audit --limit 1\r")
	term.out.shows(t, "only the role admin may do that")
	if a := run(t, c, "audit"); a.status != 4 {
		t.Errorf("audit of a member = %+v, want 4", a)
	}
}

func TestTheAuditLogKnowsFromWhere(t *testing.T) {
	w := newWorld(t, session.Limits{})
	w.signUp(t, w.owner, "olga")
	c := w.as(t, w.owner)
	w.member(t, "alice")
	term := open(t, c)
	term.out.shows(t, "#lobby")
	term.types(t, "/user role alice moderator --reason trusted\r")
	term.out.shows(t, "moderator now.")
	a := run(t, c, "audit --limit 1 --json")
	for _, want := range []string{`"via":"screen"`, `"address":"127.0.0.1"`, `"session":"s`, `"user":"olga"`, `"reason":"trusted"`} {
		if !strings.Contains(a.out, want) {
			t.Errorf("the audit log has %s, want %s in it", a.out, want)
		}
	}
}

func TestTheEndOfASessionIsKept(t *testing.T) {
	w := newWorld(t, session.Limits{})
	key := w.member(t, "alice") // whose session has ended
	c := w.as(t, key)
	run(t, c, "whoami")
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	stop(t, w)
	who, err := w.Directory.Identify(key.PublicKey())
	if err != nil {
		t.Fatal(err)
	}
	ring, err := w.Directory.Keys(who.Account.ID)
	if err != nil || len(ring) != 1 || ring[0].Used.IsZero() {
		t.Errorf("keys = %+v, %v, want to know when it was used", ring, err)
	}
}
