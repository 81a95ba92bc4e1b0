package blob_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"snug/room"
)

func TestSweepRemovesWhatNothingRefersTo(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "files")
	s := open(t, dir)
	used := map[room.Sum]bool{
		keep(t, s, []byte("in use")).Sum:      true,
		keep(t, s, []byte("in use, too")).Sum: true,
	}
	keep(t, s, []byte("orphan"))
	keep(t, s, []byte("another"))

	n, bytes, err := s.Sweep(func(sum room.Sum) (bool, error) { return used[sum], nil })
	if n != 2 || bytes != int64(len("orphan")+len("another")) || err != nil {
		t.Errorf("Sweep = %d, %d, %v", n, bytes, err)
	}
	if found := files(t, dir); len(found) != 2 {
		t.Errorf("files after it: %q, want the two in use", found)
	}
	if n, _, err := s.Sweep(func(sum room.Sum) (bool, error) { return used[sum], nil }); n != 0 || err != nil {
		t.Errorf("Sweep once more = %d, %v", n, err)
	}
}

// TestSweepStopsWhenNobodyKnows removes nothing on the word of a store that does
// not answer.
func TestSweepStopsWhenNobodyKnows(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "files")
	s := open(t, dir)
	keep(t, s, []byte("perhaps in use"))
	damaged := errors.New("stored data is damaged")
	if _, _, err := s.Sweep(func(room.Sum) (bool, error) { return false, damaged }); !errors.Is(err, damaged) {
		t.Errorf("Sweep = %v, want %v", err, damaged)
	}
	if found := files(t, dir); len(found) != 1 {
		t.Errorf("files after it: %q", found)
	}
}

// An intruder is something that somebody has put into the folder.
type intruder func(path, outside string) error

var intruders = []intruder{
	func(path, _ string) error { return os.WriteFile(path, []byte("x"), 0o600) },
	func(path, _ string) error { return os.MkdirAll(filepath.Join(path, "deeper"), 0o700) },
	func(path, outside string) error { return os.Symlink(outside, path) },
	func(path, outside string) error { return os.Symlink(filepath.Join(outside, "theirs"), path) },
	func(path, outside string) error { return os.Link(filepath.Join(outside, "theirs"), path) },
	func(path, _ string) error { return os.Symlink("../"+at([]byte("in use")), path) },
}

// FuzzSweep puts something strange into the folder and starts as the server does.
// What is in use and what is outside stays, and so does what is not the store's.
func FuzzSweep(f *testing.F) {
	orphan := filepath.Base(at([]byte("orphan")))
	for i, name := range []string{
		"ab", "incoming", "x", "..x", "-rf", "\n", "\x1b[2J", "ａｂ", "incoming/x", "incoming/ABCDEFGHIJKLMNOPQRSTUVWXYZ",
		at([]byte("orphan")), strings.ToUpper(at([]byte("orphan"))), orphan, "00/" + orphan, at([]byte("in use")),
		at([]byte("in use")) + "/../x", orphan[:2] + "/" + orphan[:62] + "zz", orphan[:2] + "/" + strings.Repeat("a", 255),
	} {
		f.Add(name, uint8(i))
		f.Add(name, uint8(i+2))
	}
	f.Fuzz(func(t *testing.T, name string, kind uint8) {
		base := t.TempDir()
		dir, outside := filepath.Join(base, "files"), filepath.Join(base, "outside")
		s := open(t, dir)
		inUse := keep(t, s, []byte("in use")).Sum
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		err := errors.Join(os.Mkdir(outside, 0o700), os.WriteFile(filepath.Join(outside, "theirs"), []byte("theirs"), 0o600))
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, name)
		if !strings.HasPrefix(path, dir+string(filepath.Separator)) {
			t.Skip("not in the folder")
		}
		if err := intruders[int(kind)%len(intruders)](path, outside); err != nil {
			t.Skip("it cannot be there: ", err)
		}
		there := files(t, dir)

		s = open(t, dir)
		if _, _, err := s.Sweep(func(sum room.Sum) (bool, error) { return sum == inUse, nil }); err != nil {
			t.Fatal(err)
		}
		b, err := s.Open(inUse)
		if err != nil {
			t.Fatal(err)
		}
		_ = b.Close()
		if got, err := os.ReadFile(filepath.Join(outside, "theirs")); string(got) != "theirs" {
			t.Errorf("outside there is %q now, %v", got, err)
		}
		if diff := cmp.Diff(there, files(t, dir)); diff != "" && !ours(name) {
			t.Errorf("%q is not the store's, and there is another file now (-before +after):\n%s", name, diff)
		}
	})
}

// ours reports whether the store could have made a file of this name.
func ours(name string) bool {
	folder, leaf := filepath.Split(filepath.Clean(name))
	return folder == "incoming/" && len(leaf) == 26 || len(leaf) == 64 && folder == leaf[:2]+"/"
}
