package blob

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"snug/room"
)

// Remove implements [room.Blobs].
func (s *Store) Remove(sum room.Sum, unused func() (bool, error)) error {
	holds := s.claims.take(sum)
	defer s.claims.end(sum, false)
	if holds > 0 {
		return nil
	}
	if ok, err := unused(); err != nil || !ok {
		return err
	}
	// The folder is not synced: what comes back after a crash, the sweep removes.
	err := s.root.Remove(place(sum))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove blob: %w", err)
	}
	return nil
}

// Sweep removes every blob that used does not know, and returns how many there were
// and their bytes. It is called at the start, before anything is kept.
func (s *Store) Sweep(used func(room.Sum) (bool, error)) (n int, bytes int64, err error) {
	for i := range 256 {
		folder := folder(byte(i))
		err := s.each(folder, func(name string) error {
			var sum room.Sum
			if !parse(&sum, name) || place(sum) != folder+"/"+name {
				return nil
			}
			if ok, err := used(sum); err != nil || ok {
				return err
			}
			info, err := s.root.Lstat(place(sum))
			if err != nil {
				return err
			}
			if err := s.root.Remove(place(sum)); err != nil {
				return err
			}
			n, bytes = n+1, bytes+info.Size()
			return nil
		})
		if err != nil {
			return n, bytes, fmt.Errorf("sweep files: %w", err)
		}
	}
	return n, bytes, nil
}

// parse reads a sum as [room.Sum.String] writes it.
func parse(s *room.Sum, name string) bool {
	if len(name) != hex.EncodedLen(len(s)) {
		return false
	}
	_, err := hex.Decode(s[:], []byte(name))
	return err == nil && s.String() == name
}

// each calls do with the name of each plain file in a folder, and goes on while it
// returns nil; what is no folder has none. It holds a few names at a time.
func (s *Store) each(folder string, do func(name string) error) error {
	info, err := s.root.Lstat(folder)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return nil
	}
	if err != nil {
		return err
	}
	f, err := s.root.Open(folder)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // it was only read
	for {
		entries, err := f.ReadDir(256)
		for _, e := range entries {
			if !e.Type().IsRegular() {
				continue
			}
			if err := do(e.Name()); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
