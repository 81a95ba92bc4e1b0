package session_test

import (
	"strings"
	"testing"

	"snug/session"
)

// TestFilesAreForMembers is about somebody without an account who comes with sftp
// or scp.
func TestFilesAreForMembers(t *testing.T) {
	w := newWorld(t, session.Limits{})
	c := w.as(t, newSigner(t))
	refused := func(what string, a answer) {
		t.Helper()
		if a.status != 3 || a.out != "" || !strings.Contains(a.err, "you need an account") {
			t.Errorf("%s = %+v, want a sentence on stderr and 3", what, a)
		}
	}
	refused("sftp", runSFTP(t, c))
	for _, line := range []string{"scp -t lobby/", "scp -f lobby/1-a.txt", "scp -t -- --json"} {
		refused(line, run(t, c, line))
	}
	if a := run(t, c, "help"); a.status != 0 {
		t.Errorf("behind it on the same connection: %+v", a)
	}
}
