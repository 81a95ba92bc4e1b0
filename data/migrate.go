package data

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
)

// steps lead from each released schema to the next one; they only ever grow.
// Each runs in one transaction together with the change of the version.
var steps = map[uint64]func(*tx) error{
	1: func(t *tx) error {
		return t.create(displays, displayLikes, settings, edits, reacts, mentions, threads, pins, drafts, levels, ignores)
	},
	2: peopleAndRooms,
	3: func(t *tx) error {
		return t.create(
			bans, banIDs, inviteCodes, notes, pendings, house, ownerKeys,
			penalties, userPenalties, penaltyEnds, newPaces,
			reports, openReports, reportsBy, reportsAbout, untold,
		)
	},
	4: func(t *tx) error { return t.create(revisions, bots) },
	5: func(t *tx) error { return t.create(files, roomFiles, blobs, loose, usage) },
}

// create makes buckets.
func (t *tx) create(all ...bucket) error {
	for _, bucket := range all {
		if _, err := t.b.CreateBucket(bucket.name); err != nil {
			return fmt.Errorf("create bucket %s: %w", bucket.name, err)
		}
	}
	return nil
}

// migrate brings an open file to the current schema, after it has put a copy
// beside it. A kill at any moment leaves a file of one schema or another, and
// the next start goes on from there.
func migrate(db *bbolt.DB, path string, log *slog.Logger) error {
	var from uint64
	err := view(db, func(t *tx) (err error) {
		from, err = t.number(meta, schemaKey)
		return err
	})
	if err != nil || from == schema {
		return err
	}
	kept, err := keep(db, path, from)
	if err != nil {
		return fmt.Errorf("copy the file before its upgrade: %w", err)
	}
	for version := from; version < schema; version++ {
		if err := upgrade(db, version); err != nil {
			return fmt.Errorf("upgrade from schema %d: %w", version, err)
		}
	}
	log.Info("store upgraded", "from", from, "to", schema, "copy", kept)
	return nil
}

// upgrade brings a file from one schema to the next.
func upgrade(db *bbolt.DB, from uint64) error {
	return guard(func() error {
		return db.Update(func(b *bbolt.Tx) error {
			t := newTx(b)
			if err := steps[from](t); err != nil {
				return err
			}
			return t.put(meta, schemaKey, numberRow{from + 1})
		})
	})
}

// copies matches copies that were never finished.
const copies = FileName + ".copy-*"

// keep puts a synced copy of the file beside it and returns its name, which says
// the schema. It replaces nothing; an equal copy, of an upgrade that was
// interrupted, is enough.
func keep(db *bbolt.DB, path string, version uint64) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(path), copies)
	if err != nil {
		return "", err
	}
	defer func() { _ = os.Remove(f.Name()) }() // gone already after the rename
	err = view(db, func(t *tx) error {
		_, err := t.b.WriteTo(f)
		return err
	})
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return "", err
	}
	name := fmt.Sprintf("%s.schema%d", path, version)
	for n := 2; ; n++ {
		switch _, err := os.Lstat(name); {
		case errors.Is(err, fs.ErrNotExist): // and whoever would make one waits for the lock
			return name, errors.Join(os.Rename(f.Name(), name), syncDir(filepath.Dir(path)))
		case err != nil:
			return "", err
		}
		if same, err := sameContent(f.Name(), name); same || err != nil {
			return name, err
		}
		name = fmt.Sprintf("%s.schema%d.%d", path, version, n)
	}
}

func sameContent(a, b string) (bool, error) {
	sumA, err := sum(a)
	if err != nil {
		return false, err
	}
	sumB, err := sum(b)
	return sumA == sumB, err
}

func sum(path string) (digest [sha256.Size]byte, err error) {
	f, err := os.Open(path)
	if err != nil {
		return digest, err
	}
	defer func() { _ = f.Close() }() // only read
	h := sha256.New()
	_, err = io.Copy(h, f)
	return [sha256.Size]byte(h.Sum(nil)), err
}
