package e2e_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// linkCode is a code that joins a key to an account.
var linkCode = regexp.MustCompile(`([0-9A-Z]{5}-){5}[0-9A-Z]{5}`)

// TestSecondDeviceJoins makes a code on one screen and enters it on another,
// that of a key without an account.
func TestSecondDeviceJoins(t *testing.T) {
	t.Parallel()
	d := newDesk(t, serve(t, filepath.Join(t.TempDir(), "data")))
	ana := d.open("ana", 100, 30, d.ssh("ana", d.register("ana")))
	ana.waitFor(roomText)
	ana.do("/key link")
	ana.until("code", func() bool { return linkCode.MatchString(ana.text()) })
	code := linkCode.FindString(ana.text())

	laptopKey := d.key("laptop")
	laptop := d.open("laptop", 80, 24, d.ssh("whoever", laptopKey))
	laptop.waitFor("Welcome to", "I have an account")
	laptop.press("C-o")
	laptop.waitFor("/key link makes a code")
	laptop.send(code[:len(code)-5])
	laptop.cursorBehind(code[:len(code)-5])
	laptop.press("Enter")
	laptop.waitFor("✗")
	laptop.send(strings.ToLower(code[len(code)-5:]))
	laptop.press("Enter")
	laptop.waitFor(roomText, "This key belongs to ana now")
	laptop.do("from the laptop")
	ana.waitFor("ana from the laptop")
	if got := d.must(laptopKey, "whoami --json"); !strings.Contains(got, `"user":"ana"`) {
		t.Errorf("the second key is %s", got)
	}

	// A third device is offered a place. Ana is asked for nothing; who holds the
	// key is.
	phone := d.key("phone")
	public := offer(d, "ana", phone)
	if !strings.Contains(public, "SHA256:") {
		t.Errorf("key add says %q", public)
	}
	w := d.open("phone", 30, 10, d.ssh("whoever", phone))
	w.waitFor("[ Join ana ]", "Only if you are ana")
	w.press("Enter")
	w.waitFor("Join ana?", "y yes")
	w.press("Enter")
	w.waitFor("Only if you are ana")
	w.press("Enter")
	w.waitFor("Join ana?")
	w.send("y")
	w.waitFor(roomText)

	// The first key throws the laptop out, in the middle of a sentence.
	laptop.send("half a sen")
	laptop.cursorBehind("half a sen")
	fingerprint := strings.Fields(d.must(laptopKey, "whoami"))
	ana.do("/key remove " + fingerprint[len(fingerprint)-1])
	laptop.waitFor("ssh ended with")
	if got := d.must(laptopKey, "whoami"); !strings.Contains(got, "guest") {
		t.Errorf("the removed key is %s", got)
	}
}

// TestInvitation has somebody invited to a room that they do not see otherwise.
func TestInvitation(t *testing.T) {
	t.Parallel()
	d := newDesk(t, serve(t, filepath.Join(t.TempDir(), "data")))
	ana := d.open("ana", 100, 30, d.ssh("ana", d.register("ana")))
	bob := d.open("bob", 100, 30, d.ssh("bob", d.register("bob")))
	eve := d.open("eve", 80, 24, d.ssh("eve", d.register("eve")))
	for _, w := range []*window{ana, bob, eve} {
		w.waitFor(roomText)
	}
	ana.do("/create gardening --private")
	ana.waitFor("start of #gardening")
	ana.do("the roses need water")
	ana.waitFor("ana the roses need water")
	ana.do("/invite gardening bob")

	bob.waitFor("ana invites you to #gardening")
	bob.do("/join gardening")
	bob.waitFor("start of #gardening", "ana the roses need water")
	bob.do("on my way")
	ana.waitFor("bob on my way")

	eve.do("/join gardening")
	eve.waitFor("there is no room #gardening")
	if on := eve.text(); strings.Contains(on, "roses") || strings.Count(on, "gardening") > 2 {
		t.Errorf("eve sees more than she typed:\n%s", on)
	}

	// Bob is in it when it is deleted, with something on his mind.
	bob.send("they were doing so well")
	bob.cursorBehind("so well")
	ana.do("/room delete gardening --yes")
	bob.gone("roses need water")
	bob.waitFor("#lobby")
	if got := d.must(d.home+"/bob", "history lobby"); strings.Contains(got, "doing so well") {
		t.Errorf("it was said in the wrong room:\n%s", got)
	}
}

// TestConversationOnScreen writes to somebody who is not there, and on.
func TestConversationOnScreen(t *testing.T) {
	t.Parallel()
	d := newDesk(t, serve(t, filepath.Join(t.TempDir(), "data")))
	anaKey, bobKey, eveKey := d.register("ana"), d.register("bob"), d.register("eve")
	ana := d.open("ana", 100, 30, d.ssh("ana", anaKey))
	ana.waitFor(roomText)
	ana.do("/msg bob 明天见? I have the key")
	ana.waitFor("@bob")

	bob := d.open("bob", 100, 30, d.ssh("bob", bobKey))
	bob.waitFor(roomText, "@ana       1")
	if on := bob.text(); strings.Contains(on, "I have the key") {
		t.Errorf("bob sees it before he looks:\n%s", on)
	}
	bob.press("M-a")
	bob.waitFor("ana 明天见? I have the key")
	bob.do("at nine 好的")
	eve := d.open("eve", 100, 30, d.ssh("eve", eveKey))
	eve.waitFor(roomText)

	ana.waitFor("@bob       1")
	ana.press("M-a")
	ana.waitFor("bob at nine 好的")
	ana.do("👍")
	bob.waitFor("ana 👍")

	// Whoever blocks is not written to any more, and what was being written
	// stays where it was.
	bob.do("/block ana")
	bob.waitFor("ana cannot write to you")
	ana.send("are you there")
	ana.cursorBehind("are you there")
	ana.press("Enter")
	ana.waitFor("does not take private messages")
	if got := d.must(bobKey, "dm read ana"); strings.Contains(got, "are you there") {
		t.Errorf("the blocked message arrived:\n%s", got)
	}
	if on := eve.text(); strings.Contains(on, "@ana") || strings.Contains(on, "nine") {
		t.Errorf("eve sees a conversation of others:\n%s", on)
	}
}

// offer has somebody take a key in, and returns what they are told.
func offer(d *desk, who, key string) string {
	d.t.Helper()
	public, err := os.ReadFile(key + ".pub")
	if err != nil {
		d.t.Fatal(err)
	}
	return d.must(filepath.Join(d.home, who), "key add "+strings.TrimSpace(string(public)))
}

// TestCallingThoseWhoAreThere has a moderator and a member say @here, to people
// who are there and to one who is not.
func TestCallingThoseWhoAreThere(t *testing.T) {
	t.Parallel()
	d := newDesk(t, serve(t, filepath.Join(t.TempDir(), "data")))
	anaKey, bobKey, cydKey := d.register("ana"), d.register("bob"), d.register("cyd")
	d.must(anaKey, "create kitchen")
	d.must(bobKey, "join kitchen")
	d.must(cydKey, "join kitchen")
	bob := d.open("bob", 100, 30, d.ssh("bob", bobKey))
	bob.waitFor(roomText)
	counted := func(key, want string) {
		t.Helper()
		if got := d.must(key, "room show kitchen --json"); !strings.Contains(got, want) {
			t.Errorf("want %s: %s", want, got)
		}
	}
	d.must(cydKey, `send kitchen "@here I am hungry"`)
	bob.waitFor("#kitchen   1")
	counted(bobKey, `"mentions":0`)
	d.must(anaKey, `send kitchen "@here dinner, 开饭了"`)
	bob.waitFor("@ 2 #kitchen 1/2")
	counted(bobKey, `"mentions":1`)
	counted(cydKey, `"mentions":0`) // who was not there was not called
	bob.press("M-a")
	bob.waitFor("ana ! @here dinner, 开饭了", "cyd @here I am hungry")
}
