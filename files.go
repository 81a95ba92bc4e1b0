package main

import (
	"errors"
	"path/filepath"

	"snug/data"
	"snug/data/blob"
)

// filesDir is the folder of people's files inside the server's directory.
const filesDir = "files"

// openFiles opens the folder of people's files and removes from it what no message
// refers to: whatever came in and was not announced before the server ended.
func (s *Server) openFiles(dir string, store *data.Store) (*blob.Store, error) {
	blobs, err := blob.Open(filepath.Join(dir, filesDir), blob.Options{Log: s.Log})
	if err != nil {
		return nil, err
	}
	n, bytes, err := blobs.Sweep(store.Rooms().Used)
	if err != nil {
		return nil, errors.Join(err, blobs.Close())
	}
	if n > 0 {
		s.Log.Info("removed files that no message refers to", "files", n, "bytes", bytes)
	}
	return blobs, nil
}
