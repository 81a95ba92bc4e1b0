package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"snug/data"
	"snug/data/blob"
	"snug/room"
)

const (
	// blobsAtOnce is how many blobs are asked of the store at once.
	blobsAtOnce = 1000

	// mostDamaged is how many damaged files one check reports before it gives up.
	mostDamaged = 20
)

// checkFiles reads the bytes of every file that messages refer to, and reports
// which are missing or not those that were kept. It changes nothing.
func checkFiles(ctx context.Context, dir string, store *data.Store) error {
	var blobs *blob.Store // opened for the first, so that there need be no folder for none
	var damaged []error
	for last := (room.Sum{}); ; {
		page, err := store.Rooms().Blobs(last, blobsAtOnce)
		if err != nil || len(page) == 0 {
			return errors.Join(append(damaged, err)...)
		}
		if blobs == nil {
			if blobs, err = blob.Inspect(filepath.Join(dir, filesDir)); err != nil {
				return err
			}
			defer func() { _ = blobs.Close() }() // it was only read
		}
		for _, c := range page {
			err := blobs.Check(ctx, c.Sum, c.Size)
			if ended := ctx.Err(); ended != nil {
				return errors.Join(append(damaged, ended)...)
			}
			if err != nil {
				damaged = append(damaged, fmt.Errorf("%w; put the file of a backup in its place", err))
			}
			if len(damaged) == mostDamaged {
				return errors.Join(damaged...)
			}
			last = c.Sum
		}
	}
}
