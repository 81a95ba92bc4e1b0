package e2e_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestBanHoldsOnASharedConnection bans somebody whose stock client keeps one
// connection for all that they run, as ControlMaster does, and who then tries
// whatever else it can do.
func TestBanHoldsOnASharedConnection(t *testing.T) {
	t.Parallel()
	s, boss := serveOwned(t)
	d := newDesk(t, s)
	bob := d.register("bob")
	socket := filepath.Join(d.home, "shared")
	master := d.command("ssh", d.ssh("bob", bob, "-M", "-S", socket, "--", "tail", "lobby", "-f")...)
	var heard buffer
	master.Stdout, master.Stderr = &heard, &heard
	if err := master.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		_ = master.Wait() // its status is asked for below
		close(ended)
	}()
	t.Cleanup(func() {
		_ = master.Process.Kill() // it may have ended
		<-ended
	})
	s.mustAsk(t, boss, "send lobby good morning")
	if !heard.await(patience, func(s string) bool { return strings.Contains(s, "good morning") }) {
		t.Fatalf("bob hears %q", heard.String())
	}
	shared := d.ssh("bob", bob, "-S", socket, "--", "whoami")
	if a := d.run(shared, ""); a.status != 0 || !strings.Contains(a.stdout, "bob") {
		t.Fatalf("before the ban, over the shared connection: %+v", a)
	}

	s.mustAsk(t, boss, "ban add bob --for 1h --reason spam")
	<-ended
	if got := master.ProcessState.ExitCode(); got != statusDenied || !strings.Contains(heard.String(), "because: spam") {
		t.Errorf("what bob listened to ended with %d:\n%s", got, heard.String())
	}
	for name, args := range map[string][]string{
		"over the shared connection": shared,
		"over a new one":             d.ssh("bob", bob, "--", "whoami"),
		"with another username":      d.ssh("robert", bob, "--", "whoami"),
		"on a screen":                d.ssh("bob", bob, "-tt"),
		"without a terminal":         d.ssh("bob", bob),
		"signing up":                 d.ssh("bob", bob, "--", "register", "robert"),
		"leaving no trace":           d.ssh("bob", bob, "--", "me", "delete", "--yes"),
		"sftp, as scp uses it":       d.ssh("bob", bob, "-s", "--", "sftp"),
		"scp of old":                 d.ssh("bob", bob, "--", "scp", "-t", "/tmp/x"),
	} {
		t.Run(name, func(t *testing.T) {
			if a := d.run(args, ""); a.status != statusDenied || !strings.Contains(a.stdout+a.stderr, "because: spam") {
				t.Errorf("status %d, want %d and why:\n%s%s", a.status, statusDenied, a.stdout, a.stderr)
			}
		})
	}
}
