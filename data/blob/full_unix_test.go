//go:build linux || darwin || freebsd

package blob_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// limitedIn names, for a process of this test that may only write small files, the
// folder to fill.
const limitedIn = "SNUG_TEST_LIMITED_IN"

// mostBytes is what a file of that process may have; fullAfter fills more.
const mostBytes = 3 << 20

// TestFileTooLargeForTheDisk runs out of what the system grants, and not of what a
// test pretends: another process has a limit on the size of its files.
func TestFileTooLargeForTheDisk(t *testing.T) {
	if dir := os.Getenv(limitedIn); dir != "" {
		limit := syscall.Rlimit{Cur: mostBytes, Max: mostBytes}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			t.Fatal(err)
		}
		fill(t, dir, "no file as large as this one")
		return
	}
	again(t, "TestFileTooLargeForTheDisk", limitedIn+"="+filepath.Join(t.TempDir(), "files"), nil)
}

// fill writes until the disk takes no more, and holds the store to leave nothing of
// it and to take what fits.
func fill(t *testing.T, dir, want string) {
	s := open(t, dir)
	small := keep(t, s, []byte("before"))
	p, err := s.Begin()
	if err != nil {
		t.Fatal(err)
	}
	b := make([]byte, 32<<10)
	for err == nil && p.Size() < 1<<30 {
		_, err = p.WriteAt(b, p.Size())
	}
	isRefusal(t, err, want)
	if _, _, err := p.Keep(); err == nil {
		t.Error("it kept what it could not write")
	}
	after := keep(t, s, []byte("afterwards"))
	if found := files(t, dir); len(found) != 2 {
		t.Errorf("there are %q, want what came before (%s) and after (%s)", found, small.Sum, after.Sum)
	}
	// As much as was refused in one piece fits in parts.
	if _, err := put(s, make([]byte, 1<<20)); err != nil {
		t.Errorf("a file of 1 MiB: %v", err)
	}
}

// again runs one test of this program in a process of its own, and returns false if
// that process could not be started.
func again(t *testing.T, test, environ string, attr *syscall.SysProcAttr) bool {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^"+test+"$", "-test.count=1")
	cmd.Env = append(os.Environ(), environ)
	cmd.SysProcAttr = attr
	out, err := cmd.CombinedOutput()
	var ended *exec.ExitError
	switch {
	case errors.As(err, &ended):
		t.Errorf("%v\n%s", err, out)
	case err != nil:
		t.Logf("start a process: %v", err)
		return false
	}
	return true
}
