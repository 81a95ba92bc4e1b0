package e2e_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// TestDiskThatTakesNoMore has the system refuse the server what it writes in the middle
// of a file: that one is told so, nothing of it is left, and people go on talking.
func TestDiskThatTakesNoMore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	s := serve(t, dir)
	ana := s.signUp(t, "ana")
	large := make([]byte, 12<<20)
	put := func(name string) answer {
		t.Helper()
		c, err := s.dial("ana", ana)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		a, err := c.ask("put lobby "+name, bytes.NewReader(large))
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	// Far more than the store has, and less than the file.
	s.limitFiles(t, 8<<20)
	a := put("refused.bin")
	if a.status != statusUnavailable || !strings.Contains(a.stderr, "the disk of the server takes no file as large as this one") {
		t.Errorf("put ends with %d: %q", a.status, a.stderr)
	}
	if left := filesBelow(t, filepath.Join(dir, "files")); len(left) > 0 {
		t.Errorf("it left %q", left)
	}
	s.mustAsk(t, ana, "send lobby still here")
	if kept := s.filesKept(t, ana); len(kept) > 0 {
		t.Errorf("the room has %v", kept)
	}

	s.limitFiles(t, unix.RLIM_INFINITY)
	if a := put("taken.bin"); a.status != 0 {
		t.Errorf("with room again, put ends with %d: %q", a.status, a.stderr)
	}
	if kept := s.filesKept(t, ana); len(kept) != 1 || kept[0].Size != int64(len(large)) {
		t.Errorf("the room has %v", kept)
	}
}

// limitFiles sets how many bytes a file may have that the server writes.
func (s *server) limitFiles(t *testing.T, size uint64) {
	t.Helper()
	limit := unix.Rlimit{Cur: size, Max: unix.RLIM_INFINITY}
	if err := unix.Prlimit(s.cmd.Process.Pid, unix.RLIMIT_FSIZE, &limit, nil); err != nil {
		t.Fatal(err)
	}
}
