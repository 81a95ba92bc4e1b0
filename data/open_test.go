package data_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"snug/data"
)

func TestSecondOpenSaysInUse(t *testing.T) {
	dir := t.TempDir()
	open(t, dir, data.Options{})
	_, err := data.Open(dir, data.Options{})
	if !errors.Is(err, data.ErrInUse) || !strings.Contains(err.Error(), "in use by another process") {
		t.Errorf("Open: %v, want %q", err, data.ErrInUse)
	}
}

func TestNewerSchemaIsRefusedAndLeftAlone(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "snug.db")
	if err := open(t, dir, data.Options{}).Close(); err != nil {
		t.Fatal(err)
	}
	if err := data.SetSchema(path, 7); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = data.Open(dir, data.Options{})
	if !errors.Is(err, data.ErrNewer) {
		t.Fatalf("Open: %v, want %q", err, data.ErrNewer)
	}
	for _, part := range []string{path, "schema 7", "knows 6", "restore a backup"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("the text %q does not mention %q", err, part)
		}
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("the refused file was changed, or is gone: %v", err)
	}
}

func TestMissingDirectoryIsNoDamage(t *testing.T) {
	_, err := data.Open(filepath.Join(t.TempDir(), "nowhere"), data.Options{})
	if !errors.Is(err, fs.ErrNotExist) || errors.Is(err, data.ErrCorrupt) {
		t.Errorf("Open: %v, want %q", err, fs.ErrNotExist)
	}
}

func TestFileIsPrivate(t *testing.T) {
	dir := t.TempDir()
	open(t, dir, data.Options{})
	info, err := os.Stat(filepath.Join(dir, "snug.db"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v; want 0600", info.Mode(), err)
	}
}

// What a kill leaves depends on how far the first start had come.
func TestInterruptedFirstStart(t *testing.T) {
	const name, unfinished = "snug.db", "snug.db.init-123"
	for _, tt := range []struct {
		name  string
		leave func(dir string, whole []byte) error
	}{
		{"nothing written", func(dir string, _ []byte) error {
			return os.WriteFile(filepath.Join(dir, unfinished), nil, 0o600)
		}},
		{"half written", func(dir string, whole []byte) error {
			return os.WriteFile(filepath.Join(dir, unfinished), whole[:len(whole)/2], 0o600)
		}},
		{"written but not named", func(dir string, whole []byte) error {
			return os.WriteFile(filepath.Join(dir, unfinished), whole, 0o600)
		}},
		{"named twice", func(dir string, whole []byte) error {
			err := os.WriteFile(filepath.Join(dir, unfinished), whole, 0o600)
			return errors.Join(err, os.Link(filepath.Join(dir, unfinished), filepath.Join(dir, name)))
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			made := t.TempDir()
			if err := open(t, made, data.Options{}).Close(); err != nil {
				t.Fatal(err)
			}
			whole, err := os.ReadFile(filepath.Join(made, name))
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			if err := tt.leave(dir, whole); err != nil {
				t.Fatal(err)
			}

			s := open(t, dir, data.Options{})
			post(t, s, signUp(t, s, "ann"), 1, "hello")
			sound(t, s)
			if files, err := filepath.Glob(filepath.Join(dir, "*")); err != nil || len(files) != 1 {
				t.Errorf("the directory holds %v, %v; want the store alone", files, err)
			}
		})
	}
}
