package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// TestRaid has 200 accounts flood the lobby, and a moderator with the stock
// client ends it with five commands, those of docs/moderation.md. What is held
// is how it looks afterwards, to everybody and after a crash; how long it took
// is only logged.
func TestRaid(t *testing.T) {
	boss := newKey()
	dir := filepath.Join(t.TempDir(), "data")
	config := filepath.Join(t.TempDir(), "config.toml")
	// All sign up before the first of them does anything.
	if err := os.WriteFile(config, []byte("limit_no_session = \"10m\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	owner := []string{"--owner", ssh.FingerprintSHA256(boss.PublicKey()), "--config", config}
	s := serve(t, dir, owner...)
	d := newDesk(t, s)
	s.mustAsk(t, boss, "register boss")
	ann, moira := s.signUp(t, "ann"), d.register("moira")
	s.mustAsk(t, boss, "user role moira moderator")
	s.mustAsk(t, ann, "send lobby good morning")
	bystander := s.open(t, "ann", ann, 80, 24)
	bystander.waitFor("good morning")

	r := newRaid(t, s)
	r.begin()
	bystander.waitFor(raidText)

	began := time.Now()
	since := r.since(s, ann)
	for _, step := range []struct {
		command string
		status  int
		says    string
	}{
		{"ban suggest raider-7-x", 0, "ban add ip:127.66.0.7"},
		{"ban add 127.66.0.0/24 --for 1d --reason raid", 8, "sessions now, of raider-"},
		{"ban add 127.66.0.0/24 --for 1d --reason raid --yes", 0, "is banned until"},
		{"purge lobby --since " + since + " --reason raid", 8, "messages in #lobby would be gone for good"},
		{"purge lobby --since " + since + " --limit 100000 --reason raid --yes", 0, "messages in #lobby are deleted"},
	} {
		a := d.run(d.ssh("moira", moira, "--", step.command), "")
		if a.status != step.status || !strings.Contains(a.stdout+a.stderr, step.says) {
			t.Fatalf("%s: status %d, want %d and %q:\n%s%s", step.command, a.status, step.status, step.says, a.stdout, a.stderr)
		}
		t.Logf("after %v: %s", time.Since(began).Round(time.Millisecond), step.command)
	}
	r.end()
	t.Logf("%d people had said %d things, and the last was out after %v", raiders, r.said.Load(), time.Since(began).Round(time.Millisecond))

	bystander.until("screen without the flood", func() bool { return !strings.Contains(bystander.emulator.String(), raidText) })
	bystander.until("room without the flooders", func() bool { return strings.Contains(bystander.emulator.String(), "1 on ") })
	r.isOver(s, ann)
	s.kill()
	t.Logf("the server took %v of the processor", s.cmd.ProcessState.UserTime()+s.cmd.ProcessState.SystemTime())
	s = serve(t, dir, owner...)
	r.isOver(s, ann)
	for _, action := range []string{"ban add", "message purge"} {
		if got := s.mustAsk(t, boss, "audit list --actor moira --action '"+action+"'"); !strings.Contains(got, "(raid)") {
			t.Errorf("the audit log says of %s: %q", action, got)
		}
	}
	s.mustAsk(t, boss, "audit verify")
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	mustPass(t, "db", "check", "--data", dir)
}
