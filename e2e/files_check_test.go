package e2e_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestCheckReadsFiles damages what is on disk of a file as a disk or a person may.
func TestCheckReadsFiles(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	s := serve(t, dir)
	ana := s.signUp(t, "ana")
	c, err := s.dial("ana", ana)
	if err != nil {
		t.Fatal(err)
	}
	content := bytes.Repeat([]byte("what was put in\n"), 5000)
	if a, err := c.ask("put lobby notes.txt", bytes.NewReader(content)); err != nil || a.status != 0 {
		t.Fatalf("put: %+v, %v", a, err)
	}
	_ = c.Close()
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(content)
	name := hex.EncodeToString(sum[:])
	path := filepath.Join(dir, "files", name[:2], name)
	flipped := bytes.Clone(content)
	flipped[len(flipped)/2] ^= 1

	for _, tt := range []struct {
		name   string
		damage func() error
		want   string // in what the check says; empty: all is well
	}{
		{"nothing", func() error { return nil }, ""},
		{"a bit", func() error { return os.WriteFile(path, flipped, 0o600) }, "damaged: its bytes have the sum"},
		{"its end", func() error { return os.Truncate(path, 100) }, "damaged: it has 100 bytes instead of 80000"},
		{"all of it", func() error { return os.Remove(path) }, "not found"},
		{"the whole folder", func() error { return os.RemoveAll(filepath.Join(dir, "files")) }, "folder of files"},
		{"put back", func() error {
			return errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, content, 0o600))
		}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := tt.damage(); err != nil {
				t.Fatal(err)
			}
			out, err := exec.Command(snug, "db", "check", "--data", dir).CombinedOutput()
			if tt.want == "" && err != nil || tt.want != "" && err == nil || !strings.Contains(string(out), tt.want) {
				t.Errorf("db check: %v, %s", err, out)
			}
		})
	}
}
