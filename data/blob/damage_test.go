package blob_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"snug/data/blob"
	"snug/room"
)

func TestCheckFindsDamage(t *testing.T) {
	content := []byte("what was kept")
	tests := []struct {
		name   string
		damage func(path string) error
		want   error // nil: nothing is wrong
	}{
		{"nothing", func(string) error { return nil }, nil},
		{"missing", os.Remove, room.ErrNotFound},
		{"shorter", func(p string) error { return os.Truncate(p, 3) }, blob.ErrDamaged},
		{"longer", func(p string) error { return os.Truncate(p, 300) }, blob.ErrDamaged},
		{"other bytes", func(p string) error { return os.WriteFile(p, []byte("what was swept"), 0o600) }, blob.ErrDamaged},
		{"one other bit", func(p string) error { return os.WriteFile(p, []byte("what was kepu"), 0o600) }, blob.ErrDamaged},
		{"a folder", func(p string) error { return errors.Join(os.Remove(p), os.Mkdir(p, 0o700)) }, blob.ErrDamaged},
		{"a link to the same bytes", func(p string) error {
			return errors.Join(os.Rename(p, p+".moved"), os.Symlink(filepath.Base(p)+".moved", p))
		}, blob.ErrDamaged},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "files")
			s := open(t, dir)
			c := keep(t, s, content)
			if err := tt.damage(filepath.Join(dir, at(content))); err != nil {
				t.Fatal(err)
			}
			err := s.Check(context.Background(), c.Sum, c.Size)
			if tt.want == nil && err != nil || !errors.Is(err, tt.want) {
				t.Errorf("Check = %v, want %v", err, tt.want)
			}
		})
	}
}

func TestCheckStopsWhenItIsTold(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "files"))
	c := keep(t, s, make([]byte, 1<<20))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := s.Check(ctx, c.Sum, c.Size); !errors.Is(err, context.Canceled) {
		t.Errorf("Check = %v, want %v", err, context.Canceled)
	}
}

// TestKeepReplacesWhatIsDamaged puts a file right by putting it in once more.
func TestKeepReplacesWhatIsDamaged(t *testing.T) {
	content := []byte("what was kept")
	for name, damage := range map[string]func(path, outside string) error{
		"cut off": func(p, _ string) error { return os.Truncate(p, 3) },
		"a link to outside": func(p, outside string) error {
			return errors.Join(os.Remove(p), os.Symlink(outside, p))
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir, outside := filepath.Join(t.TempDir(), "files"), filepath.Join(t.TempDir(), "outside")
			s := open(t, dir)
			keep(t, s, content)
			err := errors.Join(os.WriteFile(outside, []byte("not ours"), 0o600), damage(filepath.Join(dir, at(content)), outside))
			if err != nil {
				t.Fatal(err)
			}
			c := keep(t, s, content)
			if err := s.Check(context.Background(), c.Sum, c.Size); err != nil {
				t.Error(err)
			}
			if b, err := os.ReadFile(outside); string(b) != "not ours" {
				t.Errorf("outside there is %q now, %v", b, err)
			}
		})
	}
}

func TestOpenDoesNotFollowLinks(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("host key"), 0o600); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "files")
	s := open(t, dir)
	c := keep(t, s, []byte("x"))
	path := filepath.Join(dir, at([]byte("x")))
	if err := errors.Join(os.Remove(path), os.Symlink(secret, path)); err != nil {
		t.Fatal(err)
	}
	b, err := s.Open(c.Sum)
	if err == nil {
		_ = b.Close()
	}
	isRefusal(t, err, "could not read the file")
}
