package data

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"

	"snug/room"
)

// leftovers matches first files that were never finished.
const leftovers = FileName + ".init-*"

// ensure makes the first file if there is none at path. It is written and synced
// under another name, so that a kill at any moment leaves either no file or a
// whole one.
func ensure(dir, path string) error {
	if _, err := os.Stat(path); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.CreateTemp(dir, leftovers)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }() // gone already after a rename
	if err := initialise(f.Name()); err != nil {
		return err
	}
	if err := publish(f.Name(), path); err != nil {
		return err
	}
	return syncDir(dir)
}

// initialise writes a store of the current schema, with nothing in it but the
// lobby. Two stores made anywhere, at any time, hold the same.
func initialise(path string) error {
	db, err := openFile(path, bbolt.Options{FreelistType: bbolt.FreelistMapType})
	if err != nil {
		return err
	}
	err = db.Update(func(b *bbolt.Tx) error {
		t := newTx(b)
		if err := t.create(buckets...); err != nil {
			return err
		}
		if err := t.put(meta, schemaKey, numberRow{schema}); err != nil {
			return err
		}
		_, err := t.AddRoom(room.Room{Name: room.Lobby, Created: time.Time{}})
		return err
	})
	return errors.Join(err, db.Close())
}

// publish gives the finished file its name. A link fails where a rename would
// silently replace the file of a process that was quicker; a rename is for file
// systems without links.
func publish(from, to string) error {
	err := os.Link(from, to)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil
	case err != nil:
		return os.Rename(from, to)
	}
	return nil
}

// syncDir makes a new name in dir durable.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// clearLeftovers removes what killed first starts and upgrades left. Only who
// has the store open may call it: nobody else's unfinished file is of any use by
// then.
func clearLeftovers(dir string) error {
	var errs []error
	for _, pattern := range []string{leftovers, copies} {
		paths, err := filepath.Glob(filepath.Join(dir, pattern))
		errs = append(errs, err)
		for _, path := range paths {
			errs = append(errs, os.Remove(path))
		}
	}
	return errors.Join(errs...)
}
