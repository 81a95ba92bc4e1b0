package room

import "errors"

// trim forgets what the room's retention asks for as it is now: between the
// look at the clock that led to the command and here somebody may have decided
// to keep everything.
func trim(tx Tx, c Trim) (Event, error) {
	if err := serverOnly(c.Header); err != nil {
		return nil, err
	}
	r, err := tx.Room(c.Room)
	switch {
	case errors.Is(err, ErrNotFound) || err == nil && !r.Deleted.IsZero():
		return nil, noRoom()
	case err != nil:
		return nil, err
	case c.UpTo <= r.Trimmed:
		return unchanged{Trimmed{Room: c.Room, UpTo: r.Trimmed, Pins: r.Pins}}, nil
	}
	switch old, err := outlived(tx, r, c); {
	case err != nil:
		return nil, err
	case !old:
		return nil, refuse(ErrConflict, "%s keeps those messages; nothing to do", r.Label())
	}
	upTo, err := tx.Trim(c.Room, c.UpTo)
	if err != nil {
		return nil, err
	}
	r, err = tx.Room(c.Room)
	return Trimmed{Room: c.Room, UpTo: upTo, Pins: r.Pins}, err
}

// outlived reports whether the retention of a room asks for a trim.
func outlived(tx Tx, r Room, c Trim) (bool, error) {
	switch {
	case c.UpTo > r.Last:
		return false, nil
	case r.KeepLast > 0 && r.Last-c.UpTo >= uint64(r.KeepLast):
		return true, nil
	case r.KeepFor == 0:
		return false, nil
	}
	m, err := tx.Message(r.ID, c.UpTo)
	return err == nil && c.At.Sub(m.At) >= r.KeepFor, err
}

// sweepAtOnce is how many invitations, penalties and paces, of each, one command
// clears away; each has a few records.
const sweepAtOnce = SliceKeys / 8

func sweep(tx Tx, c Sweep) (Event, error) {
	if err := serverOnly(c.Header); err != nil {
		return nil, err
	}
	if c.Room != 0 {
		return sweepRoom(tx, c.Room)
	}
	ended, err := tx.EndedInvitations(c.At, sweepAtOnce)
	if err != nil {
		return nil, err
	}
	lifted, err := tx.EndPenalties(c.At, sweepAtOnce)
	if err != nil {
		return nil, err
	}
	paces, err := tx.EndPaces(c.At.Add(-paceSpan), sweepAtOnce)
	if err != nil {
		return nil, err
	}
	if len(ended)+lifted+paces == 0 {
		return unchanged{Swept{}}, nil
	}
	for _, i := range ended {
		if err := tx.RemoveInvitation(i.Room, i.Who); err != nil {
			return nil, err
		}
	}
	return Swept{More: len(ended) == sweepAtOnce || lifted == sweepAtOnce || paces == sweepAtOnce}, nil
}

func sweepRoom(tx Tx, id ID) (Event, error) {
	r, err := tx.Room(id)
	switch {
	case errors.Is(err, ErrNotFound) || err == nil && r.Deleted.IsZero():
		return nil, refuse(ErrConflict, "only of a deleted room there is something to clear away; nothing to do")
	case err != nil:
		return nil, err
	}
	more, err := tx.Sweep(id)
	return Swept{More: more}, err
}
