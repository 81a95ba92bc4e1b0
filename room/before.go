package room

import (
	"fmt"
	"time"
)

// before returns the event that a command led to when it was accepted, about
// the same thing as that is now. What people choose for themselves, and what
// the server does, sets something to a value, leaves no outcome, and so never
// comes here.
//
// The ID of a command is no secret: that of a message is in every link to it.
// So nothing is told here to whoever could not see it anyway.
func before(tx Tx, c Command, o Outcome) (Event, error) {
	switch c := c.(type) {
	case Create:
		return createdBefore(tx, c.Header, o)
	case Converse:
		return createdBefore(tx, c.Header, o)
	case Join:
		s, err := seeAgain(tx, c.Header, c.Room, o)
		return Joined{Room: c.Room, Who: s.who, At: c.At, Membership: s.place}, err
	case Leave:
		who, err := actor(tx, c.By)
		return Left{Room: c.Room, Who: who, At: c.At}, err
	case Post:
		return postedBefore(tx, c, o)
	case Edit:
		return changedBefore(tx, c.Header, c.Room, c.Seq, o, WasEdited)
	case Delete:
		return changedBefore(tx, c.Header, c.Room, c.Seq, o, WasDeleted)
	case React:
		return changedBefore(tx, c.Header, c.Room, c.Seq, o, WasReacted)
	case Pin:
		return changedBefore(tx, c.Header, c.Room, c.Seq, o, WasPinned)
	}
	return roomBefore(tx, c, o)
}

// roomBefore is before for the commands about rooms as such.
func roomBefore(tx Tx, c Command, o Outcome) (Event, error) {
	switch c := c.(type) {
	case Rename:
		return revisedBefore(tx, c.Header, c.Room, o)
	case Describe:
		return revisedBefore(tx, c.Header, c.Room, o)
	case Configure:
		return revisedBefore(tx, c.Header, c.Room, o)
	case Archive:
		return revisedBefore(tx, c.Header, c.Room, o)
	case Transfer:
		return revisedBefore(tx, c.Header, c.Room, o)
	case Discard:
		return discardedBefore(tx, c, o)
	case Invite:
		s, err := seeAgain(tx, c.Header, c.Room, o)
		return Invited{Room: s.room, Who: c.Who, By: s.who, At: c.At, Until: c.Until}, err
	case Uninvite:
		_, err := submitter(tx, c.Header)
		return Uninvited{Room: c.Room, Who: c.Who}, err
	case Appoint:
		return appointedBefore(tx, c, o)
	case PutIn:
		s, bot, _, err := keeping(tx, c.Header, c.Room, c.Bot)
		if err == nil && c.Room != o.Room {
			err = idInUse()
		}
		return Joined{Room: s.room.ID, Who: bot, At: c.At}, err
	case TakeOut:
		s, bot, _, err := keeping(tx, c.Header, c.Room, c.Bot)
		if err == nil && c.Room != o.Room {
			err = idInUse()
		}
		return Left{Room: s.room.ID, Who: bot, At: c.At}, err
	}
	return orderBefore(tx, c, o)
}

// orderBefore is before for the commands that keep a room in order.
func orderBefore(tx Tx, c Command, o Outcome) (Event, error) {
	switch c := c.(type) {
	case Kick:
		return kickedBefore(tx, c, o)
	case Penalize:
		return punishedBefore(tx, c, o)
	case Purge:
		return purgedBefore(tx, c, o)
	case Complain:
		return complainedBefore(tx, c, o)
	case Judge:
		return judgedBefore(tx, c, o)
	}
	return nil, fmt.Errorf("apply: unknown command %T with an outcome", c)
}

// seeAgain is see for a command that was accepted before, if the ID is its own.
func seeAgain(tx Tx, c Header, id ID, o Outcome) (sight, error) {
	if id != o.Room {
		return sight{}, idInUse()
	}
	return see(tx, id, c)
}

func createdBefore(tx Tx, c Header, o Outcome) (Event, error) {
	s, err := inside(tx, o.Room, c)
	if err != nil {
		return nil, err
	}
	if s.room.Creator != c.By {
		return nil, idInUse()
	}
	if s.room.Conversation() {
		return createdWith(tx, s.room)
	}
	return Created{Room: s.room, People: []Person{s.who}}, nil
}

func changedBefore(tx Tx, c Header, in ID, seq uint64, o Outcome, what Change) (Event, error) {
	if (o != Outcome{Room: in, Seq: seq}) {
		return nil, idInUse()
	}
	s, err := see(tx, in, c)
	if err == nil && c.By != Operator {
		err = s.enters()
	}
	if err != nil {
		return nil, err
	}
	m, err := s.message(seq)
	if err != nil {
		return nil, err
	}
	return Changed{Message: m, Change: what, Rev: m.Rev, By: s.who, At: c.At, Pins: s.room.Pins}, nil
}

func revisedBefore(tx Tx, c Header, in ID, o Outcome) (Event, error) {
	s, err := seeAgain(tx, c, in, o)
	return Revised{Was: s.room, Is: s.room, By: s.who, At: c.At}, err
}

// discardedBefore says no more of the room than that it is gone, which is what
// everybody is told.
func discardedBefore(tx Tx, c Discard, o Outcome) (Event, error) {
	if c.Room != o.Room {
		return nil, idInUse()
	}
	s, err := submitter(tx, c.Header)
	if err != nil {
		return nil, err
	}
	r, err := tx.Room(o.Room)
	if err != nil || r.Deleted.IsZero() {
		return nil, noRoom()
	}
	return Discarded{Room: Room{ID: r.ID, Deleted: r.Deleted}, By: s.who, At: c.At}, nil
}

func appointedBefore(tx Tx, c Appoint, o Outcome) (Event, error) {
	s, err := seeAgain(tx, c.Header, c.Room, o)
	if err != nil {
		return nil, err
	}
	who, err := somebody(tx, c.Who)
	if err != nil {
		return nil, err
	}
	m, _, err := tx.Membership(c.Room, c.Who)
	return Appointed{Room: c.Room, Who: who, Role: m.Role, By: s.who, At: c.At}, err
}

func idInUse() error {
	return refuse(ErrConflict, "that command id is in use; do it again under another")
}

// record notes what a command about a room led to, so that it takes effect once.
func record(tx Tx, c Header, in ID) error { return tx.Record(c.ID, Outcome{Room: in}) }

// revise writes a room as a command leaves it, and returns its event.
func (s sight) revise(c Header, is Room) (Event, error) {
	if err := s.tx.SetRoom(is); err != nil {
		return nil, err
	}
	is, err := s.tx.Room(is.ID)
	if err != nil {
		return nil, err
	}
	return Revised{Was: s.room, Is: is, By: s.who, At: c.At}, record(s.tx, c, is.ID)
}

// stampIf returns t or no time.
func stampIf(on bool, t time.Time) time.Time {
	if on {
		return t
	}
	return time.Time{}
}
