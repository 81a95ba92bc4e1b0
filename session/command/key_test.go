package command_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"snug/keys"
	"snug/session/command"
	"snug/session/live"
)

// line returns a person's key as a line of an authorized_keys file.
func (p *person) line(comment string) string {
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(p.key))) + " " + comment
}

// print returns the fingerprint of a person's key.
func (p *person) print() string { return keys.FingerprintOf(p.key).String() }

// link returns a code that joins a key to the account of a person.
func (p *person) link(t *testing.T) string {
	t.Helper()
	var l struct{ Code string }
	p.ask(t, "key link", &l)
	return l.Code
}

type listedKey struct {
	Fingerprint, Comment string
	KeyType              string `json:"key_type"`
	Offered, Current     bool
}

func (p *person) keyList(t *testing.T) []listedKey {
	t.Helper()
	var l struct{ Items []listedKey }
	p.ask(t, "key list", &l)
	return l.Items
}

func TestAKeyJoinsWhenItsHolderAccepts(t *testing.T) {
	w := newWorld(t)
	alice, phone := w.member(t, "alice"), w.guest(t)
	screen := alice.opens(t)
	if out := alice.must(t, "key add "+phone.line("alice's phone")); !strings.Contains(out, phone.print()) {
		t.Errorf("key add = %q, want the fingerprint", out)
	}
	want := []listedKey{
		{alice.print(), "", "ssh-ed25519", false, true},
		{phone.print(), "alice's phone", "ssh-ed25519", true, false},
	}
	if got := alice.keyList(t); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("keys = %+v, want %+v", got, want)
	}

	// Until then it is a stranger's, who is told.
	a := phone.exec("rooms")
	if a.status != int(command.NoAccount) {
		t.Errorf("rooms with a key that was offered = %+v, want status 3", a)
	}
	for _, want := range []string{"register NAME", "key join CODE", "if you are alice", "key accept alice"} {
		if !strings.Contains(a.err, want) {
			t.Errorf("a stranger is told %q, want %q in it", a.err, want)
		}
	}
	phone.must(t, "key accept ALICE")
	if n := screen.told(t); n.About != live.Joined || n.Key.Fingerprint != keys.FingerprintOf(phone.key) {
		t.Errorf("alice's screen is told %+v", n)
	}
	if out := phone.must(t, "whoami --json"); !strings.Contains(out, `"user":"alice"`) {
		t.Errorf("whoami with the new key = %s", out)
	}
}

func TestAKeyJoinsWithACode(t *testing.T) {
	w := newWorld(t)
	alice, phone := w.member(t, "alice"), w.guest(t)
	screen := alice.opens(t)
	code := alice.link(t)
	typed := strings.ToLower(strings.ReplaceAll(code, "-", " ")) // as people copy it
	if out := phone.must(t, "key join "+typed); !strings.Contains(out, "Welcome, alice") {
		t.Errorf("key join = %q", out)
	}
	if n := screen.told(t); n.About != live.Joined {
		t.Errorf("alice's screen is told %+v", n)
	}
	if got := phone.keyList(t); len(got) != 2 || !got[1].Current {
		t.Errorf("keys = %+v", got)
	}
	if out := alice.must(t, "key link"); !strings.Contains(out, "-") || strings.Count(out, "\n") != 1 {
		t.Errorf("key link = %q, want the code alone as data", out)
	}
}

func TestTheScreenIsShownACodeWithItsUse(t *testing.T) {
	alice := newWorld(t).member(t, "alice")
	a, _ := alice.slash(1, "key link")
	if !strings.Contains(a.out+a.err, "key join "+strings.TrimSpace(a.out)) {
		t.Errorf("/key link = %+v", a)
	}
}

// TestAScreenHasRoomForTheListOfKeys takes what it shows back to remove a key.
func TestAScreenHasRoomForTheListOfKeys(t *testing.T) {
	w := newWorld(t)
	alice, phone := w.member(t, "alice"), w.guest(t)
	phone.must(t, "key join "+alice.link(t))
	a, _ := alice.slash(1, "key list")
	lines := strings.Split(strings.TrimSpace(a.out), "\n")
	for _, l := range lines {
		if len(l) > 80 {
			t.Errorf("%q is wider than a screen", l)
		}
	}
	shown, _, _ := strings.Cut(lines[len(lines)-1], " ")
	if !strings.HasPrefix(phone.print(), shown) {
		t.Fatalf("the list ends with %q, want the key %s", shown, phone.print())
	}
	if a, _ := alice.slash(1, "key remove "+shown); a.status != 0 {
		t.Errorf("/key remove %s = %+v", shown, a)
	}
}

func TestKeyRefusals(t *testing.T) {
	w := newWorld(t)
	alice, bob := w.member(t, "alice"), w.member(t, "bob")
	used := alice.link(t)
	w.guest(t).must(t, "key join "+used)
	tests := []struct {
		name, line string
		by         *person
		status     command.Status
		says       string
	}{
		{"no key", "key add", alice, command.Usage, "no public key"},
		{"no key at all", "key add nonsense", alice, command.Usage, "no public key"},
		{"a private key", "key add -----BEGIN OPENSSH PRIVATE KEY-----", alice, command.Usage, "nobody else may ever see"},
		{"one's own key", "key add " + alice.line(""), alice, command.Conflict, "already"},
		{"a fingerprint that is none", "key remove SHA256:nothing", alice, command.NotFound, "no key"},
		{"no fingerprint", "key remove", alice, command.Usage, "key remove FINGERPRINT"},
		{"another's key", "key remove " + bob.print(), alice, command.NotFound, "no key"},
		{"the last key", "key remove " + bob.print(), bob, command.Conflict, "last key"},
		{"a code twice", "key join " + used, w.guest(t), command.NotFound, "code"},
		{"a made-up code", "key join AAAAA-BBBBB", w.guest(t), command.NotFound, "code"},
		{"a code of a member", "key join " + alice.link(t), bob, command.Conflict, "already belongs to bob"},
		{"an offer that is none", "key accept alice", w.guest(t), command.NotFound, "alice"},
		{"an offer of nobody", "key accept nobody-here", w.guest(t), command.NotFound, ""},
		{"a guest's keys", "key list", w.guest(t), command.NoAccount, "register NAME"},
		{"a guest's code", "key link", w.guest(t), command.NoAccount, "register NAME"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if a := tt.by.exec(tt.line); a.status != int(tt.status) || !strings.Contains(a.err, tt.says) {
				t.Errorf("%s = %+v, want %d and %q", tt.line, a, tt.status, tt.says)
			}
		})
	}
}

// TestAnOfferTakesNoKeyFromAnybody is mallory, who knows the public keys of
// others, as everybody does.
func TestAnOfferTakesNoKeyFromAnybody(t *testing.T) {
	w := newWorld(t)
	mallory, alice, newcomer := w.member(t, "mallory"), w.member(t, "alice"), w.guest(t)
	known, unknown := mallory.exec("key add "+alice.line("")), mallory.exec("key add "+newcomer.line(""))
	if known.status != 0 || strings.ReplaceAll(known.out, alice.print(), "") != strings.ReplaceAll(unknown.out, newcomer.print(), "") {
		t.Errorf("a key that somebody has answers %+v, one that nobody has %+v", known, unknown)
	}
	if out := alice.must(t, "whoami --json"); !strings.Contains(out, `"user":"alice"`) {
		t.Errorf("alice is %s", out)
	}
	before := fmt.Sprint(mallory.keyList(t))
	newcomer.must(t, "register carol")
	if got := fmt.Sprint(mallory.keyList(t)); got != before {
		t.Errorf("mallory has %s, and had %s before the key's holder signed up", got, before)
	}
}

// TestGuessedCodesEnd is mallory, who has seen the beginning of a code.
func TestGuessedCodesEnd(t *testing.T) {
	w := newWorld(t)
	code := w.member(t, "alice").link(t)
	wrong := code[:len(code)-1] + "0"
	if strings.HasSuffix(code, "0") {
		wrong = code[:len(code)-1] + "1"
	}
	first := ""
	for range 5 {
		a := w.guest(t).exec("key join " + wrong)
		if a.status != int(command.NotFound) {
			t.Fatalf("a wrong code = %+v", a)
		}
		first = a.err
	}
	// The right one does not work any more, and nothing tells why.
	if a := w.guest(t).exec("key join " + code); a.status != int(command.NotFound) || a.err != first {
		t.Errorf("the right code after five wrong ones = %+v, want %q", a, first)
	}
}

func TestRemovingAKeyEndsItsSessions(t *testing.T) {
	w := newWorld(t)
	alice, phone := w.member(t, "alice"), w.guest(t)
	phone.must(t, "key join "+alice.link(t))
	phone.identify(t)
	here, there := alice.opens(t), phone.opens(t)

	beginning := strings.TrimPrefix(phone.print(), "SHA256:")[:12]
	if out := alice.must(t, "key remove "+beginning); !strings.Contains(out, "1 session with "+phone.print()) {
		t.Errorf("key remove = %q", out)
	}
	if why := there.why(); !strings.Contains(why, "taken out of the account alice") {
		t.Errorf("the session with the key ends because of %q", why)
	}
	if why := here.why(); why != "" {
		t.Errorf("the other session ends because of %q", why)
	}
	// A session that has not ended yet can do nothing more.
	if a := phone.exec("send lobby hello"); a.status != int(command.NoAccount) {
		t.Errorf("send = %+v, want status 3", a)
	}
	if a, _ := phone.slash(1, "rooms"); a.status != int(command.NoAccount) {
		t.Errorf("/rooms = %+v, want status 3", a)
	}
}

func TestAKeyThatIsGoneEndsItsSessionsWithoutAnAnswer(t *testing.T) {
	w := newWorld(t)
	alice, phone := w.member(t, "alice"), w.guest(t)
	phone.must(t, "key join "+alice.link(t))
	phone.identify(t)
	there := phone.opens(t)
	unknown := fmt.Errorf("commit: %w", keys.ErrUnknownOutcome)

	w.accounts.fails = unknown
	if a := alice.exec("key remove " + phone.print()); a.status != int(command.Unavailable) || there.why() != "" {
		t.Errorf("key remove = %+v, and the session with the key ends because of %q", a, there.why())
	}
	w.accounts.fails, w.accounts.doubt = nil, unknown
	if a := alice.exec("key remove " + phone.print()); a.status != int(command.Unavailable) || !strings.Contains(a.err, "look before you do it again") {
		t.Errorf("key remove = %+v, want status 9 and to look first", a)
	}
	if why := there.why(); !strings.Contains(why, "taken out of the account alice") {
		t.Errorf("the session with the key ends because of %q", why)
	}
}

func TestAnAccountThatIsGoneEndsItsSessionsWithoutAnAnswer(t *testing.T) {
	for _, line := range []string{"me delete --yes", "user delete alice --yes", "user erase alice --yes"} {
		t.Run(line, func(t *testing.T) {
			w := newWorld(t)
			s := w.staff(t)
			by, alice := s.admin, w.member(t, "alice")
			if strings.HasPrefix(line, "me") {
				by = alice
			}
			there := alice.opens(t)
			unknown := fmt.Errorf("commit: %w", keys.ErrUnknownOutcome)
			w.accounts.fails = unknown
			if a := by.exec(line); a.status != int(command.Unavailable) || there.why() != "" {
				t.Errorf("%s = %+v, and a session of the account that is left ends because of %q", line, a, there.why())
			}
			w.accounts.fails, w.accounts.doubt = nil, unknown
			if a := by.exec(line); a.status != int(command.Unavailable) {
				t.Errorf("%s = %+v, want status 9", line, a)
			}
			if why := there.why(); !strings.Contains(why, "was deleted") {
				t.Errorf("the session of the account ends because of %q", why)
			}
		})
	}
}

// TestAKeyThatMovedIsAStrangerToItsSessions lets a key leave one account and
// join another while a screen of the first is open.
func TestAKeyThatMovedIsAStrangerToItsSessions(t *testing.T) {
	w := newWorld(t)
	alice, bob, phone := w.member(t, "alice"), w.member(t, "bob"), w.guest(t)
	phone.must(t, "key join "+alice.link(t))
	phone.identify(t) // a session of alice begins
	alice.must(t, "key remove "+phone.print())
	phone.must(t, "key join "+bob.link(t))
	if a, _ := phone.slash(1, "send lobby I am alice"); a.status != int(command.Denied) || !strings.Contains(a.err, "connect again") {
		t.Errorf("/send = %+v, want it denied", a)
	}
}

func TestCodesAreNeverInTheLog(t *testing.T) {
	w := newWorld(t)
	alice := w.member(t, "alice")
	code := alice.link(t)
	w.guest(t).exec("key join " + code + " --nonsense")
	w.guest(t).exec("key join " + code)
	if strings.Contains(w.log.String(), code[:9]) {
		t.Errorf("the log has the code:\n%s", w.log.String())
	}
	var page struct{ Items []json.RawMessage }
	w.holder(t, w.owner).signedUp(t, "olga").ask(t, "audit list", &page)
	for _, e := range page.Items {
		if strings.Contains(string(e), code) {
			t.Errorf("the audit log has the code: %s", e)
		}
	}
}
