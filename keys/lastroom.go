package keys

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/google/uuid"
)

// lastRoom is kept among the settings of an account, but is none that people
// see or choose: the room that they looked at last.
const lastRoom = ".room"

// LastRoom returns the number of the room that somebody looked at last, zero
// when that is not known. They may be no member of it any more.
func (d *Directory) LastRoom(id AccountID) (uint64, error) {
	s, err := d.store.Settings(id)
	if err != nil {
		return 0, fmt.Errorf("last room of account %d: %w", id, err)
	}
	n, err := strconv.ParseUint(s[lastRoom], 10, 64)
	if err != nil {
		return 0, nil //nolint:nilerr // nothing was kept
	}
	return n, nil
}

// KeepLastRoom keeps the room that somebody looked at last.
func (d *Directory) KeepLastRoom(ctx context.Context, id AccountID, room uint64) error {
	if was, err := d.LastRoom(id); err != nil || was == room {
		return err
	}
	intent, err := uuid.NewV7()
	if err != nil {
		return fmt.Errorf("last room id: %w", err)
	}
	return d.store.Set(ctx, Set{
		ID: intent, At: time.Now().UTC(), Account: id,
		Setting: lastRoom, Value: strconv.FormatUint(room, 10),
	})
}
