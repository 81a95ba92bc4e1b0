package blob_test

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"snug/data/blob"
	"snug/room"
	"snug/room/roomtest"
)

func TestStore(t *testing.T) {
	roomtest.TestBlobs(t, func(t *testing.T) room.Blobs { return open(t, filepath.Join(t.TempDir(), "files")) })
}

// open opens a store with a reserve that no disk of a test is out of.
func open(t testing.TB, dir string) *blob.Store {
	t.Helper()
	return openWith(t, dir, blob.Options{Reserve: 1})
}

func openWith(t testing.TB, dir string, o blob.Options) *blob.Store {
	t.Helper()
	s, err := blob.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // some tests have done it
	return s
}

// keep keeps bytes and lets them go.
func keep(t testing.TB, s *blob.Store, b []byte) room.Content {
	t.Helper()
	c, err := put(s, b)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// put is keep, with an error.
func put(s *blob.Store, b []byte) (room.Content, error) {
	p, err := s.Begin()
	if err != nil {
		return room.Content{}, err
	}
	if _, err := p.WriteAt(b, 0); err != nil {
		return room.Content{}, errors.Join(err, p.Drop())
	}
	c, release, err := p.Keep()
	if err == nil {
		release()
	}
	return c, err
}

// files lists what is in a folder and below that is no folder.
func files(t testing.TB, dir string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			name, _ := filepath.Rel(dir, path)
			found = append(found, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(found)
	return found
}

// at returns the name of the file that has these bytes.
func at(b []byte) string {
	name := room.Sum(sha256.Sum256(b)).String()
	return filepath.Join(name[:2], name)
}

func TestFilesAreForTheirOwnerOnly(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "files")
	s := open(t, dir)
	keep(t, s, []byte("kept"))
	p, err := s.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = p.Drop() }()

	err = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %04o", path, info.Mode().Perm())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsComingInIsNoBlob(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "files")
	s := open(t, dir)
	p, err := s.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.WriteAt([]byte("half"), 0); err != nil {
		t.Fatal(err)
	}
	if found := files(t, dir); len(found) != 1 || !strings.HasPrefix(found[0], "incoming"+string(filepath.Separator)) {
		t.Errorf("while it comes in there are %q", found)
	}
	if _, release, err := p.Keep(); err != nil {
		t.Fatal(err)
	} else {
		release()
	}
	if diff := cmp.Diff([]string{at([]byte("half"))}, files(t, dir)); diff != "" {
		t.Errorf("files after it came in (-want +got):\n%s", diff)
	}
}

func TestOpenRemovesWhatWasNotKept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "files")
	s := open(t, dir)
	for range 300 { // more than are listed at once
		p, err := s.Begin()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.WriteAt([]byte("cut off"), 0); err != nil {
			t.Fatal(err)
		}
	}
	keep(t, s, []byte("kept"))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	open(t, dir)
	if diff := cmp.Diff([]string{at([]byte("kept"))}, files(t, dir)); diff != "" {
		t.Errorf("files after the next start (-want +got):\n%s", diff)
	}
}

func TestLargeFilesAreSyncedWhileTheyCome(t *testing.T) {
	var syncs atomic.Int32
	s := openWith(t, filepath.Join(t.TempDir(), "files"), blob.Options{Reserve: 1}.WithFault(func(op blob.Operation) error {
		if op == "sync" {
			syncs.Add(1)
		}
		return nil
	}))
	p, err := s.Begin()
	if err != nil {
		t.Fatal(err)
	}
	b := make([]byte, 32<<10)
	for n := range 4 * blob.SyncEvery / len(b) {
		if _, err := p.WriteAt(b, int64(n*len(b))); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.Drop(); err != nil {
		t.Error(err)
	}
	if got := syncs.Load(); got != 4 {
		t.Errorf("%d bytes were synced %d times before their end, want 4", p.Size(), got)
	}
}

func TestOpenRefusesFoldersThatItCannotTrust(t *testing.T) {
	tests := []struct {
		name string
		make func(dir string) error
		want string
	}{
		{"a file", func(dir string) error { return os.WriteFile(dir, nil, 0o600) }, "is no folder"},
		{"one that others can write to", func(dir string) error {
			return errors.Join(os.Mkdir(dir, 0o700), os.Chmod(dir, 0o777))
		}, "run: chmod go-w "},
		{"incoming is a link to outside", func(dir string) error {
			return errors.Join(os.Mkdir(dir, 0o700), os.Symlink("..", filepath.Join(dir, "incoming")))
		}, "incoming in it is no folder"},
		{"its folder is not there", func(dir string) error { return os.Remove(filepath.Dir(dir)) }, "no such file"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "data", "files")
			if err := errors.Join(os.Mkdir(filepath.Dir(dir), 0o700), tt.make(dir)); err != nil {
				t.Fatal(err)
			}
			s, err := blob.Open(dir, blob.Options{})
			if err == nil {
				_ = s.Close()
			}
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Open = %v, want an error with %q", err, tt.want)
			}
		})
	}
}

// TestFoldersThatAreNone keeps nothing where something else has the name of a folder.
func TestFoldersThatAreNone(t *testing.T) {
	content := []byte("to be kept")
	for name, intrude := range map[string]func(path string) error{
		"a file":                      func(p string) error { return os.WriteFile(p, nil, 0o600) },
		"a link to outside":           func(p string) error { return os.Symlink("../..", p) },
		"a link to another":           func(p string) error { return os.Symlink("incoming", p) },
		"a link to what is not there": func(p string) error { return os.Symlink("nowhere", p) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "files")
			s := open(t, dir)
			if err := intrude(filepath.Join(dir, filepath.Dir(at(content)))); err != nil {
				t.Fatal(err)
			}
			there := files(t, dir)
			_, err := put(s, content)
			isRefusal(t, err, "could not write to its disk")
			if diff := cmp.Diff(there, files(t, dir)); diff != "" {
				t.Errorf("files (-before +after):\n%s", diff)
			}
		})
	}
}

// TestFolderOnAnotherDisk is for who has put the files where there is room for them.
func TestFolderOnAnotherDisk(t *testing.T) {
	there, dir := t.TempDir(), filepath.Join(t.TempDir(), "files")
	if err := errors.Join(os.Chmod(there, 0o700), os.Symlink(there, dir)); err != nil {
		t.Fatal(err)
	}
	keep(t, open(t, dir), []byte("kept"))
	if diff := cmp.Diff([]string{at([]byte("kept"))}, files(t, there)); diff != "" {
		t.Errorf("files there (-want +got):\n%s", diff)
	}
}
