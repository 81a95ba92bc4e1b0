package roomtest

import (
	"time"

	"snug/room"
)

// Unpaced returns a store that lets everybody write as fast as they like, for tests
// that are about something else. All but the rate is as over says.
func Unpaced(over room.Store) room.Store { return unpaced{over} }

type unpaced struct{ room.Store }

// House implements [room.Store].
func (u unpaced) House(now time.Time) (room.House, error) {
	is, err := u.Store.House(now)
	is.SendRate = 0
	return is, err
}
