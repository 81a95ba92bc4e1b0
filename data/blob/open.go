package blob

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"sync/atomic"

	"snug/room"
)

// defaultReserve is the Reserve of Options that name none.
const defaultReserve = 64 << 20

// incoming is the folder of what is still coming in. It is on the same disk as
// the blobs, because only there renaming is one step.
const incoming = "incoming"

// Options are what [Open] leaves to its caller.
type Options struct {
	// Reserve is how many bytes of the disk are left free for what people say: a
	// spool that would go below takes nothing. Zero: 64 MiB.
	Reserve int64

	// Log is told why the disk failed, which people are not; nil: nobody is.
	Log *slog.Logger

	fault func(operation) error // asked before each; for tests
	every int64                 // as syncEvery; zero: that
}

// An operation is something that the disk is asked to do.
type operation string

const (
	creating      operation = "create"
	writing       operation = "write"
	truncating    operation = "truncate"
	syncing       operation = "sync"
	reading       operation = "read"
	renaming      operation = "rename"
	syncingFolder operation = "sync folder"
)

// A Store is one folder of blobs. It implements [room.Blobs].
type Store struct {
	root    *os.Root
	options Options
	claims  claims
	panics  atomic.Uint64
	made    [256]atomic.Bool // folders whose names are known to be on disk
}

// Panics returns how many panics of the store's own goroutines have been contained
// since it was opened. It may be called from any goroutine.
func (s *Store) Panics() uint64 { return s.panics.Load() }

// Open opens the folder, which it makes if there is none (0700), and removes
// what was not kept. Nobody else may use the folder until Close.
func Open(dir string, o Options) (*Store, error) {
	if o.Reserve == 0 {
		o.Reserve = defaultReserve
	}
	if o.every == 0 {
		o.every = syncEvery
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if err := prepare(dir); err != nil {
		return nil, fmt.Errorf("folder of files: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("folder of files: %w", err)
	}
	s := &Store{root: root, options: o}
	if err := s.makeFolder(incoming); err != nil {
		return nil, errors.Join(fmt.Errorf("folder of files %s: %w", dir, err), root.Close())
	}
	if err := s.clear(); err != nil { // they take up room, and harm nobody
		o.Log.Warn("remove files that did not come in whole", "err", err)
	}
	return s, nil
}

// Inspect opens a folder for [Store.Check] and nothing else, so that nothing in it is
// made or removed.
func Inspect(dir string) (*Store, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("folder of files: %w", err)
	}
	return &Store{root: root}, nil
}

// Close closes the folder. What is open can still be read and nothing be kept.
func (s *Store) Close() error { return s.root.Close() }

// prepare makes the folder, which may be a link to one on another disk. One that
// others can write to is refused, for they could put other bytes into people's files.
func prepare(dir string) error {
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	// Also of one that was there: the run that made it may have ended before this.
	if err := syncPath(filepath.Dir(dir)); err != nil {
		return err
	}
	info, err := os.Stat(dir)
	switch {
	case err != nil:
		return err
	case !info.IsDir():
		return fmt.Errorf("%s is no folder; move it away", dir)
	case info.Mode().Perm()&0o022 != 0:
		return fmt.Errorf("%s can be written to by others (mode %04o), who could change people's files; run: chmod go-w %s", dir, info.Mode().Perm(), dir)
	}
	return nil
}

// makeFolder makes one of the folders if there is none.
func (s *Store) makeFolder(name string) error {
	err := s.root.Mkdir(name, 0o700)
	if !errors.Is(err, fs.ErrExist) {
		return err
	}
	info, err := s.root.Lstat(name)
	if err == nil && !info.IsDir() {
		err = fmt.Errorf("%s in it is no folder; move it away", name)
	}
	return err
}

// folderOf returns the folder of a blob, which it makes if there is none. Its name
// is on disk then: another goroutine, or the run before, may have made it and not
// come to syncing it.
func (s *Store) folderOf(sum room.Sum) (name string, err error) {
	name, made := folder(sum[0]), &s.made[sum[0]]
	if made.Load() {
		return name, nil
	}
	err = s.try(creating, func() error { return s.makeFolder(name) })
	if err == nil {
		err = s.try(syncingFolder, func() error { return s.syncFolder(".") })
	}
	if err == nil {
		made.Store(true)
	}
	return name, err
}

// folder returns the name of the folder of all blobs whose sum begins with b.
func folder(b byte) string { return hex.EncodeToString([]byte{b}) }

// place returns where a blob is.
func place(s room.Sum) string {
	return folder(s[0]) + "/" + s.String()
}

// spoolName is the form of the names in incoming, which [rand.Text] makes.
var spoolName = regexp.MustCompile(`^[A-Z2-7]{26}$`)

// clear removes what earlier runs did not keep.
func (s *Store) clear() error {
	return s.each(incoming, func(name string) error {
		if !spoolName.MatchString(name) {
			return nil
		}
		return s.root.Remove(incoming + "/" + name)
	})
}

// try asks the disk to do something.
func (s *Store) try(op operation, do func() error) error {
	if s.options.fault != nil {
		if err := s.options.fault(op); err != nil {
			return err
		}
	}
	return do()
}

// syncFolder returns when the names in a folder are on disk.
func (s *Store) syncFolder(name string) error {
	f, err := s.root.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// syncPath is syncFolder for one outside.
func syncPath(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
