package e2e_test

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
)

// TestScreenOfThePutOut looks at the screen of somebody who is muted in a room,
// kicked and banned from it, and then kept off the server.
func TestScreenOfThePutOut(t *testing.T) {
	t.Parallel()
	boss := newKey()
	s := serve(t, filepath.Join(t.TempDir(), "data"), "--owner", ssh.FingerprintSHA256(boss.PublicKey()))
	s.mustAsk(t, boss, "register boss")
	bob := s.signUp(t, "bob")
	s.mustAsk(t, boss, "create garden")
	s.mustAsk(t, bob, "join garden")
	s.mustAsk(t, boss, "send garden mind the roses")
	x := s.open(t, "bob", bob, 80, 24)
	x.waitFor("lobby")
	x.say("/go garden")
	x.waitFor("mind the roses")

	s.mustAsk(t, boss, "mute garden bob --for 1h --reason too loud")
	x.waitFor("boss has muted you in #garden", "too loud")
	x.say("may I")
	x.waitFor("✗")
	x.send("\x15")
	s.mustAsk(t, boss, "unmute garden bob")
	x.waitFor("You can write in #garden again")
	x.say("thank you")
	x.waitFor("bob thank you")

	s.mustAsk(t, boss, "kick garden bob --reason roses")
	x.waitFor("boss has put you out of #garden (roses)", "#lobby")
	x.until("no room behind it", func() bool { return !strings.Contains(x.emulator.String(), "mind the roses") })
	s.mustAsk(t, boss, "send garden they are gone")
	x.say("/join garden")
	x.waitFor("they are gone")
	s.mustAsk(t, boss, "ban garden bob --reason 'roses again'")
	x.waitFor("boss has banned you from #garden", "roses again")
	x.until("no room behind it", func() bool { return !strings.Contains(x.emulator.String(), "they are gone") })
	x.say("/join garden")
	x.waitFor("boss has banned you from #garden until")

	s.mustAsk(t, boss, "ban add bob --reason spam")
	status, raw := x.wait()
	if status != statusDenied || !strings.Contains(raw, "because: spam; ask the people who run this server") {
		t.Errorf("status %d, want %d and why:\n%q", status, statusDenied, raw[max(0, len(raw)-500):])
	}
}
