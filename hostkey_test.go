package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/crypto/ssh"

	"snug/data"
)

func TestHostKeyIsMadeOnceAndStays(t *testing.T) {
	dir := t.TempDir()
	first := mustOpenHostKey(t, dir)
	info, err := os.Stat(filepath.Join(dir, hostKeyFile))
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode() != 0o600 {
		t.Errorf("mode %v, want 0600", info.Mode())
	}
	if second := mustOpenHostKey(t, dir); second != first {
		t.Errorf("second start has key %s, the first had %s", second, first)
	}
}

func TestStartsAtTheSameTimeAgreeOnOneHostKey(t *testing.T) {
	dir := t.TempDir()
	prints := make([]string, 16)
	var wg sync.WaitGroup
	for i := range prints {
		wg.Go(func() { prints[i] = mustOpenHostKey(t, dir) })
	}
	wg.Wait()
	for _, p := range prints {
		if p != prints[0] {
			t.Fatalf("keys %s and %s", p, prints[0])
		}
	}
}

func TestStartAfterOneThatWasKilled(t *testing.T) {
	dir := t.TempDir()
	// What is left by a kill before the link, and by one right after it.
	write(t, filepath.Join(dir, ".host_ed25519-1"), "half a k")
	first := mustOpenHostKey(t, dir)
	if err := os.Link(filepath.Join(dir, hostKeyFile), filepath.Join(dir, ".host_ed25519-2")); err != nil {
		t.Fatal(err)
	}
	if second := mustOpenHostKey(t, dir); second != first {
		t.Errorf("key %s, want %s", second, first)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) != 0 {
		t.Errorf("left over: %v", left)
	}
}

func TestUnsafeHostKeyIsRefused(t *testing.T) {
	rsa := "-----BEGIN OPENSSH PRIVATE KEY-----\nbm90IGEga2V5\n-----END OPENSSH PRIVATE KEY-----\n"
	tests := []struct {
		name  string
		spoil func(t *testing.T, key string) error
		want  string // part of what the operator reads
	}{
		{"missing while there is data", func(t *testing.T, key string) error { return os.Remove(key) }, "host-key new --yes"},
		{"readable by everybody", func(t *testing.T, key string) error { return os.Chmod(key, 0o644) }, "chmod 600"},
		{"readable by the group", func(t *testing.T, key string) error { return os.Chmod(key, 0o640) }, "chmod 600"},
		{"symbolic link", func(t *testing.T, key string) error {
			away := filepath.Join(t.TempDir(), "key")
			if err := os.Rename(key, away); err != nil {
				return err
			}
			return os.Symlink(away, key)
		}, "symbolic link"},
		{"link to nothing", func(t *testing.T, key string) error {
			return errors.Join(os.Remove(key), os.Symlink("nowhere", key))
		}, "symbolic link"},
		{"directory", func(t *testing.T, key string) error {
			return errors.Join(os.Remove(key), os.Mkdir(key, 0o700))
		}, "not a file"},
		{"empty", func(t *testing.T, key string) error { return os.Truncate(key, 0) }, "not an ed25519 key"},
		{"cut short", func(t *testing.T, key string) error { return os.Truncate(key, 100) }, "not an ed25519 key"},
		{"something else", func(t *testing.T, key string) error { return os.WriteFile(key, []byte(rsa), 0o600) }, "not an ed25519 key"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			mustOpenHostKey(t, dir)
			write(t, filepath.Join(dir, data.FileName), "")
			if err := tt.spoil(t, filepath.Join(dir, hostKeyFile)); err != nil {
				t.Fatal(err)
			}
			before := listing(t, dir)
			_, err := openHostKey(dir)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
			if after := listing(t, dir); after != before {
				t.Errorf("files changed from\n%s to\n%s", before, after)
			}
		})
	}
}

func TestNewHostKeyIsMadeOnlyOnRequest(t *testing.T) {
	dir := t.TempDir()
	lost := mustOpenHostKey(t, dir)
	write(t, filepath.Join(dir, data.FileName), "")
	newKey := func(want int, args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		if status := run(t.Context(), append([]string{"host-key", "new", "--data", dir}, args...), nil, &out, &errs); status != want {
			t.Fatalf("exit status %d, want %d: %s", status, want, &errs)
		}
		return out.String()
	}
	newKey(exitFailure, "--yes") // there is a key
	if err := os.Remove(filepath.Join(dir, hostKeyFile)); err != nil {
		t.Fatal(err)
	}
	newKey(exitUsage) // without --yes
	shown := newKey(exitOK, "--yes")
	if now := mustOpenHostKey(t, dir); now == lost || !strings.HasPrefix(shown, now+"\nssh-ed25519 ") {
		t.Errorf("the key is %s, was %s, and the command printed:\n%s", now, lost, shown)
	}
}

func TestDataDirectoryThatOthersCanChangeIsRefused(t *testing.T) {
	tests := []struct {
		name string
		mode os.FileMode
		ok   bool
	}{
		{"closed", 0o700, true},
		{"others can look", 0o755, true},
		{"group can write", 0o770, false},
		{"everybody can write", 0o777, false},
		{"everybody can write, sticky", 0o777 | os.ModeSticky, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.Chmod(dir, tt.mode); err != nil {
				t.Fatal(err)
			}
			if err := prepareDir(dir); (err == nil) != tt.ok {
				t.Errorf("prepareDir: %v", err)
			}
		})
	}
	t.Run("made when missing", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "a", "b")
		if err := prepareDir(dir); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("mode %v, %v; want 0700", info.Mode(), err)
		}
	})
	t.Run("a file", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "file")
		write(t, path, "")
		if err := prepareDir(path); err == nil {
			t.Error("no error")
		}
	})
}

// mustOpenHostKey returns the fingerprint of the host key of dir. It may be
// called from any goroutine.
func mustOpenHostKey(t *testing.T, dir string) string {
	t.Helper()
	key, err := openHostKey(dir)
	if err != nil {
		t.Error(err)
		return ""
	}
	return ssh.FingerprintSHA256(key.PublicKey())
}

// listing describes the files of a directory.
func listing(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(info.Mode().String() + " " + info.ModTime().String() + " " + e.Name() + "\n")
	}
	return b.String()
}
