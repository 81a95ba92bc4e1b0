package data

import (
	"fmt"

	"snug/room"
)

// addFile gives the file of a message that is being added its number, and has
// everything lead to it. The row that it returns is part of the message's.
func (t *tx) addFile(in room.ID, seq uint64, by room.UserID, f room.File) (*fileRow, error) {
	id, err := t.count(lastFileKey)
	if err != nil {
		return nil, err
	}
	row := fileRowOf(f, id)
	if err := t.put(files, key(id), placeRow{Room: uint64(in), Seq: seq}); err != nil || !row.live() {
		return row, err
	}
	if err := t.put(roomFiles, pair(in, id), emptyRow{}); err != nil {
		return nil, err
	}
	if err := t.refer(row); err != nil {
		return nil, err
	}
	return row, t.useBy(in, by, 1, row.Size)
}

// setFile lets everything follow what becomes of the file of a message, which has
// one no more or one that has expired. Everything is the same when it had none.
func (t *tx) setFile(in room.ID, seq uint64, was *messageRow, is *fileRow) error {
	had := was.File
	if had == nil {
		return nil
	}
	if is == nil {
		if err := t.remove(files, key(had.ID)); err != nil {
			return err
		}
	}
	if !had.live() || is.live() {
		return nil
	}
	if err := t.remove(roomFiles, pair(in, had.ID)); err != nil {
		return err
	}
	if err := t.release(had); err != nil {
		return fmt.Errorf("file of message %d of room %d: %w", seq, in, err)
	}
	return t.useBy(in, room.UserID(was.Author), -1, -had.Size)
}

// refer counts one more file for its blob.
func (t *tx) refer(f *fileRow) error {
	var row blobRow
	switch found, err := t.get(blobs, f.Sum[:], &row); {
	case err != nil:
		return err
	case found && row.Size != f.Size:
		return corrupt(blobs, f.Sum[:], fmt.Sprintf("has %d bytes, and file %d says %d", row.Size, f.ID, f.Size))
	case !found:
		if err := t.use(useOfDisk, 0, 1, f.Size); err != nil {
			return err
		}
	case row.Refs == 0:
		if err := t.remove(loose, f.Sum[:]); err != nil {
			return err
		}
	}
	return t.put(blobs, f.Sum[:], blobRow{Refs: row.Refs + 1, Size: f.Size})
}

// release counts one file less for its blob. What nothing refers to any more is
// still on disk: who removes it from there asks for it by the index loose.
func (t *tx) release(f *fileRow) error {
	var row blobRow
	switch found, err := t.get(blobs, f.Sum[:], &row); {
	case err != nil:
		return err
	case !found || row.Refs == 0:
		return corrupt(blobs, f.Sum[:], fmt.Sprintf("does not count file %d", f.ID))
	}
	row.Refs--
	if row.Refs == 0 {
		if err := t.put(loose, f.Sum[:], emptyRow{}); err != nil {
			return err
		}
	}
	return t.put(blobs, f.Sum[:], row)
}

// useBy changes what the files of somebody and of a room take up.
func (t *tx) useBy(in room.ID, by room.UserID, files, bytes int64) error {
	if err := t.use(useOfPerson, uint64(by), files, bytes); err != nil {
		return err
	}
	return t.use(useOfRoom, uint64(in), files, bytes)
}

func (t *tx) use(kind usageKind, of uint64, files, bytes int64) error {
	row, err := t.usageRow(kind, of)
	if err != nil {
		return err
	}
	row.Files += files
	row.Bytes += bytes
	k := pair(kind, of)
	switch {
	case row.Files < 0 || row.Bytes < 0 || row.Files == 0 && row.Bytes != 0:
		return corrupt(usage, k, "counts less than there is")
	case row.Files == 0:
		return t.remove(usage, k)
	}
	return t.put(usage, k, row)
}

func (t *tx) usageRow(kind usageKind, of uint64) (usageRow, error) {
	var row usageRow
	_, err := t.get(usage, pair(kind, of), &row)
	return row, err
}

func (t *tx) used(kind usageKind, of uint64) (room.Usage, error) {
	row, err := t.usageRow(kind, of)
	return row.usage(), err
}

// UsageOf implements [room.Tx].
func (t *tx) UsageOf(user room.UserID) (room.Usage, error) { return t.used(useOfPerson, uint64(user)) }

// UsageIn implements [room.Tx].
func (t *tx) UsageIn(in room.ID) (room.Usage, error) { return t.used(useOfRoom, uint64(in)) }

// UsageAll implements [room.Tx].
func (t *tx) UsageAll() (room.Usage, error) { return t.used(useOfDisk, 0) }

// Stored implements [room.Tx].
func (t *tx) Stored(s room.Sum) (bool, error) { return t.get(blobs, s[:], &blobRow{}) }

// Unlink implements [room.Tx].
func (t *tx) Unlink(sums []room.Sum) error {
	for _, s := range sums {
		var row blobRow
		switch found, err := t.get(blobs, s[:], &row); {
		case err != nil:
			return err
		case !found || row.Refs != 0:
			continue
		}
		for _, b := range []bucket{loose, blobs} {
			if err := t.remove(b, s[:]); err != nil {
				return err
			}
		}
		if err := t.use(useOfDisk, 0, -1, -row.Size); err != nil {
			return err
		}
	}
	return nil
}
