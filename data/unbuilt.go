package data

import (
	"errors"
	"time"

	"snug/room"
)

var errUnbuilt = errors.New("not built")

func (t *tx) UsageOf(room.UserID) (room.Usage, error) { return room.Usage{}, nil }
func (t *tx) UsageIn(room.ID) (room.Usage, error)     { return room.Usage{}, nil }
func (t *tx) UsageAll() (room.Usage, error)           { return room.Usage{}, nil }
func (t *tx) Stored(room.Sum) (bool, error)           { return false, nil }
func (t *tx) Unlink([]room.Sum) error                 { return errUnbuilt }

func (r Rooms) FilePlace(room.FileID) (room.ID, uint64, error) { return 0, 0, room.ErrNotFound }

func (r Rooms) Files(room.ID, room.FileID, int) ([]*room.Message, error) { return nil, nil }

func (r Rooms) OldFiles(room.ID, time.Time, int) ([]*room.Message, error) { return nil, nil }

func (r Rooms) FileUse(room.UserID, room.ID) (of, in, all room.Usage, err error) { return }

func (r Rooms) MayPost(room.Post) error { return errUnbuilt }

func (r Rooms) Unused(int) ([]room.Sum, error) { return nil, nil }

func (r Rooms) Used(room.Sum) (bool, error) { return false, errUnbuilt }

// Blobs returns what at most limit of the blobs that files refer to are known by,
// without their type, by sum, of those behind after.
func (r Rooms) Blobs(after room.Sum, limit int) ([]room.Content, error) { return nil, nil }
