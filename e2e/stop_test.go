package e2e_test

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// stall signs somebody up on the screen and then stops their ssh where it is:
// it reads nothing and answers nothing, as when a laptop is closed.
func stall(t *testing.T, s *server) {
	t.Helper()
	d := newDesk(t, s)
	ssh := d.command("ssh", d.ssh("ana", d.key("ana"), "-tt")...)
	keys, err := ssh.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	var shown buffer
	ssh.Stdout = &shown
	if err := ssh.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = ssh.Process.Kill() // it may have ended, and how does not matter
		_ = ssh.Wait()
	})
	for _, text := range []string{signUpText, roomText} {
		if !shown.await(patience, func(s string) bool { return strings.Contains(s, text) }) {
			t.Fatalf("no %q on the screen: %q", text, shown.String())
		}
		if _, err := keys.Write([]byte("\r")); err != nil {
			t.Fatal(err)
		}
	}
	if err := ssh.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
}

// TestStopWaitsForNobodyTooLong holds the server to its ten seconds although
// somebody's client does not answer.
func TestStopWaitsForNobodyTooLong(t *testing.T) {
	t.Parallel()
	s := serve(t, filepath.Join(t.TempDir(), "data"))
	stall(t, s)
	if err := s.stop(); err != nil {
		t.Error(err)
	}
}

// TestSecondSignalEndsAtOnce is for an operator who does not want to wait.
func TestSecondSignalEndsAtOnce(t *testing.T) {
	t.Parallel()
	s, err := startServer(filepath.Join(t.TempDir(), "data"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.kill)
	stall(t, s)
	if err := s.cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if !s.log.await(patience, func(log string) bool { return strings.Contains(log, "stopping") }) {
		t.Fatalf("it does not begin to stop:\n%s", s.log)
	}
	if err := s.cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	<-s.exited
	if !strings.Contains(s.log.String(), "interrupt for the second time") {
		t.Errorf("it ended with %v, and not by the second signal:\n%s", s.err, s.log)
	}
}

// TestForgedSignatureIsRefused signs for somebody else's key with another one.
func TestForgedSignatureIsRefused(t *testing.T) {
	t.Parallel()
	s := serve(t, filepath.Join(t.TempDir(), "data"))
	victim := s.signUp(t, "victim")
	if c, err := s.dial("victim", forged{victim.PublicKey(), newKey()}); err == nil {
		c.Close()
		t.Error("the server took the signature")
	}
}
