package e2e_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestTrap17TheEmulatorAnswersWithoutAReader asks the emulator of these tests for far
// more answers than the server takes while it is drawn upon: nothing waits for them.
func TestTrap17TheEmulatorAnswersWithoutAReader(t *testing.T) {
	t.Parallel()
	s := serve(t, filepath.Join(t.TempDir(), "data"))
	ana, _ := s.enter(t, "ana", 80, 24)
	if _, err := ana.Write([]byte(strings.Repeat("\x1b[c\x1b[6n", 50))); err != nil {
		t.Fatal(err)
	}
	ana.say("answers are taken for no keys")
	ana.waitFor("answers are taken for no keys")
}
