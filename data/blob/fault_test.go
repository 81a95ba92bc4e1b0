package blob_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"snug/data/blob"
	"snug/room"
	"snug/text/lang"
)

// isRefusal holds an error of the disk to be a sentence for people that says what
// to do, and a kind that callers decide on.
func isRefusal(t *testing.T, err error, want string) {
	t.Helper()
	if !errors.Is(err, room.ErrUnavailable) {
		t.Fatalf("error %v, want one that wraps %q", err, room.ErrUnavailable)
	}
	for _, l := range lang.All {
		if said, ok := l.Error(err); !ok {
			t.Errorf("%v has no sentence in %s", err, l)
		} else if l == lang.English && !strings.Contains(said, want) {
			t.Errorf("the sentence is %q, want %q in it", said, want)
		}
	}
}

// TestFailingDisk fails each operation in each way, the first time it is asked for
// and later, and holds the store to leave nothing and to take the next file.
func TestFailingDisk(t *testing.T) {
	causes := []struct {
		err  error
		want string
	}{
		{syscall.ENOSPC, "disk of the server is full"},
		{syscall.EDQUOT, "disk of the server is full"},
		{syscall.EFBIG, "no file as large as this one"},
		{syscall.EIO, "could not write to its disk"},
	}
	for _, op := range blob.Operations {
		for _, cause := range causes {
			t.Run(fmt.Sprintf("%s %v", op, cause.err), func(t *testing.T) {
				later := 3
				if cause.err != syscall.ENOSPC { // which stands for all of them
					later = 1
				}
				for after := range later {
					if failed := failDisk(t, op, after, cause.err, cause.want); !failed {
						break
					}
				}
			})
		}
	}
}

// failDisk fails one operation once, after it has succeeded some times, and reports
// whether it was asked for so often.
func failDisk(t *testing.T, op blob.Operation, after int, cause error, want string) bool {
	t.Helper()
	var left atomic.Int64
	left.Store(int64(after))
	dir := filepath.Join(t.TempDir(), "files")
	s := openWith(t, dir, blob.Options{Reserve: 1}.WithFault(func(asked blob.Operation) error {
		if asked == op && left.Add(-1) == -1 {
			return cause
		}
		return nil
	}))
	err := upload(s)
	if left.Load() >= 0 {
		if err != nil {
			t.Errorf("%s failed the disk never, and the upload with %v", op, err)
		}
		return false
	}
	isRefusal(t, err, want)
	if !errors.Is(err, cause) {
		t.Errorf("the error does not wrap its cause: %v", err)
	}
	if found := files(t, dir); len(found) > 0 {
		t.Errorf("it left %q", found)
	}
	if err := upload(s); err != nil {
		t.Errorf("once the disk works again: %v", err)
	}
	return true
}

// upload does everything that can be done with a spool.
func upload(s *blob.Store) error {
	p, err := s.Begin()
	if err != nil {
		return err
	}
	half := make([]byte, blob.SyncEvery/2)
	for i := range int64(3) {
		if _, err := p.WriteAt(half, i*int64(len(half))); err != nil {
			// What failed once takes nothing more, although the disk would.
			_, again := p.WriteAt(half, 0)
			_, _, kept := p.Keep()
			if again == nil || kept == nil {
				return errors.New("a spool that failed was used again")
			}
			return err
		}
	}
	if err := p.Truncate(3); err != nil {
		return errors.Join(err, p.Drop())
	}
	_, release, err := p.Keep()
	if err == nil {
		release()
	}
	return err
}

func TestReserveIsLeftFree(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "files")
	kept := keep(t, open(t, dir), []byte("while there was room"))

	s := openWith(t, dir, blob.Options{Reserve: 1 << 60})
	_, err := s.Begin()
	isRefusal(t, err, "disk of the server is full")
	if found := files(t, dir); len(found) != 1 {
		t.Errorf("it left %q", found)
	}
	b, err := s.Open(kept.Sum)
	if err != nil {
		t.Fatalf("what is there cannot be read: %v", err)
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
}

// TestSameBytesNeedNoRoom keeps what is there already on a disk that takes no further
// name.
func TestSameBytesNeedNoRoom(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "files")
	refused := 0
	s := openWith(t, dir, blob.Options{Reserve: 1}.WithFault(func(op blob.Operation) error {
		if op == "rename" {
			if refused++; refused > 1 {
				return fmt.Errorf("asked for %d times: %w", refused, syscall.ENOSPC)
			}
		}
		return nil
	}))
	keep(t, s, []byte("the same"))
	keep(t, s, []byte("the same"))
	if _, err := put(s, []byte("another")); err == nil {
		t.Error("another one was kept without a name")
	}
}

// TestAPanicBehindASpool is one on the goroutine that puts on disk what was written: it
// costs that file alone, and is counted.
func TestAPanicBehindASpool(t *testing.T) {
	var armed atomic.Bool
	s, err := blob.Open(t.TempDir(), blob.Options{}.WithSync(1).WithFault(func(op blob.Operation) error {
		if op == "sync" && armed.Load() {
			panic("injected")
		}
		return nil
	}))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	p, err := s.Begin()
	if err != nil {
		t.Fatal(err)
	}
	armed.Store(true)
	if _, err := p.WriteAt([]byte("hello"), 0); err != nil {
		t.Fatal(err)
	}
	_, err = p.WriteAt([]byte("more"), 5) // waits for the sync before
	if _, _, kept := p.Keep(); err == nil && kept == nil {
		t.Error("what was written is taken for kept")
	}
	if n := s.Panics(); n == 0 {
		t.Error("no panic is counted")
	}
	armed.Store(false)
	p, err = s.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.WriteAt([]byte("hello"), 0); err != nil {
		t.Fatal(err)
	}
	_, release, err := p.Keep()
	if err != nil {
		t.Fatalf("the next file: %v", err)
	}
	release()
}
