package data

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// FileName is the store's file inside its directory.
const FileName = "snug.db"

// lockWait is how long another process may take to let go of the file.
const lockWait = time.Second

// Open opens the store in dir, an existing directory, and makes it first if
// there is none. A file of an older version is upgraded, and a copy of how it was
// stays beside it under its name with the schema behind, such as
// "snug.db.schema1". Open fails with [ErrInUse], [ErrNewer] or [ErrCorrupt], in words
// for whoever runs the server.
func Open(dir string, o Options) (*Store, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.commit == nil {
		o.commit = func(commit func() error) error { return commit() }
	}
	if o.queue == 0 {
		o.queue = maxQueue
	}
	path := filepath.Join(dir, FileName)
	if err := ensure(dir, path); err != nil {
		return nil, fmt.Errorf("make store %s: %w", path, err)
	}
	db, err := open(path)
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", path, explain(err))
	}
	if err := clearLeftovers(dir); err != nil {
		o.Log.Warn("remove leftovers of an interrupted start", "err", err)
	}
	if err := migrate(db, path, o.Log); err != nil {
		return nil, fmt.Errorf("open store %s: %w", path, errors.Join(explain(err), db.Close()))
	}
	return start(db, o), nil
}

// open inspects the file before it opens it for writing.
func open(path string) (*bbolt.DB, error) {
	if err := inspect(path); err != nil {
		return nil, err
	}
	return openFile(path, bbolt.Options{
		FreelistType:    bbolt.FreelistMapType,
		InitialMmapSize: mapSize(),
	})
}

// openFile is bbolt.Open, guarded. A file that it panics over stays mapped, and
// so locked, until the process ends.
func openFile(path string, o bbolt.Options) (db *bbolt.DB, err error) {
	o.Timeout = lockWait
	err = guard(func() (err error) {
		db, err = bbolt.Open(path, 0o600, &o)
		return err
	})
	return db, err
}

// mapSize is how much address space the file gets from the start. Mapping a file
// anew waits for every read transaction, so a long one, such as a snapshot, would
// stall the writer. It costs no memory, but on Windows it would cost disk.
func mapSize() int {
	space := int64(64 << 30)
	if strconv.IntSize < 64 || runtime.GOOS == "windows" {
		space = 0
	}
	return int(space)
}

// inspect looks at the file without changing it: whether it ends too early, and
// whether its schema is one that this program knows.
func inspect(path string) error {
	if info, err := os.Stat(path); err != nil {
		return err
	} else if info.Size() == 0 { // to bbolt, a reason to begin a new one
		return fmt.Errorf("%w: it is empty", ErrCorrupt)
	}
	db, err := openFile(path, bbolt.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	err = view(db, func(t *tx) error {
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		if size := t.b.Size(); info.Size() < size {
			return fmt.Errorf("%w: it ends after %d of %d bytes", ErrCorrupt, info.Size(), size)
		}
		version, err := t.number(meta, schemaKey)
		switch {
		case err != nil:
			return err
		case version == 0:
			return fmt.Errorf("%w: it names no schema", ErrCorrupt)
		case version > schema:
			return fmt.Errorf("%w (schema %d, this one knows %d)", ErrNewer, version, schema)
		}
		return nil
	})
	return errors.Join(err, db.Close())
}

// explain turns why the file did not open into what, why, and what to do.
func explain(err error) error {
	var errno syscall.Errno
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return ErrInUse
	case errors.Is(err, ErrNewer):
		return fmt.Errorf("%w; start that version, or restore a backup from before the upgrade", err)
	case errors.As(err, &errno), errors.Is(err, fs.ErrNotExist):
		return err // the system's word: permission, memory, input and output
	case !errors.Is(err, ErrCorrupt):
		err = fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	return fmt.Errorf("%w; keep the file for a rescue, and put the newest backup in its place", err)
}
