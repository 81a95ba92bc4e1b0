package data

import (
	"errors"

	"snug/room"
)

// MayPost implements [room.Store].
func (r Rooms) MayPost(p room.Post) error {
	err := r.s.view(func(t *tx) error { return room.Allowed(t, p) })
	if no := (*room.Refusal)(nil); errors.As(err, &no) {
		return err // as it is: it is for people
	}
	return wrap("ask whether something may be posted", err)
}
