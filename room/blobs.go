package room

import "io"

// Blobs keep the bytes of files, each under its [Sum]. They know nothing of who
// may read them, and nothing of which are in use but what Remove is told.
//
// All methods may be called from any goroutine. When the disk takes no more, the
// errors wrap [ErrUnavailable] and are refusals fit for people.
type Blobs interface {
	// Begin makes a spool. Nothing of it can be seen, and whatever was not kept
	// is gone after the next start.
	Begin() (Spool, error)

	// Open opens what is kept under a sum, or fails with ErrNotFound. What is
	// removed meanwhile can be read until it is closed.
	Open(s Sum) (Blob, error)

	// Remove removes what is kept under a sum, if unused says so. Unused is
	// called when nothing holds the blob any more and nothing can begin to, until
	// Remove has returned. A blob that is held, or not there, is no error.
	Remove(s Sum, unused func() (bool, error)) error
}

// A Spool takes the bytes of a file while they come. Its methods may be called
// from several goroutines; Keep and Drop end it, once:
// they wait for the writes that are under way, and whatever comes after fails.
type Spool interface {
	// WriteAt writes bytes anywhere; holes are zeros.
	io.WriterAt

	// Size returns the end of what was written, in bytes. It does not wait for the disk.
	Size() int64

	// Truncate makes what was written so long, in bytes.
	Truncate(size int64) error

	// Keep makes a blob of what was written, which is on disk when it returns: the
	// bytes, the name and the folder. It is held, so that Remove leaves it, until
	// release is called.
	Keep() (c Content, release func(), err error)

	// Drop forgets everything.
	Drop() error
}

// A Blob is the bytes of a file.
type Blob interface {
	io.ReaderAt
	io.Closer
	Size() int64
}
