package data

import "snug/room"

// maxRemembered is how many people, rooms and ties are remembered from one
// transaction to the next, of each kind.
const maxRemembered = 1000

// remembered is what has been read of the rows that most commands need, decoded,
// and as it is now: whoever writes one of them changes it here, or forgets it.
type remembered struct {
	people map[room.UserID]resident
	rooms  map[room.ID]room.Room // with Last as of now
	house  *houseRules           // nil: not read yet
}

func newRemembered() remembered {
	return remembered{people: make(map[room.UserID]resident), rooms: make(map[room.ID]room.Room)}
}

// bound forgets everything of a kind that there is too much of.
func (r *remembered) bound() {
	if len(r.people) > maxRemembered {
		clear(r.people)
	}
	if len(r.rooms) > maxRemembered {
		clear(r.rooms)
	}
}
