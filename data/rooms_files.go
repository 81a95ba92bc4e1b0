package data

import (
	"errors"
	"fmt"
	"time"

	"snug/room"
)

// FilePlace implements [room.Store].
func (r Rooms) FilePlace(id room.FileID) (room.ID, uint64, error) {
	var at placeRow
	err := r.s.view(func(t *tx) error {
		found, err := t.get(files, key(id), &at)
		if err != nil {
			return err
		}
		var in roomRow
		if found {
			in, err = t.roomRow(room.ID(at.Room))
		}
		if errors.Is(err, room.ErrNotFound) {
			return corrupt(files, key(id), fmt.Sprintf("there is no room %d", at.Room))
		}
		if err == nil && (!found || in.Deleted != 0) {
			at, err = placeRow{}, fmt.Errorf("file %d: %w", id, room.ErrNotFound)
		}
		return err
	})
	return room.ID(at.Room), at.Seq, wrap("find file", err)
}

// LastFile returns the highest number that a file ever had; zero: there was none.
func (r Rooms) LastFile() (room.FileID, error) {
	var last uint64
	err := r.s.view(func(t *tx) (err error) {
		last, err = t.number(meta, lastFileKey)
		return err
	})
	return room.FileID(last), wrap("read the highest number of a file", err)
}

// Files implements [room.Store].
func (r Rooms) Files(in room.ID, before room.FileID, limit int) ([]*room.Message, error) {
	var found []*room.Message
	err := r.s.view(func(t *tx) (err error) {
		found, err = t.filesIn(in, before, limit)
		return err
	})
	return found, wrap("list files", err)
}

// filesIn reads the messages with the newest files of a room before one.
func (t *tx) filesIn(in room.ID, first room.FileID, limit int) ([]*room.Message, error) {
	if _, err := t.Room(in); err != nil {
		return nil, err
	}
	index, err := t.in(roomFiles)
	if err != nil {
		return nil, err
	}
	end := key(in + 1)
	if first != 0 {
		end = pair(in, first)
	}
	limit = min(limit, room.MaxPage)
	var found []*room.Message
	c := index.Cursor()
	for k, v := before(c, end); k != nil && len(found) < limit; k, v = c.Prev() {
		m, err := t.fileAt(in, k, v)
		if err != nil {
			return nil, err
		}
		if m == nil {
			break
		}
		found = append(found, m)
	}
	return found, nil
}

// fileAt reads the message that a record of a room's files leads to; nil when the
// record is of another room.
func (t *tx) fileAt(in room.ID, k, v []byte) (*room.Message, error) {
	of, id, ok := unpair(k)
	switch {
	case !ok:
		return nil, corrupt(roomFiles, k, "bad key")
	case of != uint64(in):
		return nil, nil //nolint:nilnil // as said above
	}
	if err := roomFiles.unseal(k, v, &emptyRow{}); err != nil {
		return nil, err
	}
	var at placeRow
	switch found, err := t.get(files, key(id), &at); {
	case err != nil:
		return nil, err
	case !found || at.Room != of:
		return nil, corrupt(roomFiles, k, "the file is not there")
	}
	m, err := t.indexed(roomFiles, k, in, at.Seq)
	if err == nil && (m.File == nil || m.File.ID != room.FileID(id)) {
		err = corrupt(roomFiles, k, fmt.Sprintf("message %d has another file, or none", at.Seq))
	}
	return m, err
}

// OldFiles implements [room.Store]. It stops at the first file that is younger: where
// a clock went back, some wait for it.
func (r Rooms) OldFiles(in room.ID, until time.Time, limit int) ([]*room.Message, error) {
	limit = min(limit, room.MaxPage)
	var found []*room.Message
	err := r.s.view(func(t *tx) error {
		if _, err := t.Room(in); err != nil {
			return err
		}
		index, err := t.in(roomFiles)
		if err != nil {
			return err
		}
		c := index.Cursor()
		for k, v := c.Seek(key(in)); k != nil && len(found) < limit; k, v = c.Next() {
			m, err := t.fileAt(in, k, v)
			if err != nil {
				return err
			}
			if m == nil || !m.At.Before(until) {
				return nil
			}
			found = append(found, m)
		}
		return nil
	})
	return found, wrap("list old files", err)
}
