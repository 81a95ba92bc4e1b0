package main

import (
	"errors"
	"path/filepath"

	"snug/data"
	"snug/data/blob"
	"snug/room"
)

// filesDir is the folder of people's files inside the server's directory.
const filesDir = "files"

// openFiles opens the folder of people's files and removes from it what no message
// refers to: whatever came in and was not announced before the server ended. Data in
// which nobody has announced a file yet tell nothing of what is there: they may be new, in
// the place of some that are lost or not brought back yet, and then it is all there is.
func (s *Server) openFiles(dir string, store *data.Store) (*blob.Store, error) {
	blobs, err := blob.Open(filepath.Join(dir, filesDir), blob.Options{Log: s.Log})
	if err != nil {
		return nil, err
	}
	if err := s.sweepFiles(store.Rooms(), blobs); err != nil {
		return nil, errors.Join(err, blobs.Close())
	}
	return blobs, nil
}

func (s *Server) sweepFiles(rooms data.Rooms, blobs *blob.Store) error {
	last, err := rooms.LastFile()
	if err != nil {
		return err
	}
	strange := 0
	n, bytes, err := blobs.Sweep(func(sum room.Sum) (bool, error) {
		if last == 0 {
			strange++
			return true, nil
		}
		return rooms.Used(sum)
	})
	if n > 0 {
		s.Log.Info("removed files that no message refers to", "files", n, "bytes", bytes)
	}
	if strange > 0 {
		s.Log.Warn("there are files, of which the data know nothing; they stay until the first file is put in and the server starts again", "files", strange)
	}
	return err
}
