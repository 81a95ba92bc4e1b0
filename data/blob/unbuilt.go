package blob

import (
	"errors"

	"snug/room"
)

var errUnbuilt = errors.New("not built")

// Options are what [Open] leaves to its caller.
type Options struct {
	// Reserve is how many bytes of the disk are left free for what people say: a
	// spool that would go below takes nothing. Zero: 64 MiB.
	Reserve int64
}

// A Store is one folder of blobs. It implements [room.Blobs].
type Store struct{}

// Open opens the folder, which it makes if there is none (0700), and removes
// what was not kept. Nobody else may use the folder.
func Open(dir string, o Options) (*Store, error) { return &Store{}, nil }

// Sweep removes every blob that used does not know, and returns how many there were
// and their bytes. It is called at the start, before anything is kept.
func (s *Store) Sweep(used func(room.Sum) (bool, error)) (n int, bytes int64, err error) {
	return 0, 0, errUnbuilt
}

// Begin implements [room.Blobs].
func (s *Store) Begin() (room.Spool, error) { return nil, errUnbuilt }

// Open implements [room.Blobs].
func (s *Store) Open(room.Sum) (room.Blob, error) { return nil, errUnbuilt }

// Remove implements [room.Blobs].
func (s *Store) Remove(room.Sum, func() (bool, error)) error { return errUnbuilt }
