package data

import (
	"errors"
	"math"

	"snug/room"
)

// Membership implements [room.Tx].
func (t *tx) Membership(in room.ID, user room.UserID) (room.Membership, bool, error) {
	var row memberRow
	found, err := t.get(members, pair(in, user), &row)
	return row.membership(), found, err
}

// SetMembership implements [room.Tx].
func (t *tx) SetMembership(in room.ID, user room.UserID, m room.Membership) error {
	_, was, err := t.Membership(in, user)
	if err != nil {
		return err
	}
	if !was {
		if err := t.put(userRooms, pair(user, in), emptyRow{}); err != nil {
			return err
		}
		if err := t.countMember(in, 1); err != nil {
			return err
		}
	}
	return t.put(members, pair(in, user), memberRowOf(m))
}

// countMember adds to a room's count of members.
func (t *tx) countMember(in room.ID, more int) error {
	row, err := t.roomRow(in)
	if err != nil {
		return err
	}
	row.Members += uint64(more)
	return t.putRoom(in, row)
}

// RemoveMember implements [room.Tx]. The read mark stays, for whoever comes back,
// and so does the time of slow mode, or leaving would be a way around it.
func (t *tx) RemoveMember(in room.ID, user room.UserID) error {
	if _, is, err := t.Membership(in, user); err != nil || !is {
		return err
	}
	row, err := t.roomRow(in)
	if err != nil {
		return err
	}
	if row.complete() {
		if err := t.dropConversation(in); err != nil {
			return err
		}
	}
	row.Members--
	if err := t.putRoom(in, row); err != nil {
		return err
	}
	for _, gone := range []struct {
		from bucket
		key  []byte
	}{
		{members, pair(in, user)},
		{userRooms, pair(user, in)},
		{drafts, pair(user, in)},
		{levels, pair(user, in)},
	} {
		if err := t.remove(gone.from, gone.key); err != nil {
			return err
		}
	}
	return nil
}

// Members implements [room.Tx].
func (t *tx) Members(in room.ID, after room.UserID, limit int) ([]room.UserID, error) {
	var found []room.UserID
	err := t.eachMember(in, after, limit, func(user room.UserID, _ room.Membership) error {
		found = append(found, user)
		return nil
	})
	return found, err
}

// MemberWith implements [room.Tx].
func (t *tx) MemberWith(in room.ID, role room.Role, after room.UserID) (room.UserID, bool, error) {
	var first room.UserID
	err := t.eachMember(in, after, math.MaxInt, func(user room.UserID, m room.Membership) error {
		if m.Role < role {
			return nil
		}
		first = user
		return errEnough
	})
	if err != nil && !errors.Is(err, errEnough) {
		return 0, false, err
	}
	return first, first != 0, nil
}

// errEnough ends a walk.
var errEnough = errors.New("enough")

// eachMember visits at most limit members of a room whose account is later than
// after, by account; of the lobby, everybody but the bots that were not put in, and
// of the staff's room, the staff.
func (t *tx) eachMember(in room.ID, after room.UserID, limit int, visit func(room.UserID, room.Membership) error) error {
	r, err := t.Room(in)
	if err != nil || limit <= 0 {
		return err
	}
	everybody := func(user room.UserID) error { return visit(user, room.Membership{}) }
	switch {
	case r.Open():
		return t.eachAccount(after, limit, everybody, func(bot room.UserID) (bool, error) {
			_, in, err := t.Membership(in, bot)
			return in, err
		})
	case r.Staff:
		return t.eachStaff(after, limit, everybody)
	}
	index, err := t.in(members)
	if err != nil {
		return err
	}
	c := index.Cursor()
	for k, v := c.Seek(pair(in, after+1)); k != nil && limit > 0; k, v = c.Next() {
		of, user, ok := unpair(k)
		if !ok {
			return corrupt(members, k, "bad key")
		}
		if of != uint64(in) {
			break
		}
		var row memberRow
		if err := members.unseal(k, v, &row); err != nil {
			return err
		}
		if err := visit(room.UserID(user), row.membership()); err != nil {
			return err
		}
		limit--
	}
	return nil
}

// eachAccount visits at most limit accounts behind after that people know: that
// are neither deleted nor waiting for approval. Bots are visited if they are in.
func (t *tx) eachAccount(after room.UserID, limit int, visit func(room.UserID) error, in func(bot room.UserID) (bool, error)) error {
	return t.eachRow(after, func(user room.UserID, row *userRow) error {
		switch {
		case limit == 0:
			return errEnough
		case row.Deleted != 0 || row.Pending:
			return nil
		case row.Keeper != 0:
			if is, err := in(user); err != nil || !is {
				return err
			}
		}
		limit--
		return visit(user)
	})
}

// Joined implements [room.Tx]. Deleted rooms do not count, even while something
// of them is left.
func (t *tx) Joined(user room.UserID) ([]room.ID, error) {
	var found []room.ID
	err := t.eachJoined(user, func(in room.ID, _ *roomRow) { found = append(found, in) })
	return found, err
}

// Owned implements [room.Tx]: an owner is a member.
func (t *tx) Owned(user room.UserID) (int, error) {
	n := 0
	err := t.eachJoined(user, func(_ room.ID, row *roomRow) {
		if room.Kind(row.Kind) == room.Common && row.Owner == uint64(user) {
			n++
		}
	})
	return n, err
}

// eachJoined visits the rooms that somebody is a member of, without the deleted
// ones, by ID.
func (t *tx) eachJoined(user room.UserID, visit func(room.ID, *roomRow)) error {
	return t.scan(userRooms, key(user), func(k, v []byte) error {
		_, in, ok := unpair(k)
		if !ok {
			return corrupt(userRooms, k, "bad key")
		}
		if err := userRooms.unseal(k, v, &emptyRow{}); err != nil {
			return err
		}
		var row roomRow
		switch found, err := t.get(rooms, key(in), &row); {
		case err != nil:
			return err
		case !found:
			return corrupt(userRooms, k, "there is no such room")
		case row.Deleted == 0:
			visit(room.ID(in), &row)
		}
		return nil
	})
}
