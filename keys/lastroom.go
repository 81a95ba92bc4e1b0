package keys

import (
	"context"
	"strconv"
)

// lastRoom is kept among the settings of an account, but is none that people
// see or choose: the room that they looked at last.
const lastRoom = ".room"

// LastRoom returns the number of the room that somebody looked at last, zero
// when that is not known. They may be no member of it any more.
func (d *Directory) LastRoom(id AccountID) (uint64, error) {
	s, err := d.kept(id)
	if err != nil {
		return 0, err
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
	_, err := d.do(ctx, func(h Header) Command {
		return Set{Header: h, Account: id, Setting: lastRoom, Value: strconv.FormatUint(room, 10)}
	})
	return err
}
