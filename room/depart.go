package room

import (
	"errors"
	"time"
)

// How much one command does of a departure. A message that is erased takes
// several records with it, and so does a membership.
const (
	leaveAtOnce = 50             // rooms
	eraseAtOnce = SliceKeys / 10 // messages
)

// depart does the next part of what a deleted account leaves to be done: first
// its rooms, then what it had chosen, then what it has said.
func depart(tx Tx, c Depart) (Event, error) {
	if err := serverOnly(c.Header); err != nil {
		return nil, err
	}
	e := Departed{Who: c.Who}
	d, left, err := tx.Departure(c.Who)
	if err != nil {
		return nil, err
	}
	if !left {
		return unchanged{e}, nil
	}
	if e.More, err = leaveRooms(tx, c, &e); err != nil || e.More {
		return e, err
	}
	if e.More, err = tx.ForgetPerson(c.Who); err != nil || e.More {
		return e, err
	}
	if d.Erase {
		if e.More, err = erase(tx, c, &d, &e); err != nil {
			return nil, err
		}
	}
	if e.More {
		return e, tx.SetDeparture(c.Who, d)
	}
	return e, tx.EndDeparture(c.Who)
}

// leaveRooms ends memberships, and reports whether there are more. In direct
// conversations a deleted account stays: without it nothing would tell the
// other with whom they have talked.
func leaveRooms(tx Tx, c Depart, e *Departed) (more bool, err error) {
	joined, err := tx.Joined(c.Who)
	if err != nil {
		return false, err
	}
	for _, id := range joined {
		// Who owns a room next is found by going through its members.
		if len(e.Left) == leaveAtOnce || len(e.Owned) > 0 {
			return true, nil
		}
		r, err := tx.Room(id)
		if err == nil && r.Kind == Direct {
			err = leaveDirect(tx, c, r, e)
		} else if err == nil {
			err = leaveRoom(tx, c, id, e)
		}
		if err != nil {
			return false, err
		}
	}
	return false, nil
}

// leaveRoom ends a membership and gives on what the account owned.
func leaveRoom(tx Tx, c Depart, id ID, e *Departed) error {
	if err := tx.RemoveMember(id, c.Who); err != nil {
		return err
	}
	was, is, err := settle(tx, c.Header, id, c.Who)
	if err != nil {
		return err
	}
	e.Left = append(e.Left, id)
	switch {
	case !is.Deleted.IsZero():
		e.Ended = append(e.Ended, id)
	case is.Owner != was.Owner:
		e.Owned = append(e.Owned, is)
	}
	return nil
}

// leaveDirect ends a conversation all of whose people have gone.
func leaveDirect(tx Tx, c Depart, r Room, e *Departed) error {
	if alone, err := deserted(tx, r.ID); err != nil || !alone {
		return err
	}
	e.Left, e.Ended = append(e.Left, r.ID), append(e.Ended, r.ID)
	r.Deleted = c.At
	return tx.SetRoom(r)
}

// deserted reports whether all the people of a conversation have gone.
func deserted(tx Tx, id ID) (bool, error) {
	people, err := tx.Members(id, 0, MaxGroup)
	if err != nil {
		return false, err
	}
	for _, user := range people {
		if p, err := tx.Person(user); err != nil || !p.Gone {
			return false, err
		}
	}
	return true, nil
}

// erase makes tombstones of what the account has said, some at a time, room by
// room, and notes in d how far it came.
func erase(tx Tx, c Depart, d *Departure, e *Departed) (more bool, err error) {
	d.Room = max(d.Room, 1)
	for looked := 0; looked < SliceKeys; looked++ {
		r, err := tx.Room(d.Room)
		if errors.Is(err, ErrNotFound) {
			return false, nil // the IDs of rooms have no hole
		} else if err != nil {
			return false, err
		}
		var found []uint64
		if r.Deleted.IsZero() && d.Seq <= r.Last {
			looked += int(min(r.Last-max(d.Seq, r.Trimmed), SliceKeys))
			if found, d.Seq, err = tx.SaidBy(r.ID, c.Who, d.Seq, eraseAtOnce); err != nil {
				return false, err
			}
		} else {
			d.Seq = 0
		}
		for _, seq := range found {
			gone, err := eraseOne(tx, r.ID, seq, c.At)
			if err != nil {
				return false, err
			}
			e.Erased = append(e.Erased, gone)
		}
		if d.Seq == 0 {
			d.Room++
		}
		if len(found) > 0 {
			break
		}
	}
	return true, nil
}

// eraseOne makes a tombstone of a message as if its author had deleted it.
func eraseOne(tx Tx, in ID, seq uint64, at time.Time) (Changed, error) {
	m, err := tx.Message(in, seq)
	if err != nil {
		return Changed{}, err
	}
	is, err := bury(tx, *m, at, false)
	if err != nil {
		return Changed{}, err
	}
	return changed(tx, m, is, WasDeleted, m.Author, at)
}
