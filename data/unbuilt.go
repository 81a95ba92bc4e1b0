package data

import (
	"errors"

	"snug/room"
)

// MayPost implements [room.Store].
func (r Rooms) MayPost(room.Post) error { return errors.New("not built") }
